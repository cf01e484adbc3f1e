/** One of several processes that want the same lock at the same time: `lockRacer.ts <folder>`, told by messages when, and to give it back. */
import { takeProcessLock, type LockAnswer } from '../../../src/platform/processLock';

const folder = process.argv[2] ?? '';
let held: LockAnswer | undefined;

process.on('message', ({ at, name }: { at?: number; name: string }) => {
  if (at === undefined) {
    if (held && 'release' in held) held.release();
    process.send?.('released');
    return;
  }
  // All begin in the same millisecond.
  while (Date.now() < at);
  held = takeProcessLock(name, folder);
  process.send?.(held);
});
process.send?.('ready');
