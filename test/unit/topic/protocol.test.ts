import assert from 'node:assert/strict';
import { element } from '../../../src/base/elements';
import { parseTopicPageRequest, parseTopicPageMessage, parseTopicPageState } from '../../../src/topic/model/protocol';

const NOT_OBJECTS = [undefined, null, 0, '', 'ready', true, [], ['ready']];

describe('topic page: requests', () => {
  it('understands what the page may ask, and passes on nothing else', () => {
    assert.deepEqual(parseTopicPageRequest({ type: 'ready', topic: 'http', extra: 1 }), { type: 'ready' });
    assert.deepEqual(parseTopicPageRequest({ type: 'openTopic', topic: 'http', command: 'x' }), { type: 'openTopic', topic: 'http' });
    const set = { type: 'setStatus', topic: 'http', status: 'skipped' } as const;
    assert.deepEqual(parseTopicPageRequest({ ...set, extra: 1 }), set);
    for (const request of [
      { type: 'copyLink', topic: 'http' },
      { type: 'takeQuiz', topic: 'http' },
      { type: 'openNote', topic: 'http' },
      { type: 'showProject', topic: 'http', project: 'rest-api' },
      { type: 'setRead', topic: 'http', url: 'https://example.com/', read: false },
      { type: 'setTask', topic: 'http', index: 2, done: true },
      { type: 'copyCode', topic: 'http', index: 0 },
      { type: 'openCode', topic: 'http', index: 12 },
    ]) {
      assert.deepEqual(parseTopicPageRequest({ ...request, text: 'rm -rf /' }), request);
    }
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
    { type: 'showProject', topic: 'http' },
    { type: 'showProject', project: 'rest-api' },
    { type: 'setRead', topic: 'http', url: 'https://example.com/' },
    { type: 'setRead', topic: 'http', url: 1, read: true },
    { type: 'setRead', topic: 'http', url: 'https://example.com/', read: 'yes' },
    { type: 'setTask', topic: 'http', index: -1, done: true },
    { type: 'setTask', topic: 'http', index: 0, done: 'yes' },
    { type: 'setTask', topic: 'http', done: true },
    { type: 'copyCode', topic: 'http' },
    { type: 'copyCode', topic: 'http', index: -1 },
    { type: 'copyCode', topic: 'http', index: 1.5 },
    { type: 'openCode', topic: 'http', index: '0' },
    { type: 'openCode', index: 0 },
    { type: 'takeQuiz' },
    { type: 'openNote', topic: 3 },
  ];
  for (const message of malformed) {
    it(`does not understand ${JSON.stringify(message)}`, () => assert.equal(parseTopicPageRequest(message), undefined));
  }
});

describe('topic page: parts that have changed', () => {
  const message = { type: 'parts', topic: 'http', parts: [element('p', { 'data-live': 'facts', 'data-status': 'done' }, 'completed <b>')] };

  it('are understood', () => assert.deepEqual(parseTopicPageMessage({ ...message, extra: 1 }), message));

  for (const [field, value] of [
    ['type', 'other'],
    ['topic', 1],
    ['parts', undefined],
    ['parts', 'completed'],
    ['parts', [{ tag: 'script', attributes: {}, children: [] }]],
    ['parts', [{ tag: 'p', attributes: { onclick: 'x' }, children: [] }]],
    ['parts', [{ tag: 'a', attributes: { href: 'command:x' }, children: [] }]],
    ['parts', [element('p', {}, 'a'), 7]],
  ] as const) {
    // prettier-ignore
    it(`are none with ${field} ${JSON.stringify(value)}`, () => assert.equal(parseTopicPageMessage({ ...message, [field]: value }), undefined));
  }
  it('are none when they are no object', () => {
    for (const none of NOT_OBJECTS) assert.equal(parseTopicPageMessage(none), undefined);
  });
});

describe('topic page: what else the host tells', () => {
  it('that code is on the clipboard', () => {
    const copied = { type: 'copied', topic: 'http', index: 3 };
    assert.deepEqual(parseTopicPageMessage({ ...copied, text: 'x' }), copied);
    assert.equal(parseTopicPageMessage({ ...copied, index: '3' }), undefined);
    assert.equal(parseTopicPageMessage({ ...copied, topic: undefined }), undefined);
  });

  it('which heading is to be brought into view', () => {
    const reveal = { type: 'reveal', topic: 'http', heading: 'dns' };
    assert.deepEqual(parseTopicPageMessage({ ...reveal, extra: 1 }), reveal);
    assert.equal(parseTopicPageMessage({ ...reveal, heading: 3 }), undefined);
  });

  it('that the learner begins here', () => {
    assert.deepEqual(parseTopicPageMessage({ type: 'begin', topic: 'http', extra: 1 }), { type: 'begin', topic: 'http' });
    assert.equal(parseTopicPageMessage({ type: 'begin' }), undefined);
  });

  it('colours, and lets nothing through that is none', () => {
    const colours = { keyword: '#569cd6', string: '#CE9178FF', comment: 'inherit' };
    const damaged = { ...colours, number: 'red; } body { display: none', type: 'url(https://example.com)', function: 7, other: '#fff' };
    assert.deepEqual(parseTopicPageMessage({ type: 'colours', theme: 'vscode-dark', colours: damaged }), {
      type: 'colours',
      theme: 'vscode-dark',
      colours,
    });
    assert.equal(parseTopicPageMessage({ type: 'colours', theme: 'vscode-dark', colours: 'red' }), undefined);
  });
});

describe('topic page: stored state', () => {
  it('is the topic and how far each was scrolled', () => {
    const state = { topic: 'http', scroll: { http: 120, caching: 3.5 } };
    assert.deepEqual(parseTopicPageState({ ...state, extra: 1 }), state);
  });
  it('is the topic alone in a state of an earlier release, or when positions are damaged', () => {
    for (const scroll of [undefined, 3, null, { http: '12', caching: NaN, tls: -4 }]) {
      assert.deepEqual(parseTopicPageState({ topic: 'http', scroll }), { topic: 'http', scroll: {} });
    }
  });
  it('is none when it is damaged', () => {
    for (const state of [...NOT_OBJECTS, {}, { topic: 3 }, { topic: null }]) assert.equal(parseTopicPageState(state), undefined);
  });
});
