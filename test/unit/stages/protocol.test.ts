import assert from 'node:assert/strict';
import { element } from '../../../src/base/elements';
import { parseStagePageMessage, parseStagePageRequest, parseStagePageState, STAGE_ACTIONS } from '../../../src/stages/model/protocol';

const NOT_OBJECTS = [undefined, null, 0, '', 'ready', true, [], ['ready']];
const page = 'rest-api/read-one';

describe('stage page: requests', () => {
  it('understands what the page may ask, and passes on nothing else', () => {
    assert.deepEqual(parseStagePageRequest({ type: 'ready', page, extra: 1 }), { type: 'ready' });
    for (const request of [
      ...STAGE_ACTIONS.map((action) => ({ type: 'act', page, action })),
      { type: 'openStage', page, stage: 'update' },
      { type: 'openTopic', page, topic: 'http' },
      { type: 'chooseRepo', page, folder: 'file:///home/me/api' },
      { type: 'unfoldHints', page, hints: 2 },
      { type: 'copyCode', page, index: 0 },
      { type: 'openCode', page, index: 12 },
    ]) {
      assert.deepEqual(parseStagePageRequest({ ...request, text: 'rm -rf /' }), request);
    }
  });

  const malformed = [
    ...NOT_OBJECTS,
    {},
    { type: 'command', command: 'workbench.action.quit' },
    { type: 'act', page, action: 'backendRoadmap.resetAll' },
    { type: 'act', page, action: 'toString' },
    { type: 'act', page },
    { type: 'act', action: 'check' },
    { type: 'act', page: [page], action: 'check' },
    { type: 'openStage', page },
    { type: 'openStage', page, stage: 7 },
    { type: 'openTopic', page, topic: null },
    { type: 'chooseRepo', page, folder: {} },
    { type: 'unfoldHints', page, hints: -1 },
    { type: 'unfoldHints', page, hints: '2' },
    { type: 'unfoldHints', page, hints: 1.5 },
    { type: 'copyCode', page, index: -1 },
    { type: 'openCode', index: 0 },
  ];
  for (const message of malformed) {
    it(`does not understand ${JSON.stringify(message)}`, () => assert.equal(parseStagePageRequest(message), undefined));
  }
});

describe('stage page: what the host tells', () => {
  const snapshot = {
    ...{ type: 'snapshot', page, folder: 'file:///home/me/api', parts: [element('p', { 'data-live': 'checks' }, '<b>')] },
    ...{ hints: 1, checking: null, isFinished: true, outcome: { at: 5, text: 'Passed: 3 of 3 checks' } },
  };

  it('snapshots', () => {
    assert.deepEqual(parseStagePageMessage({ ...snapshot, extra: 1 }), snapshot);
    const nothing = { ...snapshot, folder: null, outcome: null };
    assert.deepEqual(parseStagePageMessage(nothing), nothing);
  });

  for (const [field, value] of [
    ['type', 'other'],
    ['page', 1],
    ['folder', 7],
    ['folder', undefined],
    ['parts', 'text'],
    ['parts', [{ tag: 'script', attributes: {}, children: [] }]],
    ['parts', [{ tag: 'p', attributes: { onclick: 'x' }, children: [] }]],
    ['hints', -1],
    ['checking', 7],
    ['isFinished', undefined],
    ['outcome', 'Passed'],
    ['outcome', { at: 'now', text: 'Passed' }],
    ['outcome', { at: 5 }],
  ] as const) {
    it(`are none with ${field} ${JSON.stringify(value)}`, () => {
      assert.equal(parseStagePageMessage({ ...snapshot, [field]: value }), undefined);
    });
  }

  it('that the learner has gone to it', () => {
    assert.deepEqual(parseStagePageMessage({ type: 'begin', page, x: 1 }), { type: 'begin', page });
    assert.equal(parseStagePageMessage({ type: 'begin' }), undefined);
  });

  it('that code is on the clipboard, and what colours it has', () => {
    assert.deepEqual(parseStagePageMessage({ type: 'copied', page, index: 1, x: 1 }), { type: 'copied', page, index: 1 });
    assert.equal(parseStagePageMessage({ type: 'copied', page, index: 'x' }), undefined);
    const colours = { type: 'colours', theme: 'vscode-dark', colours: { keyword: '#569cd6' } };
    assert.deepEqual(parseStagePageMessage({ ...colours, x: 1 }), colours);
    assert.equal(parseStagePageMessage({ ...colours, theme: 7 }), undefined);
    for (const message of NOT_OBJECTS) assert.equal(parseStagePageMessage(message), undefined);
  });
});

describe('stage page: stored state', () => {
  const state = { project: 'rest-api', stage: 'read-one', folder: 'file:///home/me/api', scroll: { [page]: 120 }, hints: { [page]: 2 } };
  it('is the stage, the repo, how far each was scrolled, and hints', () =>
    assert.deepEqual(parseStagePageState({ ...state, x: 1 }), state));
  it('is the stage alone when the rest is damaged', () => {
    for (const damaged of [undefined, 3, null, 'x', { [page]: '12', other: NaN, third: -1 }]) {
      const found = parseStagePageState({ ...state, folder: 7, scroll: damaged, hints: damaged });
      assert.deepEqual(found, { project: 'rest-api', stage: 'read-one', folder: null, scroll: {}, hints: {} });
    }
  });
  it('is none without a stage', () => {
    for (const damaged of [...NOT_OBJECTS, {}, { project: 'rest-api' }, { stage: 'read-one' }, { ...state, stage: 3 }])
      assert.equal(parseStagePageState(damaged), undefined);
  });
});
