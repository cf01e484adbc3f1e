/** What files hold, by their paths in a folder: equal digests, equal files. */
export type Digests = ReadonlyMap<string, string>;

/**
 * Folders and files that programs and tools write beside the learner's own, by their names; an installation writes its lockfile anew as it was, and
 * a certificate says what was checked before.
 */
const NOT_SOURCE =
  /(?:^|\/)(?:node_modules|\.git|\.data|\.venv|__pycache__|dist|build|target|generated|coverage|\.cache|\.next|\.pytest_cache)(?:\/|$)|^(?:logs?|tmp)(?:\/|$)|^[a-z0-9-]+-certificate\.md$|(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$|\.(?:log|pid|tmp|swp|sqlite3?|db)(?:-(?:journal|wal|shm))?$|~$/;

/** Whether a path in a folder may be what the learner has written. */
export const isSource = (path: string): boolean => !NOT_SOURCE.test(path);

/** The paths whose files came, went, or hold something else. */
export function changedPaths(before: Digests, after: Digests): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/**
 * The files that a program writes while it is checked, wherever it puts them: nobody can list them beforehand. They are learned from two
 * runs in a row, since what changes in one alone may have been changed by the learner meanwhile.
 */
export class ProgramFiles {
  private readonly files = new Set<string>();
  private readonly folders = new Set<string>();

  has(path: string): boolean {
    return this.files.has(path) || [...this.folders].some((folder) => path.startsWith(folder));
  }

  /** The learner has saved it: it is theirs. */
  isLearners(path: string): void {
    this.files.delete(path);
    for (const folder of this.folders) if (path.startsWith(folder)) this.folders.delete(folder);
  }

  /** What changed during a run that was begun only because something had changed during the one before it. */
  learn(first: RunChanges, second: RunChanges): void {
    for (const path of second.changed) this.files.add(path);
    // Files with a new name each time, as uploads have.
    const known = new Set(first.created.map(folderOf));
    for (const folder of second.created.map(folderOf)) if (folder !== '' && known.has(folder)) this.folders.add(folder);
  }
}

/** What became of the files during a run. */
export interface RunChanges {
  readonly changed: readonly string[];
  /** Of these, the files that were not there before. */
  readonly created: readonly string[];
}

export function changesDuring(before: Digests, after: Digests, program: ProgramFiles): RunChanges {
  const changed = changedPaths(before, after).filter((path) => !program.has(path));
  return { changed, created: changed.filter((path) => !before.has(path)) };
}
