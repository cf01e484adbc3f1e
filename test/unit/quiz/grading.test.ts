import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isAnswerTo, isRight, neededToPass, shownOrder } from '../../../src/quiz/model/grading';
import { derange, seededRandom, shuffle } from '../../../src/quiz/model/random';
import { sizeOf } from '../../../src/content/quiz';
import { choice, order } from '../content/compile/quizFiles';

const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
const upTo = (size: number) => Array.from({ length: size }, (_, index) => index);
const seeds = fc.integer({ min: 0, max: 0xffff_ffff });

describe('the pass mark', () => {
  for (const [questions, needed] of [[6, 5], [7, 6], [8, 7], [9, 8], [10, 8]] as const) {
    it(`of ${questions} questions is ${needed}`, () => assert.equal(neededToPass(questions), needed));
  } // prettier-ignore
});

describe('shuffling', () => {
  it('keeps everything, and gives the same for the same seed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), seeds, (items, seed) => {
        const shuffled = shuffle(items, seededRandom(seed));
        assert.deepEqual(sorted(shuffled), sorted(items));
        assert.deepEqual(shuffle(items, seededRandom(seed)), shuffled);
      }),
    );
  });

  it('puts each item in each place about as often', () => {
    const random = seededRandom(7);
    const counts = upTo(3).map(() => [0, 0, 0]);
    for (let turn = 0; turn < 3_000; turn++) shuffle(upTo(3), random).forEach((item, place) => (counts[item]![place]! += 1));
    for (const count of counts.flat()) assert.ok(count > 900 && count < 1_100, String(counts));
  });

  it('takes the numbers of its source', () => assert.deepEqual(shuffle(['a', 'b', 'c'], () => 0), ['b', 'c', 'a'])); // prettier-ignore

  it('never shows an order solved', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), seeds, (size, seed) => {
        const shown = derange(size, seededRandom(seed));
        assert.deepEqual(sorted(shown), upTo(size));
        assert.notDeepEqual(shown, upTo(size));
      }),
    );
    // A source that shuffles nothing.
    assert.deepEqual(derange(4, () => 0.999), [1, 2, 3, 0]); // prettier-ignore
  });
});

describe('an answer', () => {
  const questions = [choice('single', 3, 1), choice('multiple', 5, 0, 3), order(4)];

  it('of a single choice is right when the correct option was chosen, wherever it was shown', () => {
    const question = choice('single', 3, 1);
    assert.equal(isRight(question, [2, 1, 0], [1]), true);
    assert.equal(isRight(question, [1, 2, 0], [0]), true);
    assert.equal(isRight(question, [1, 2, 0], [1]), false);
  });

  it('of several is right only when all that are correct were chosen, and none that is wrong', () => {
    const question = choice('multiple', 4, 0, 3);
    assert.equal(isRight(question, [3, 2, 1, 0], [0, 3]), true);
    assert.equal(isRight(question, [3, 2, 1, 0], [3, 0]), true);
    assert.equal(isRight(question, [3, 2, 1, 0], [0]), false);
    assert.equal(isRight(question, [3, 2, 1, 0], [0, 3, 1]), false);
  });

  it('of an order is right only when every step is in its place', () => {
    assert.equal(isRight(order(4), [2, 0, 3, 1], [1, 3, 0, 2]), true);
    assert.equal(isRight(order(4), [2, 0, 3, 1], [3, 1, 0, 2]), false);
    assert.equal(isRight(order(4), [2, 0, 3, 1], [1, 3, 0]), false);
  });

  it('that names what is correct is right, for every question and seed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...questions), seeds, (question, seed) => {
        const shown = shownOrder(question, seed);
        const right = question.kind === 'order' ? upTo(sizeOf(question)) : question.options.flatMap(({ correct }, index) => (correct ? [index] : []));
        const answer = right.map((index) => shown.indexOf(index));
        assert.ok(isAnswerTo(question, answer) && isRight(question, shown, answer));
      }),
    ); // prettier-ignore
  });

  it('of an order is never there before the learner has moved anything', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 6 }), seeds, (size, seed) => {
        assert.equal(isRight(order(size), shownOrder(order(size), seed), upTo(size)), false);
      }),
    );
  });

  it('is none when it names places that do not exist, twice the same, or too few', () => {
    const [single, multiple, steps] = questions;
    for (const answer of [[], [0, 1], [3], [-1], [0.5], [NaN]]) assert.equal(isAnswerTo(single!, answer), false, String(answer));
    for (const answer of [[], [0, 0], [5]]) assert.equal(isAnswerTo(multiple!, answer), false, String(answer));
    for (const answer of [[], [0, 1, 2], [0, 1, 2, 2], [0, 1, 2, 4]]) assert.equal(isAnswerTo(steps!, answer), false, String(answer));
    assert.deepEqual([isAnswerTo(single!, [2]), isAnswerTo(multiple!, [4]), isAnswerTo(steps!, [3, 2, 1, 0])], [true, true, true]);
  });
});
