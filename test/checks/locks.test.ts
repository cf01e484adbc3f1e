import assert from 'node:assert/strict';
import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../support/paths';
import { makeTemporary } from '../support/temporary';

const [PROCESSES, ROUNDS] = [8, 25];

describe('a lock that eight processes want at once', function () {
  this.timeout(120_000);
  let racers: ChildProcess[] = [];
  const folder = makeTemporary('locks');

  const answers = async (message: object | undefined): Promise<unknown[]> => {
    const all = racers.map(async (racer) => ((await once(racer, 'message')) as unknown[])[0]);
    if (message) for (const racer of racers) racer.send(message);
    return Promise.all(all);
  };

  before(async () => {
    const script = join(repoRoot, 'test/checks/support/lockRacer.ts');
    racers = Array.from({ length: PROCESSES }, () => fork(script, [folder], { execArgv: ['--import', 'tsx'] }));
    await answers(undefined);
  });
  after(() => racers.forEach((racer) => racer.kill()));

  /** How many have the lock, round by round. */
  async function owners(prepare: (name: string) => void): Promise<number[]> {
    const counts: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const name = `race-${String(round)}`;
      prepare(name);
      const all = (await answers({ name, at: Date.now() + 20 })) as Record<string, unknown>[];
      // What gives it free does not cross a channel: the winner's answer is an empty object.
      counts.push(all.filter((answer) => answer['owner'] === undefined).length);
      await answers({ name });
    }
    return counts;
  }
  const once25 = Array.from({ length: ROUNDS }, () => 1);

  it('is had by one when its owner was killed, each time', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    assert.deepEqual(
      await owners((name) => writeFileSync(join(folder, `${name}.1`), JSON.stringify({ pid: dead, started: 'a 1' }))),
      once25,
    );
  });

  it('is had by one when it was released, or has never been, each time', async () => {
    assert.deepEqual(await owners(() => undefined), once25);
  });
});
