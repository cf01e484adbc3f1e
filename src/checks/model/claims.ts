import type { RepoResults } from './results';
import { mergeResults } from './storedResults';

/** A folder that was looked at. */
export interface Seen {
  /** The folder, as a URI. */
  readonly uri: string;
  /** The id that lies in it; undefined when there is none. */
  readonly id: string | undefined;
}

/**
 * How the folder where a project was seen last stands to the one that says now that it is this project: it is no longer that project, it is the
 * same folder by another spelling or another way, or both say the same, so that one is a copy.
 */
export type Former = 'left' | 'same' | 'twin';

/** What comes of looking at a folder. */
export interface Settled {
  /** What is known of the folder now; undefined when nothing is. */
  readonly here: RepoResults | undefined;
  /** What was known of it, and is of another project that lay here before: it waits until its folder is seen. */
  readonly displaced: RepoResults | undefined;
  /** What was kept for another address and belongs to this one. */
  readonly moved: readonly RepoResults[];
  /** Another folder has the same id, and its results. */
  readonly twin: RepoResults | undefined;
}

/** What is kept for other addresses and may be this folder's: what has its id, or an address that differs in capitals alone. */
export const claimsOn = (known: readonly RepoResults[], { uri, id }: Seen): RepoResults[] =>
  known.filter((one) => one.uri !== uri && ((id !== undefined && one.id === id) || isSpelledAlike(one.uri, uri)));

const isSpelledAlike = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/**
 * Finds what belongs to a folder. `formerOf` says how the folder of each claim stands to it; undefined for one that has nothing to do with it, or at
 * which nobody has looked. To what the learner has agreed stays behind: that was about another folder, unless it is the same one.
 */
export function settle(known: readonly RepoResults[], seen: Seen, formerOf: (claim: RepoResults) => Former | undefined): Settled {
  const { uri, id } = seen;
  const before = known.find((one) => one.uri === uri);
  const isOther = before?.id !== undefined && id !== undefined && before.id !== id;
  const claims = claimsOn(known, seen);
  const moved = claims.filter((one) => ['left', 'same'].includes(formerOf(one) ?? ''));
  const there = claims.find((one) => formerOf(one) === 'twin');
  let here = isOther ? undefined : before;
  for (const one of moved) here = joined(here, { ...one, uri, allowed: formerOf(one) === 'same' ? one.allowed : [] });
  // A copy to which no id of its own could be given goes on without one.
  if (here && id !== undefined && here.id !== id && !there) here = { ...here, id };
  return { here, moved, displaced: isOther ? { ...before, uri: '' } : undefined, twin: here ? undefined : there };
}

/** What two of them know together. Of two projects in one folder, the one that was checked last is there. */
export function joined(a: RepoResults | undefined, b: RepoResults): RepoResults {
  if (!a) return b;
  if (a.project === b.project) return mergeResults(a, b);
  return lastRunOf(a) > lastRunOf(b) ? a : b;
}

/** When something was checked last; 0 when nothing was. */
export const lastRunOf = ({ stages }: RepoResults): number => Math.max(0, ...Object.values(stages).map(({ at }) => at));

/** What a copy begins with: what was found in the original, or nothing. What was agreed to there was agreed to for that folder. */
export const copyOf = (original: RepoResults, { uri, id }: Seen, isFresh: boolean): RepoResults => ({
  ...original,
  ...{ id, uri, allowed: [] },
  ...(isFresh && { stages: {} }),
});
