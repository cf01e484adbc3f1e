import { linkSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { PRIVATE_FILE, privateFolder } from './privateFolder';
import { isRunning, ownIdentity, readIdentity } from './processIdentity';

/** What came of asking for a lock: it is ours until it is released, or a process has it. */
export type LockAnswer = { readonly release: () => void } | { readonly owner: number };

/** Nobody stands still between two lines for so long. */
const OLD = 24 * 60 * 60_000;
const PATIENCE = 100;
/** Above it, a number and the next one are the same: a file that is called so is none of ours. */
const HIGHEST = Number.MAX_SAFE_INTEGER;

/**
 * Takes a lock that at most one living process has; one whose owner was killed before it could tidy up is taken over.
 *
 * A lock is a row of files `<name>.<number>`, of which the one with the highest number counts: its owner has the lock as long as it runs
 * and the file is not empty. Who finds it free makes the next file, by `link`, which one of several can do and which shows the file with
 * all that is in it; then looks whether a higher one has come meanwhile. The highest file is never removed while somebody may be on the
 * way to the next one, so numbers only grow, and nothing that one process has found out can be undone by another behind its back.
 */
export function takeProcessLock(name: string, folder = privateFolder('locks')): LockAnswer {
  const own = ownIdentity();
  const draft = join(folder, `draft-${String(own.pid)}-${randomBytes(6).toString('hex')}`);
  writeFileSync(draft, JSON.stringify(own), { flag: 'wx', mode: PRIVATE_FILE });
  try {
    for (let attempt = 0; attempt < PATIENCE; attempt++) {
      const latest = Math.max(0, ...numbersOf(name, folder));
      if (latest > 0) {
        const owner = ownerOf(join(folder, `${name}.${String(latest)}`));
        if (owner !== undefined) return { owner };
      }
      if (latest === HIGHEST) throw new Error(`the lock ${name} has no numbers left: remove its files in ${folder}`);
      const file = join(folder, `${name}.${String(latest + 1)}`);
      if (!isLinked(draft, file)) continue;
      if (numbersOf(name, folder).some((number) => number > latest + 1)) {
        rmSync(file, { force: true });
        continue;
      }
      tidyUp(name, latest + 1, folder);
      return { release: () => release(file) };
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw new Error(`the lock ${name} changes hands all the time`);
}

/** The process that has a lock file, if it lives. Empty is one that was released, and gone one that another has followed. */
function ownerOf(file: string): number | undefined {
  const text = textOf(file);
  const owner = text === '' ? undefined : readIdentity(text);
  return owner && isRunning(owner) ? owner.pid : undefined;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return '';
    throw error;
  }
}

function numbersOf(name: string, folder: string): number[] {
  return readdirSync(folder).flatMap((entry) => {
    const number = entry.startsWith(`${name}.`) ? entry.slice(name.length + 1) : '';
    return /^[1-9]\d*$/.test(number) && Number(number) <= HIGHEST ? [Number(number)] : [];
  });
}

function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Emptied and not removed: the number stays taken. */
function release(file: string): void {
  try {
    truncateSync(file);
  } catch (error) {
    // Somebody has cleaned up.
    if (!isCode(error, 'ENOENT')) throw error;
  }
}

/** Removes what the owner of a lock has followed, and of all locks what has lain there for a day. */
function tidyUp(name: string, own: number, folder: string): void {
  for (const number of numbersOf(name, folder)) if (number < own) rmSync(join(folder, `${name}.${String(number)}`), { force: true });
  const yesterday = Date.now() - OLD;
  for (const entry of readdirSync(folder)) {
    const file = join(folder, entry);
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found?.isFile() || found.mtimeMs > yesterday) continue;
    if (found.size === 0 || entry.startsWith('draft-')) rmSync(file, { force: true });
    // It counts as released from now on, which it is, and goes a day later.
    else if (ownerOf(file) === undefined) release(file);
  }
}

const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;
