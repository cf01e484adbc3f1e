import assert from 'node:assert/strict';
import { hasBegun, isStatus, keysOfTopic, percentOf, readProgress, topicProgress, type Status } from '../../../src/progress/model/progress';
import type { Register, Registers } from '../../../src/progress/model/registers';
import { taskField } from '../../../src/progress/model/tasksDone';
import { smallIndex } from '../smallRoadmap';

const index = smallIndex();
const at = (t: number, v: Register['v'], w = 'a'): Register => ({ v, t, w });

/** Registers as if the learner had set these statuses one after the other. */
const statuses = (byTopic: Partial<Record<string, Status>>): Registers =>
  new Map(Object.entries(byTopic).map(([id, status], order) => [`small/${id}#status`, at(order + 1, status ?? null)]));

const read = (byTopic: Partial<Record<string, Status>>) => readProgress(index, statuses(byTopic));
const ALL_DONE = { 'how-web': 'done', http: 'done', sql: 'done', nosql: 'done', cache: 'done', deploy: 'done' } as const;

describe('progress: counts', () => {
  it('starts at nothing', () => {
    const { done, total, percent, next, topics } = readProgress(index, new Map());
    assert.deepEqual({ done, total, percent, next, topics: topics.size }, { done: 0, total: 6, percent: 0, next: 'how-web', topics: 0 });
  });

  it('counts done over all topics, and percent over those that are not skipped', () => {
    const { done, skipped, total, percent } = read({ 'how-web': 'done', http: 'doing', sql: 'skipped', nosql: 'todo' });
    assert.deepEqual({ done, skipped, total, percent }, { done: 1, skipped: 1, total: 6, percent: 20 });
  });

  it('has begun with a topic, a proof, a task of an exercise, and a project, and not with a topic that is skipped', () => {
    const [none, some] = [{ isEmpty: true }, { isEmpty: false }];
    for (const status of ['todo', 'skipped'] as const) assert.equal(hasBegun(read({ http: status }), none), false, status);
    const task = (v: Register['v']) => readProgress(index, new Map([[`small/http#${taskField('Ask with curl')}`, at(1, v)]]));
    assert.equal(hasBegun(task('ask with curl'), none), true);
    assert.equal(hasBegun(task(null), none), false);
    for (const status of ['doing', 'done'] as const) assert.equal(hasBegun(read({ http: status }), none), true, status);
    assert.equal(hasBegun(readProgress(index, new Map([['small/http#proof:quiz:http', at(1, true)]])), none), true);
    assert.equal(hasBegun(read({}), some), true);
  });

  it('rounds down: 100 percent only when every topic that counts is done', () => {
    assert.equal(read({ ...ALL_DONE, deploy: 'doing' }).percent, 83);
    assert.equal(read({ ...ALL_DONE, deploy: 'skipped' }).percent, 100);
    assert.equal(read(ALL_DONE).percent, 100);
    assert.equal(percentOf(999, 1_000), 99);
    for (let done = 0; done <= 100; done++) assert.equal(percentOf(done, 100), done);
    assert.equal(percentOf(0, 0), 0);
  });

  it('everything skipped is no progress', () => {
    const skipped = Object.fromEntries(Object.keys(ALL_DONE).map((id) => [id, 'skipped' as const]));
    const { done, percent, next } = read(skipped);
    assert.deepEqual({ done, percent, next }, { done: 0, percent: 0, next: undefined });
  });

  it('goes on with the first topic that is being learned, else with the first not started', () => {
    assert.equal(read({ 'how-web': 'done' }).next, 'http');
    assert.equal(read({ 'how-web': 'done', http: 'skipped' }).next, 'sql');
    assert.equal(read({ cache: 'doing', deploy: 'doing' }).next, 'cache');
    assert.equal(read(ALL_DONE).next, undefined);
  });

  it('knows when a section is complete', () => {
    const sections = (byTopic: Partial<Record<string, Status>>) =>
      [...read(byTopic).sections.values()].map(({ id, done, skipped, total, complete }) => [id, done, skipped, total, complete]);
    assert.deepEqual(sections({ 'how-web': 'done', http: 'skipped', sql: 'skipped', nosql: 'skipped', cache: 'skipped' }), [
      ['basics', 1, 1, 2, true],
      ['data', 0, 3, 3, false],
      ['ship', 0, 0, 1, false],
    ]);
    assert.deepEqual(sections({ 'how-web': 'done', http: 'doing', deploy: 'done' }), [
      ['basics', 1, 0, 2, false],
      ['data', 0, 0, 3, false],
      ['ship', 1, 0, 1, true],
    ]);
  });
});

