import assert from 'node:assert/strict';
import {
  parseDashboardMessage,
  parseDashboardRequest,
  parseDashboardState,
  startOf,
  type DashboardSnapshot,
} from '../../../src/dashboard/model/protocol';

const SNAPSHOT: DashboardSnapshot = {
  type: 'snapshot',
  roadmap: 'backend',
  answers: 2,
  topics: [{ id: 'caching', status: 'done', proven: true }],
  sections: [{ id: 'databases', done: 1, total: 4, entered: true, complete: false, text: '1 of 4' }],
  projects: [
    {
      id: 'rest-api',
      done: 0,
      total: 7,
      text: '0 of 7',
      suggested: false,
      finished: false,
      stages: { passed: 1, total: 8, text: '1 of 8', next: 'Next: Read one' },
    },
  ],
  percent: 5,
  next: null,
  hours: { topics: 250, projects: 140 },
  experience: null,
  texts: { completed: '1/20 completed', go: 'Continue' },
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
    assert.deepEqual(parseDashboardRequest({ type: 'setExperience', years: null }), { type: 'setExperience', years: null });
    assert.deepEqual(parseDashboardRequest({ type: 'openTopic', topic: 'a', x: 1 }), { type: 'openTopic', topic: 'a' });
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
      { type: 'scaffold' },
      { type: 'nextStage' },
      { type: 'exportCertificate', project: ['rest-api'] },
      { type: 'setExperience', years: -1 },
      { type: 'setExperience', years: 2.5 },
      { type: 'setExperience', years: '3' },
    ];
    for (const message of [...NONSENSE, ...damaged]) assert.equal(parseDashboardRequest(message), undefined, JSON.stringify(message));
  });

  it('takes snapshots and reveals', () => {
    assert.deepEqual(parseDashboardMessage(SNAPSHOT), SNAPSHOT);
    assert.deepEqual(parseDashboardMessage({ type: 'reveal', project: 'rest-api' }), { type: 'reveal', project: 'rest-api' });
  });

  it('drops a snapshot of which any part is damaged', () => {
    for (const key of Object.keys(SNAPSHOT)) {
      assert.equal(parseDashboardMessage({ ...SNAPSHOT, [key]: [{ wrong: true }] }), undefined, key);
      assert.equal(parseDashboardMessage({ ...SNAPSHOT, [key]: undefined }), undefined, key);
    }
    for (const message of NONSENSE) assert.equal(parseDashboardMessage(message), undefined);
  });

  it('drops a snapshot in which the work on a project is damaged', () => {
    const [project] = SNAPSHOT.projects;
    for (const damage of [
      { finished: 'yes' },
      { stages: 3 },
      { stages: { ...project?.stages, next: 7 } },
      { stages: { ...project?.stages, passed: -1 } },
    ])
      assert.equal(parseDashboardMessage({ ...SNAPSHOT, projects: [{ ...project, ...damage }] }), undefined, JSON.stringify(damage));
    assert.ok(parseDashboardMessage({ ...SNAPSHOT, projects: [{ ...project, stages: { ...project?.stages, next: null } }] }));
  });

  it('takes the parts whose shape changes, and the way to the plan', () => {
    const part = { tag: 'p', attributes: { 'data-live': 'plan' }, children: ['Plan'] };
    const parts = { type: 'parts', roadmap: 'backend', plan: part, statistics: part };
    assert.deepEqual(parseDashboardMessage({ ...parts, extra: 1 }), parts);
    for (const damage of [{ plan: { ...part, tag: 'script' } }, { statistics: undefined }, { roadmap: 7 }]) {
      assert.equal(parseDashboardMessage({ ...parts, ...damage }), undefined, JSON.stringify(damage));
    }
    assert.deepEqual(parseDashboardMessage({ type: 'reveal', part: 'plan' }), { type: 'reveal', part: 'plan' });
    assert.equal(parseDashboardMessage({ type: 'reveal', part: 'elsewhere' }), undefined);
    assert.deepEqual(parseDashboardRequest({ type: 'plan', hours: 12 }), { type: 'plan', hours: 12 });
    for (const hours of [2.5, -1, '12', undefined]) assert.equal(parseDashboardRequest({ type: 'plan', hours }), undefined);
    assert.deepEqual(parseDashboardRequest({ type: 'clearPlan', x: 1 }), { type: 'clearPlan' });
  });

  it('reads a stored state field by field, and starts anew what is damaged', () => {
    const state = { ...startOf('backend'), scroll: 400, faq: ['degree'], country: 'in', pace: 20 };
    assert.deepEqual(parseDashboardState(state), state);
    assert.deepEqual(parseDashboardState({ ...state, scroll: 'far', faq: [1], pace: Number.NaN }), {
      ...state,
      scroll: 0,
      faq: [],
      pace: 12,
    });
    for (const nothing of [undefined, null, 3, [], {}, { roadmap: 3 }]) assert.equal(parseDashboardState(nothing), undefined);
  });
});
