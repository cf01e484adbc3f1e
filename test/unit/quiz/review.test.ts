import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseReviewState, readProgress, type ReviewState, type TopicProgress } from '../../../src/progress/model/progress';
import type { Register } from '../../../src/progress/model/registers';
import { afterReview, dueAt, dueTopics, nextReview, pickQuestions } from '../../../src/quiz/model/review';
import { seededRandom } from '../../../src/quiz/model/random';
import { smallIndex } from '../smallRoadmap';
import { quizOf } from '../content/compile/quizFiles';

const DAY = 86_400_000;
const NOW = 1_790_000_000_000;
const proven = (at: number, review?: ReviewState): TopicProgress => ({
  status: 'done',
  proofs: [{ kind: 'quiz', id: 'x', at }],
  ...(review && { review }),
});
const all = () => true;
/** Progress in which these topics were proven and reviewed at these times. */
const progressOf = (topics: Record<string, { proof?: number; review?: unknown }>) => {
  const registers = new Map<string, Register>();
  for (const [id, { proof, review }] of Object.entries(topics)) {
    if (proof !== undefined) registers.set(`small/${id}#proof:quiz:${id}`, { v: true, t: proof, w: 'a' });
    if (review !== undefined) registers.set(`small/${id}#review`, { v: review as Register['v'], t: 1, w: 'a' });
  }
  return readProgress(smallIndex(), registers);
};

describe('the schedule of reviews', () => {
  it('is 1, 3, 7, 21 and 60 days, and then stays at 60', () => {
    let topic = proven(NOW);
    let now = NOW;
    const days: number[] = [];
    for (let turn = 0; turn < 7; turn++) {
      const due = dueAt(topic, now) ?? 0;
      days.push((due - now) / DAY);
      now = due;
      topic = proven(NOW, afterReview(topic, true, now));
    }
    assert.deepEqual(days, [1, 3, 7, 21, 60, 60, 60]);
  });

  it('begins anew after a wrong review', () => {
    assert.deepEqual(afterReview(proven(NOW, { step: 3, at: NOW }), false, NOW + 5), { step: 0, at: NOW + 5 });
  });

  it('counts a quiz that was passed again as having seen the topic', () => {
    assert.equal(dueAt(proven(NOW + 2 * DAY, { step: 1, at: NOW }), NOW + 2 * DAY), NOW + 5 * DAY);
  });

  it('knows nothing of what is not proven', () => {
    assert.equal(dueAt({ status: 'done', proofs: [], review: { step: 1, at: NOW } }, NOW), undefined);
  });

  it('is due to the millisecond, longest first, and only where there is a quiz', () => {
    const progress = progressOf({ http: { proof: NOW - DAY }, sql: { proof: NOW - 9 * DAY }, nosql: { proof: NOW - DAY + 1 }, cache: { proof: NOW - 5 * DAY } });
    assert.deepEqual(dueTopics(progress, all, NOW), ['sql', 'cache', 'http']);
    assert.deepEqual(dueTopics(progress, (topic) => topic !== 'cache', NOW), ['sql', 'http']);
    assert.deepEqual(nextReview(progress, (topic) => topic === 'nosql', NOW), { topic: 'nosql', at: NOW + 1 });
    assert.equal(nextReview(progressOf({}), all, NOW), undefined);
  }); // prettier-ignore

  it('is read from what is stored, of former ids too, and what is damaged counts for nothing', () => {
    const stored = progressOf({
      http: { proof: NOW - 2 * DAY, review: { step: 2, at: NOW - 2 * DAY } },
      sql: { proof: NOW - 2 * DAY, review: 'soon' },
    });
    assert.deepEqual(stored.topics.get('http')?.review, { step: 2, at: NOW - 2 * DAY });
    assert.deepEqual(dueTopics(stored, all, NOW), ['sql']);
    const registers = new Map<string, Register>([
      ['small/internet#proof:quiz:internet', { v: true, t: NOW - 2 * DAY, w: 'a' }],
      ['small/internet#review', { v: { step: 1, at: NOW }, t: 2, w: 'a' }],
      ['small/how-web#review', { v: { step: 0, at: 0 }, t: 1, w: 'a' }],
    ]);
    assert.deepEqual(readProgress(smallIndex(), registers).topics.get('how-web')?.review, { step: 1, at: NOW });
  });

  for (const value of [undefined, null, 3, [], {}, { step: -1, at: 1 }, { step: 1.5, at: 1 }, { step: 1, at: '1' }, { step: 1, at: NaN }]) {
    it(`takes ${JSON.stringify(value)} for no state`, () => assert.equal(parseReviewState(value), undefined));
  }

  it('of a later release with more steps goes on with the last step known here', () => {
    assert.equal(dueAt(proven(NOW, { step: 9, at: NOW }), NOW), NOW + 60 * DAY);
    assert.deepEqual(afterReview(proven(NOW, { step: 9, at: NOW }), true, NOW), { step: 4, at: NOW });
  });
});

describe('a clock that jumps', () => {
  it('back: what was proven in its future comes back at once, and the review sets it right', () => {
    const topic = proven(NOW + 400 * DAY);
    assert.equal(dueAt(topic, NOW), NOW);
    assert.equal(dueAt({ ...topic, review: afterReview(topic, true, NOW) }, NOW), NOW + 3 * DAY);
  });

  it('forward and back again: a review in the future does not put a topic off for ever', () => {
    assert.equal(dueAt(proven(NOW - 5 * DAY, { step: 0, at: NOW + 900 * DAY }), NOW), NOW - 4 * DAY);
  });

  it('makes no flood and no exception, whatever it says', () => {
    const time = fc.oneof(fc.integer({ min: 0, max: 8_640_000_000_000_000 }), fc.constantFrom(0, 1, NOW));
    const topics = fc.dictionary(fc.constantFrom('how-web', 'http', 'sql', 'nosql', 'cache', 'deploy'), fc.record({ proof: time, review: fc.record({ step: fc.nat(), at: time }) }));
    fc.assert(
      fc.property(topics, time, (stored, now) => {
        const progress = progressOf(stored);
        const due = dueTopics(progress, all, now);
        assert.ok(due.length <= 4);
        for (const id of due) {
          const topic = progress.topics.get(id)!;
          const after = { ...topic, review: afterReview(topic, true, now) };
          assert.ok((dueAt(after, now) ?? 0) > now, 'reviewed, a topic is not due');
        }
      }),
    );
  }); // prettier-ignore
});

describe('the questions of a review', () => {
  const topicsOf = (...sizes: number[]) =>
    pickQuestions(sizes.map((size, index) => quizOf('abcdef'[index]!, size)), seededRandom(3)).map(({ topic }) => topic).join(''); // prettier-ignore

  it('are three of a topic, in turns', () => {
    assert.equal(topicsOf(6), 'aaa');
    assert.equal(topicsOf(6, 10), 'ababab');
    assert.equal(topicsOf(6, 2, 8), 'abcabcac');
  });
  it('are twelve in all', () => {
    assert.equal(topicsOf(6, 6, 6, 6), 'abcdabcdabcd');
    assert.equal(topicsOf(6, 6, 6, 6, 6).length, 12);
  });
  it('are others another time, and none twice', () => {
    const ids = (seed: number) => pickQuestions([quizOf('a', 10)], seededRandom(seed)).map(({ question }) => question.id);
    assert.notDeepEqual(ids(1), ids(2));
    assert.equal(new Set(ids(1)).size, 3);
  });
});
