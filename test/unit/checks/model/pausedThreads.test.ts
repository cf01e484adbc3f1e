import assert from 'node:assert/strict';
import { PausedThreads } from '../../../../src/checks/model/pausedThreads';

describe('the threads of a debugged program', () => {
  let threads: PausedThreads;
  beforeEach(() => (threads = new PausedThreads()));

  const event = (name: string, body: object = {}) => threads.says({ type: 'event', event: name, body });
  const stopped = (threadId: number) => event('stopped', { threadId, reason: 'breakpoint' });
  const ask = (command: string, given: object, seq = 7) => threads.asks({ type: 'request', command, seq, arguments: given });
  const answer = (body: object = {}, seq = 7, success = true) => threads.says({ type: 'response', request_seq: seq, success, body });

  it('stand still from a breakpoint on, until the adapter says that they go on', () => {
    assert.equal(threads.isPaused, false);
    stopped(1);
    assert.equal(threads.isPaused, true);
    event('output', { output: 'paused on breakpoint' });
    assert.equal(threads.isPaused, true);
    event('continued', { threadId: 1 });
    assert.equal(threads.isPaused, false);
  });

  for (const command of ['continue', 'next', 'stepIn', 'stepOut']) {
    it(`go on when ${command} was answered, of which no event need tell`, () => {
      stopped(1);
      ask(command, { threadId: 1 });
      assert.equal(threads.isPaused, true);
      answer();
      assert.equal(threads.isPaused, false);
    });
  }

  it('stay where they are when that was refused, or something else was asked', () => {
    stopped(1);
    ask('continue', { threadId: 1 });
    answer({}, 7, false);
    ask('evaluate', { expression: '1' }, 8);
    answer({}, 8);
    assert.equal(threads.isPaused, true);
  });

  it('go on one by one where the adapter says so', () => {
    stopped(1);
    stopped(2);
    ask('continue', { threadId: 1 });
    answer({ allThreadsContinued: false });
    assert.equal(threads.isPaused, true);
    ask('next', { threadId: 2, singleThread: true }, 8);
    answer({}, 8);
    assert.equal(threads.isPaused, false);
    stopped(1);
    stopped(2);
    event('continued', { threadId: 2, allThreadsContinued: false });
    assert.equal(threads.isPaused, true);
    event('thread', { threadId: 1, reason: 'exited' });
    assert.equal(threads.isPaused, false);
  });

  it('are none when the program has ended', () => {
    stopped(1);
    event('terminated');
    assert.equal(threads.isPaused, false);
  });

  it('are not changed by what is no message', () => {
    stopped(1);
    threads.says({});
    threads.says({ type: 'event', event: 'continued', body: null, seq: {} });
    assert.equal(threads.isPaused, false, 'all go on where the adapter does not say which');
    threads.asks({ type: 'request', command: {}, arguments: 7 });
    assert.equal(threads.isPaused, false);
  });
});