describe('progress: registers of a topic', () => {
  it('a status says when it was set', () => {
    const progress = readProgress(index, new Map([['small/http#status', at(1_234, 'doing')]]));
    assert.deepEqual(topicProgress(progress, 'http'), { status: 'doing', changedAt: 1_234, proofs: [] });
    assert.deepEqual(topicProgress(progress, 'sql'), { status: 'todo', proofs: [] });
  });

  it('what is no status counts as not started', () => {
    for (const value of [null, 'finished', 3, true, ['done'], { status: 'done' }]) {
      const progress = readProgress(index, new Map([['small/http#status', at(1, value)]]));
      assert.equal(topicProgress(progress, 'http').status, 'todo');
      assert.equal(progress.done, 0);
    }
  });

  it('other roadmaps, unknown topics and unknown fields are passed over', () => {
    const keys = ['other/http#status', 'small/gone#status', 'small/http#mood', 'nonsense'];
    const { done, topics } = readProgress(index, new Map(keys.map((key) => [key, at(1, 'done')])));
    assert.deepEqual([done, topics.size], [0, 0]);
  });

  it('progress under a former id counts, once, and the later of both wins', () => {
    const of = (current: Register | undefined, former: Register) =>
      readProgress(index, new Map([...(current ? [['small/how-web#status', current] as const] : []), ['small/internet#status', former]]));
    assert.equal(of(undefined, at(1, 'done')).done, 1);
    assert.equal(topicProgress(of(undefined, at(1, 'done')), 'how-web').status, 'done');
    assert.equal(topicProgress(of(at(5, 'todo'), at(1, 'done')), 'how-web').status, 'todo');
    assert.deepEqual(topicProgress(of(at(5, 'todo'), at(9, 'done')), 'how-web'), { status: 'done', changedAt: 9, proofs: [] });
  });

  it('reads proofs in the order they were earned, without those that were cleared', () => {
    const registers = new Map([
      ['small/http#proof:stage:rest-api', at(9, true)],
      ['small/http#proof:quiz:http', at(3, true)],
      ['small/http#proof:quiz:old', at(4, null)],
      ['small/http#proof:exam:x', at(5, true)],
    ]);
    const { status, proofs, changedAt } = topicProgress(readProgress(index, registers), 'http');
    assert.deepEqual([status, changedAt], ['todo', undefined]);
    assert.deepEqual(proofs, [
      { kind: 'quiz', id: 'http', at: 3 },
      { kind: 'stage', id: 'rest-api', at: 9 },
    ]);
  });

  it('finds the keys of a topic under its id and its former ids', () => {
    const keys = [
      'small/how-web#status',
      'small/internet#status',
      'small/the-net#proof:quiz:x',
      'small/http#status',
      'other/how-web#status',
    ];
    const registers = new Map(keys.map((key) => [key, at(1, 'done')]));
    assert.deepEqual(keysOfTopic(index, registers, 'how-web'), keys.slice(0, 3));
    assert.deepEqual(keysOfTopic(index, registers, 'internet'), keys.slice(0, 3));
    assert.deepEqual(keysOfTopic(index, registers, 'gone'), []);
  });

  it('knows a status when it sees one', () => {
    assert.deepEqual(['todo', 'doing', 'done', 'skipped'].map(isStatus), [true, true, true, true]);
    assert.deepEqual(['Done', '', null, undefined, 0, {}, 'constructor'].map(isStatus), Array(7).fill(false));
  });
});
