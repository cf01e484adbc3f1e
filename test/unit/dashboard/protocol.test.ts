import assert from 'node:assert/strict';
import { parseDashboardMessage, parseDashboardState, startOf, type DashboardChanges } from '../../../src/dashboard/model/protocol';
import { isKnownRequest, parseDashboardRequest, type DashboardRequest } from '../../../src/dashboard/model/requests';
import { smallIndex } from '../smallRoadmap';

const PART = { tag: 'p', attributes: { 'data-live': 'plan' }, children: ['Plan'] } as const;

const CHANGES: DashboardChanges = {
  type: 'parts',
  roadmap: 'backend',
  answers: 2,
  parts: [PART],
  news: ['Caching: completed'],
  celebrates: ['milestone:databases'],
};

const NONSENSE: readonly unknown[] = [
  undefined,
  null,
  7,
  'ready',
  [],
  ['ready'],
  {},
  { type: 'run', command: 'workbench.action.quit' },
  { type: null },
];

describe('the protocol of the dashboard', () => {
  it('takes the requests it knows, without what else they carry', () => {
    assert.deepEqual(parseDashboardRequest({ type: 'ready', extra: 1 }), { type: 'ready' });
    const set = { type: 'setStatus', topic: 'caching', change: 1, status: 'done' };
    assert.deepEqual(parseDashboardRequest({ ...set, x: 1 }), set);
    const reset = { type: 'reset', topic: 'caching', change: 2 };
    assert.deepEqual(parseDashboardRequest({ ...reset, x: 1 }), reset);
    for (const years of [null, 3]) {
      const level = { type: 'setExperience', years, country: 'in' };
      assert.deepEqual(parseDashboardRequest({ ...level, x: 1 }), level);
    }
    assert.deepEqual(parseDashboardRequest({ type: 'openTopic', topic: 'a', x: 1 }), { type: 'openTopic', topic: 'a' });
    for (const type of ['takeQuiz', 'openNote']) assert.deepEqual(parseDashboardRequest({ type, topic: 'a', x: 1 }), { type, topic: 'a' });
    const practice = { type: 'practice', topic: 'a', project: 'b' };
    assert.deepEqual(parseDashboardRequest({ ...practice, x: 1 }), practice);
    for (const type of ['scaffold', 'openProject', 'nextStage', 'exportCertificate'])
      assert.deepEqual(parseDashboardRequest({ type, project: 'a' }), { type, project: 'a' });
  });

  it('drops every other request', () => {
    const damaged = [
      { type: 'setStatus', topic: 'caching', change: 1, status: 'finished' },
      { type: 'setStatus', change: 1, status: 'done' },
      { type: 'setStatus', topic: ['caching'], change: 1, status: 'done' },
      { type: 'setStatus', topic: 'caching', status: 'done' },
      { type: 'reset', topic: 'caching', change: 'first' },
      { type: 'openTopic', topic: {} },
      { type: 'openNote' },
      { type: 'practice', topic: 'caching' },
      { type: 'practice', project: 'rest-api' },
      { type: 'scaffold' },
      { type: 'nextStage' },
      { type: 'exportCertificate', project: ['rest-api'] },
      { type: 'setExperience', years: -1, country: 'in' },
      { type: 'setExperience', years: 2.5, country: 'in' },
      { type: 'setExperience', years: '3', country: 'in' },
      { type: 'setExperience', years: 3 },
    ];
    for (const message of [...NONSENSE, ...damaged]) assert.equal(parseDashboardRequest(message), undefined, JSON.stringify(message));
  });

  it('knows which requests name something of the roadmap', () => {
    const isKnown = (request: DashboardRequest) => isKnownRequest(request, smallIndex());
    assert.ok(isKnown({ type: 'ready' }));
    assert.ok(isKnown({ type: 'setStatus', topic: 'http', change: 1, status: 'done' }));
    assert.ok(isKnown({ type: 'openTopic', topic: 'internet' }), 'by a former id');
    assert.ok(isKnown({ type: 'scaffold', project: 'rest-api' }));
    assert.ok(isKnown({ type: 'practice', topic: 'http', project: 'rest-api' }));
    assert.ok(!isKnown({ type: 'practice', topic: 'no-such-topic', project: 'rest-api' }));
    assert.ok(!isKnown({ type: 'practice', topic: 'http', project: 'no-such-project' }));
    assert.ok(!isKnown({ type: 'setStatus', topic: 'no-such-topic', change: 1, status: 'done' }));
    assert.ok(!isKnown({ type: 'scaffold', project: '../../etc' }));
    assert.ok(!isKnown({ type: 'openProject', project: 'constructor' }));
  });

  it('takes parts and reveals', () => {
    assert.deepEqual(parseDashboardMessage({ ...CHANGES, extra: 1 }), CHANGES);
    assert.deepEqual(parseDashboardMessage({ type: 'reveal', project: 'rest-api' }), { type: 'reveal', project: 'rest-api' });
    assert.deepEqual(parseDashboardMessage({ type: 'begin', extra: 1 }), { type: 'begin' });
    assert.deepEqual(parseDashboardMessage({ type: 'reveal', part: 'plan' }), { type: 'reveal', part: 'plan' });
    for (const damage of [{ part: 'elsewhere' }, { project: 3 }, {}]) {
      assert.equal(parseDashboardMessage({ type: 'reveal', ...damage }), undefined, JSON.stringify(damage));
    }
  });

  it('drops parts of which anything is damaged, and those that could do more than show something', () => {
    for (const key of Object.keys(CHANGES)) {
      assert.equal(parseDashboardMessage({ ...CHANGES, [key]: [{ wrong: true }] }), undefined, key);
      assert.equal(parseDashboardMessage({ ...CHANGES, [key]: undefined }), undefined, key);
    }
    assert.equal(parseDashboardMessage({ ...CHANGES, answers: -1 }), undefined);
    for (const part of [
      { ...PART, tag: 'script' },
      { ...PART, attributes: { onclick: 'x' } },
      { ...PART, children: [7] },
    ]) {
      assert.equal(parseDashboardMessage({ ...CHANGES, parts: [PART, part] }), undefined, JSON.stringify(part));
    }
    for (const message of NONSENSE) assert.equal(parseDashboardMessage(message), undefined);
  });

  it('takes the requests about the plan', () => {
    assert.deepEqual(parseDashboardRequest({ type: 'plan', hours: 12 }), { type: 'plan', hours: 12 });
    assert.deepEqual(parseDashboardRequest({ type: 'plan' }), { type: 'plan' });
    for (const hours of [2.5, -1, '12', null]) assert.equal(parseDashboardRequest({ type: 'plan', hours }), undefined);
    assert.deepEqual(parseDashboardRequest({ type: 'clearPlan', x: 1 }), { type: 'clearPlan' });
  });

  it('reads a stored state field by field, and starts anew what is damaged', () => {
    const state = { ...startOf('backend'), scroll: 400, faq: ['degree'], country: 'in', pace: 20, planned: 16 };
    assert.deepEqual(parseDashboardState(state), state);
    assert.deepEqual(parseDashboardState({ ...state, scroll: 'far', faq: [1], pace: Number.NaN, planned: 'many' }), {
      ...state,
      scroll: 0,
      faq: [],
      pace: 12,
      planned: 0,
    });
    for (const nothing of [undefined, null, 3, [], {}, { roadmap: 3 }]) assert.equal(parseDashboardState(nothing), undefined);
  });
});
