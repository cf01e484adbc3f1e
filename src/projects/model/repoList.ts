/** A repo that was made of a project, or a note that the learner took it off the list. */
export interface RepoEntry {
  /** The id of the project. */
  readonly project: string;
  /** The folder, as a URI. */
  readonly uri: string;
  /** The kind of machine that the folder is on, such as `wsl`: the same URI is another folder on another one. */
  readonly host: string;
  /** When it was made or taken off, in milliseconds: of two entries for a folder the later one holds. */
  readonly at: number;
  readonly gone: boolean;
}

/** More than anyone makes; the oldest are forgotten. */
const MAX_ENTRIES = 200;

const keyOf = ({ host, uri }: RepoEntry): string => `${host} ${uri}`;

/** What two lists know together, latest first. Merging a list with itself, or in another order, changes nothing. */
export function mergeRepos(a: readonly RepoEntry[], b: readonly RepoEntry[]): RepoEntry[] {
  const latest = new Map<string, RepoEntry>();
  for (const entry of [...a, ...b]) {
    const known = latest.get(keyOf(entry));
    if (!known || entry.at > known.at || (entry.at === known.at && entry.gone && !known.gone)) latest.set(keyOf(entry), entry);
  }
  return [...latest.values()].sort((x, y) => y.at - x.at || (keyOf(x) < keyOf(y) ? -1 : 1)).slice(0, MAX_ENTRIES);
}

/** A stored list; what is damaged in it is left out. */
export function decodeRepos(stored: unknown): RepoEntry[] {
  const { repos } = isObject(stored) ? stored : {};
  return Array.isArray(repos) ? repos.flatMap((entry: unknown) => (isEntry(entry) ? [entry] : [])) : [];
}

/** The form in which a list is stored. */
export const encodeRepos = (repos: readonly RepoEntry[]): object => ({ version: 1, repos });

/** Whether two lists, both merged, say the same. */
export const sameRepos = (a: readonly RepoEntry[], b: readonly RepoEntry[]): boolean =>
  a.length === b.length &&
  a.every((entry, i) => keyOf(entry) === keyOf(b[i] ?? entry) && entry.at === b[i]?.at && entry.gone === b[i].gone);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isEntry = (value: unknown): value is RepoEntry =>
  isObject(value) &&
  typeof value['project'] === 'string' &&
  typeof value['uri'] === 'string' &&
  typeof value['host'] === 'string' &&
  Number.isFinite(value['at']) &&
  typeof value['gone'] === 'boolean';
