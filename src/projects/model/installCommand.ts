/** The lock files of package managers, by which a repo says which of them is its own. */
const BY_LOCK_FILE: ReadonlyMap<string, string> = new Map([
  ['pnpm-lock.yaml', 'pnpm install'],
  ['yarn.lock', 'yarn install'],
  ['bun.lock', 'bun install'],
]);

/** What installs the dependencies of a repo, by the names of its files: npm, unless another one has left its lock file. */
export function installCommand(files: readonly string[]): string {
  const [lockFile = ''] = files.filter((file) => BY_LOCK_FILE.has(file));
  return BY_LOCK_FILE.get(lockFile) ?? 'npm install';
}
