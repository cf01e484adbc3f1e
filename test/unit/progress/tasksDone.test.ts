import assert from 'node:assert/strict';
import { RoadmapIndex } from '../../../src/content/outline';
import type { Register } from '../../../src/progress/model/registers';
import { taskField, tasksDone, wordsOf } from '../../../src/progress/model/tasksDone';

const index = new RoadmapIndex({
  id: 'backend',
  title: 'Backend',
  sections: [{ id: 's', title: 'S', topics: [{ id: 'http', formerly: ['web'], title: 'HTTP', hours: 1 }] }],
  projects: [],
});
const COOKIE = 'After a logout the old cookie gets 401';
const OWNER = 'Without the owner in the lookup, a test turns red';
const NOTE = "The second user gets 404 for the first user's note";
const LESSON = [COOKIE, OWNER, NOTE];

/** What is stored when these were ticked (`true`), cleared by hand (`false`) or reset (`null`). */
const stored = (...ticks: readonly (readonly [task: string, done: boolean | null, topic?: string, t?: number])[]) =>
  new Map(
    ticks.map(([task, done, topic = 'http', t = 1]): [string, Register] => [
      `backend/${topic}#${taskField(task)}`,
      { v: done === true ? wordsOf(task) : done, t, w: 'me' },
    ]),
  );
const done = (registers: ReadonlyMap<string, Register>, tasks: readonly string[] = LESSON) => tasksDone(index, registers, 'http', tasks);

describe('the tasks of an exercise that are done', () => {
  it('are stored by their words: this name is for ever', () => {
    assert.equal(taskField(''), 'task:cbf29ce484222325');
    assert.equal(taskField('a'), 'task:af63dc4c8601ec8c');
    assert.equal(wordsOf('  The `POST` answers **201**, or so! Größe'), 'the post answers 201 or so größe');
  });

  it('are those with a tick, in the order of the lesson, under this id or a former one', () => {
    assert.deepEqual(done(new Map()), [false, false, false]);
    assert.deepEqual(done(stored([OWNER, true], [NOTE, true, 'web'], [COOKIE, true, 'other'])), [false, true, true]);
    assert.deepEqual(done(stored([OWNER, true, 'web', 1], [OWNER, false, 'http', 2])), [false, false, false]);
    assert.deepEqual(done(stored([OWNER, false], [NOTE, null])), [false, false, false]);
  });

  it('stay when tasks change places, come and go', () => {
    assert.deepEqual(done(stored([OWNER, true]), [OWNER, NOTE, 'Something new', COOKIE]), [true, false, false, false]);
  });

  it('stay when one is written a little otherwise', () => {
    const edited = ['After logging out, the old cookie gets 401', 'Without the `owner` in the query, a test turns red', NOTE];
    assert.deepEqual(done(stored([COOKIE, true], [OWNER, true]), edited), [true, true, false]);
  });

  it('do not stay with one that says something else', () => {
    assert.deepEqual(done(stored([COOKIE, true]), ['The program prints one line', OWNER]), [false, false]);
  });

  it('count for one of two that are alike, and for none that the learner has set itself', () => {
    const alike = ['After a login the new cookie gets 200', 'After a logout the old cookie gets a 401'];
    assert.deepEqual(done(stored([COOKIE, true]), alike), [false, true]);
    const [, close = ''] = alike;
    assert.deepEqual(done(stored([COOKIE, true], [close, false]), alike.slice(1)), [false]);
    assert.deepEqual(done(stored([COOKIE, null]), alike), [false, false], 'a reset is for all');
  });

  it('are none of what is damaged', () => {
    const damaged = new Map<string, Register>([[`backend/http#${taskField(OWNER)}`, { v: { a: 1 }, t: 1, w: 'me' }]]);
    assert.deepEqual(done(damaged), [false, false, false]);
  });
});
