import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { QuizQuestion } from '../../../src/content/quiz';
import { Session, type QuestionRef, type SessionState } from '../../../src/quiz/model/session';
import { choice, order } from '../content/compile/quizFiles';

const QUESTIONS = [choice('single', 3, 1), choice('multiple', 4, 0, 3), order(4)];
const asked = QUESTIONS.map((question) => ({ topic: 'http', question }));
const start = (seed = 5) => Session.start({ kind: 'quiz', topic: 'http' }, asked, seed);
const find = ({ question }: QuestionRef) => QUESTIONS.find(({ id }) => id === question);

/** The places of the right answer to a question of a session. */
function rightAnswer(session: Session, index: number): number[] {
  const shown = session.shown(index);
  const question = QUESTIONS[index] as QuizQuestion;
  if (question.kind === 'order') return question.steps.map((_, at) => shown.indexOf(at));
  return question.options.flatMap(({ correct }, at) => (correct ? [shown.indexOf(at)] : []));
}

describe('a session', () => {
  it('goes from question to question and counts what was right', () => {
    const session = start();
    assert.equal(session.next(0), false, 'not before it was checked');
    assert.equal(session.check(1, [0]), false, 'not another than the one that is shown');
    assert.equal(session.check(0, rightAnswer(session, 0)), true);
    assert.deepEqual([session.position, session.isRight(0), session.isRight(1)], [0, true, undefined]);
    assert.equal(session.check(0, [0]), false, 'not twice');
    assert.equal(session.next(0), true);
    assert.equal(session.next(0), false, 'not twice either');
    session.check(1, rightAnswer(session, 1).slice(1));
    session.next(1);
    session.check(2, rightAnswer(session, 2));
    assert.equal(session.isAnswered, true);
    assert.ok(session.current, 'the last one is shown until the learner goes on');
    session.next(2);
    assert.deepEqual([session.current, session.score, session.missed], [undefined, 2, [asked[1]]]);
    assert.equal(session.check(3, [0]), false);
    assert.equal(session.next(3), false);
  });

  it('takes nothing for an answer that is none', () => assert.equal(start().check(0, [7]), false));

  it('shuffles two questions of one size differently, and by its seed', () => {
    const steps = [order(6), order(6), order(6)].map((question) => ({ topic: 'http', question }));
    const orders = (seed: number) => steps.map((_, index) => Session.start({ kind: 'review' }, steps, seed).shown(index).join());
    assert.equal(new Set([...orders(1), ...orders(2)]).size, 6);
    assert.deepEqual(orders(1), orders(1));
  });

  it('comes back as it was, wherever it was left', () => {
    fc.assert(
      fc.property(fc.nat(6), fc.integer({ min: 0, max: 0xffff_ffff }), (steps, seed) => {
        const session = start(seed);
        for (let step = 0; step < steps; step++) {
          if (step % 2 === 0) session.check(session.position, rightAnswer(session, session.position));
          else session.next(session.position);
        }
        const back = Session.resume(JSON.parse(JSON.stringify(session.state)) as SessionState, find);
        assert.ok(back);
        assert.deepEqual(back.state, session.state);
        assert.deepEqual([back.score, back.isAnswered, back.position], [session.score, session.isAnswered, session.position]);
        assert.deepEqual(back.shown(2), session.shown(2));
      }),
    );
  });

  it('does not come back when it does not fit', () => {
    const { state } = start();
    const [first] = state.questions;
    const cases: readonly Partial<SessionState>[] = [
      { questions: [] },
      { questions: [...state.questions, { topic: 'http', question: 'gone' }] },
      { answers: [[9]] },
      { answers: [[0], [0], rightAnswer(start(), 2), [0]] },
      { position: 1 },
      { position: 3, answers: [[0]] },
      { answers: [[0], [1]] },
    ];
    for (const change of cases) assert.equal(Session.resume({ ...state, ...change }, find), undefined, JSON.stringify(change));
    assert.equal(first?.question, 'single-3-1');
    assert.ok(Session.resume(state, find));
  });

  it('keeps no solution in its state', () => {
    const states = [1, 2, 3].map((seed) => start(seed).state);
    for (const state of states) assert.deepEqual(Object.keys(state).sort(), ['answers', 'position', 'questions', 'seed', 'subject']);
    assert.deepEqual(states[0]?.questions, states[1]?.questions);
  });
});
