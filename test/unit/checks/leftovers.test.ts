import assert from 'node:assert/strict';
import { startedBy } from '../../../src/checks/runner/leftovers';
import type { Processes } from '../../../src/checks/runner/processes';

const AT = 1_000_000;
const process = (pid: number, parent: number, seconds: number) =>
  [pid, { pid, parent, name: 'node.exe', startedAt: AT + seconds * 1_000 }] as const;

describe('what a killed run has left on Windows', () => {
  const programs = [{ pid: 10, at: AT }];
  const left = (...all: (readonly [number, Processes extends ReadonlyMap<number, infer One> ? One : never])[]) =>
    startedBy(programs, new Map(all)).sort((a, b) => a - b);

  it('are its programs and all that those have started, also when their shell is gone', () => {
    assert.deepEqual(left(process(10, 5, 0), process(11, 10, 0.5), process(12, 11, 300), process(5, 1, -100)), [10, 11, 12]);
    assert.deepEqual(left(process(11, 10, 0.5), process(12, 11, 300)), [11, 12]);
  });

  it('is nobody who has got one of their numbers since', () => {
    assert.deepEqual(left(process(10, 5, 60), process(11, 10, 61)), []);
    assert.deepEqual(left(process(11, 10, 0.5), process(12, 11, -50)), [11], 'older than what would have started it');
  });
});
