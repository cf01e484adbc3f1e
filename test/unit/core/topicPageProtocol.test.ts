import assert from 'node:assert/strict';
import { parseTopicPageRequest, parseTopicPageSnapshot, parseTopicPageState } from '../../../src/core/topicPageProtocol';

const NOT_OBJECTS = [undefined, null, 0, '', 'ready', true, [], ['ready']];

describe('topic page: requests', () => {
  it('understands what the page may ask, and passes on nothing else', () => {
    assert.deepEqual(parseTopicPageRequest({ type: 'ready', topic: 'http', extra: 1 }), { type: 'ready' });
    assert.deepEqual(parseTopicPageRequest({ type: 'openTopic', topic: 'http', command: 'x' }), { type: 'openTopic', topic: 'http' });
    const set = { type: 'setStatus', topic: 'http', status: 'skipped' } as const;
    assert.deepEqual(parseTopicPageRequest({ ...set, extra: 1 }), set);
  });

  const malformed = [
    ...NOT_OBJECTS,
    {},
    { type: 'command', command: 'workbench.action.quit' },
    { type: 'READY' },
    { type: ['ready'] },
    { type: 'openTopic' },
    { type: 'openTopic', topic: 7 },
    { type: 'setStatus', topic: 'http' },
    { type: 'setStatus', topic: 'http', status: 'Done' },
    { type: 'setStatus', topic: ['http'], status: 'done' },
    { type: 'setStatus', topic: 'http', status: { toString: 'done' } },
  ];
  for (const message of malformed) {
    it(`does not understand ${JSON.stringify(message)}`, () => assert.equal(parseTopicPageRequest(message), undefined));
  }
});

describe('topic page: snapshots', () => {
  const snapshot = { type: 'snapshot', topic: 'http', status: 'done', statusText: 'completed' } as const;

  it('are understood', () => assert.deepEqual(parseTopicPageSnapshot({ ...snapshot, extra: 1 }), snapshot));

  for (const [field, value] of [
    ['type', 'other'],
    ['topic', 1],
    ['status', 'finished'],
    ['statusText', null],
  ] as const) {
    // prettier-ignore
    it(`are none with ${field} ${JSON.stringify(value)}`, () => assert.equal(parseTopicPageSnapshot({ ...snapshot, [field]: value }), undefined));
  }
  it('are none when they are no object', () => {
    for (const message of NOT_OBJECTS) assert.equal(parseTopicPageSnapshot(message), undefined);
  });
});

describe('topic page: stored state', () => {
  it('is the topic alone', () => assert.deepEqual(parseTopicPageState({ topic: 'http', scroll: 3 }), { topic: 'http' }));
  it('is none when it is damaged', () => {
    for (const state of [...NOT_OBJECTS, {}, { topic: 3 }, { topic: null }]) assert.equal(parseTopicPageState(state), undefined);
  });
});
