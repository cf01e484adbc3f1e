import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAppendLog } from '../../../../../src/devServices/standIns/redis/appendLog';
import { RedisState } from '../../../../../src/devServices/standIns/redis/redisState';

describe('Append-only log', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'log-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const file = (): string => join(folder, 'appendonly.jsonl');
  const refuse = (): never => assert.fail('there is nothing to repeat');

  it('writes once a turn, however many commands came in it', async () => {
    const log = openAppendLog(new RedisState(), folder, refuse);
    const size = statSync(file()).size;
    for (let step = 0; step < 1000; step++) {
      log.note(0, 'set', ['k', String(step)]);
      log.commit(step);
    }
    assert.equal(statSync(file()).size, size, 'nothing is written while commands come in');
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(readFileSync(file(), 'utf8').trimEnd().split('\n').length, 1001);
    log.close();
  });

  it('keeps the commands of a step together, and no step of none', () => {
    const log = openAppendLog(new RedisState(), folder, refuse);
    log.commit(1);
    log.note(0, 'lpop', ['a']);
    log.note(2, 'rpush', ['b', '\xff']);
    log.commit(7);
    log.close();
    assert.equal(readFileSync(file(), 'utf8').split('\n')[1], '[7,[0,"lpop","a"],[2,"rpush","b","\xff"]]');
    const repeated: unknown[] = [];
    const state = new RedisState();
    openAppendLog(state, folder, (...command) => repeated.push([state.now(), ...command])).close();
    assert.deepEqual(repeated, [
      [7, 0, 'lpop', ['a']],
      [7, 2, 'rpush', ['b', '\xff']],
    ]);
  });

  it('is begun anew when it has grown, with what there is', () => {
    const state = new RedisState();
    const log = openAppendLog(state, folder, refuse, 1000);
    state.databases[0]?.set('k', { kind: 'string', text: 'v' });
    log.note(0, 'set', ['k', 'x'.repeat(1000)]);
    log.commit(1);
    log.flush();
    assert.equal(readFileSync(file(), 'utf8').split('\n')[1], '{"db":0,"key":"k","kind":"string","value":"v"}');
    log.note(0, 'del', ['k']);
    log.commit(2);
    log.close();
    assert.equal(readFileSync(file(), 'utf8').split('\n')[2], '[2,[0,"del","k"]]');
  });
});
