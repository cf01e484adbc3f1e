import assert from 'node:assert/strict';
import { acceptRequest } from '../../../src/dashboard/requests';
import { smallIndex } from '../smallRoadmap';

describe('requests of the dashboard', () => {
  const warnings: string[] = [];
  const accept = (message: unknown) => acceptRequest(message, smallIndex(), (text) => warnings.push(text));
  beforeEach(() => (warnings.length = 0));

  it('are accepted when they name something of this roadmap', () => {
    const set = { type: 'setStatus', topic: 'http', change: 1, status: 'done' };
    assert.deepEqual(accept(set), set);
    assert.deepEqual(accept({ type: 'openTopic', topic: 'internet' }), { type: 'openTopic', topic: 'internet' });
    assert.deepEqual(accept({ type: 'scaffold', project: 'rest-api' }), { type: 'scaffold', project: 'rest-api' });
    assert.deepEqual(warnings, []);
  });

  it('are dropped and logged when they do not, or are none', () => {
    const nonsense = [
      { type: 'run', command: 'workbench.action.closeWindow' },
      { type: 'setStatus', topic: 'no-such-topic', change: 1, status: 'done' },
      { type: 'scaffold', project: '../../etc' },
      { type: 'openProject', project: 'constructor' },
      'ready',
      null,
      undefined,
      { type: 'x', long: 'y'.repeat(100_000) },
    ];
    for (const message of nonsense) assert.equal(accept(message), undefined);
    assert.equal(warnings.length, nonsense.length);
    assert.match(warnings[0] ?? '', /not understood: .*closeWindow/);
    assert.ok(warnings.every((warning) => warning.length < 300));
  });
});
