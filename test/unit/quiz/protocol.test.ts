import assert from 'node:assert/strict';
import fc from 'fast-check';
import { element } from '../../../src/base/elements';
import {
  parseQuizMessage,
  parseKeptState,
  parseQuizRequest,
  parseQuizSnapshot,
  parseSessionState,
  type QuizRequest,
  type QuizSnapshot,
} from '../../../src/quiz/model/protocol';

const state: QuizSnapshot['state'] = {
  subject: { kind: 'quiz', topic: 'http' },
  seed: 7,
  questions: [{ topic: 'http', question: 'one' }],
  answers: [[0]],
  position: 0,
};
const question: QuizSnapshot = {
  type: 'snapshot',
  state,
  parts: [element('div', {}, element('section', {}, 'Why?'))],
  announcement: '1 of 1 right so far.',
  begins: false,
};
const result: QuizSnapshot = { ...question, state: { ...state, subject: { kind: 'review' } }, announcement: null };

/** Every copy of a value in which one field is missing, and in which one is of another kind. */
function* damaged(value: unknown): Generator {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const put = (other: unknown) => (Array.isArray(value) ? value.map((old: unknown, at) => (String(at) === key ? other : old)) : { ...value, [key]: other });
    if (!Array.isArray(value)) yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    yield put(typeof part === 'symbol' ? 0 : Symbol('other'));
    for (const one of damaged(part)) yield put(one);
  } // prettier-ignore
}

describe('the messages of a quiz', () => {
  const requests: QuizRequest[] = [
    { type: 'ready' },
    { type: 'retry' },
    { type: 'markDone' },
    { type: 'close' },
    { type: 'nextTopic' },
    { type: 'backToLesson' },
    { type: 'reviewMore' },
    { type: 'continue' },
    { type: 'next', question: 2 },
    { type: 'openLesson', question: 0 },
    { type: 'check', question: 1, answer: [0, 2] },
  ];
  for (const request of requests) {
    it(`knows ${request.type}`, () => {
      assert.deepEqual(parseQuizRequest({ ...request, more: 1 }), request);
      for (const one of damaged(request)) assert.equal(parseQuizRequest(one), undefined, JSON.stringify(one));
    });
  }

  it('knows a question and a result, and nothing in which something is missing', () => {
    for (const snapshot of [question, result]) {
      assert.deepEqual(parseQuizSnapshot(JSON.parse(JSON.stringify(snapshot))), snapshot);
      let count = 0;
      for (const one of damaged(snapshot)) {
        count += 1;
        assert.equal(parseQuizSnapshot(one), undefined, JSON.stringify(one));
      }
      assert.ok(count > 35);
    }
  });

  it('knows what the host tells the page: a snapshot, and colours', () => {
    const colours = { type: 'colours', theme: 'vscode-dark', colours: { keyword: '#569cd6', string: 'url(x)' } };
    assert.deepEqual(parseQuizMessage(question), question);
    assert.deepEqual(parseQuizMessage(colours), { ...colours, colours: { keyword: '#569cd6' } });
    assert.equal(parseQuizMessage({ ...question, type: 'other' }), undefined);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const parse of [parseQuizRequest, parseQuizSnapshot, parseSessionState, parseKeptState]) parse(value);
      }),
    );
  });

  it('refuses a seed that is none', () => {
    for (const seed of [-1, 0.5, 2 ** 32, '7']) assert.equal(parseSessionState({ ...state, seed }), undefined);
    assert.deepEqual(parseSessionState({ ...state, draft: 1 }), state);
  });

  it('finds the draft in a state', () => {
    const draft = { seed: 7, question: 1, answer: [0, 2] };
    assert.deepEqual(parseKeptState({ ...state, draft }), { ...state, draft });
    for (const none of [undefined, 7, { ...draft, answer: ['0'] }, { ...draft, seed: -1 }]) {
      assert.equal(parseKeptState({ ...state, draft: none })?.draft, undefined);
    }
    assert.equal(parseKeptState({ ...state, draft: 7 })?.seed, 7, 'where the learner is does not go with it');
    assert.equal(parseKeptState({ draft }), undefined);
  });
});
