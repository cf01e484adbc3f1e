import * as vscode from 'vscode';
import { runProgram, startsPrograms } from '#platform';

/** How a new repo begins with git. */
export type GitStart = 'none' | 'init' | 'commit';

/** The git of a machine. */
export interface Git {
  /** Begins a repository in a folder of a disk. */
  readonly init: (folder: vscode.Uri) => Promise<void>;
  /** Whether a commit in a folder would be the learner's: git has been told their name and address. */
  readonly knowsCommitter: (folder: vscode.Uri) => Promise<boolean>;
  /** Makes the first commit of a repository, of these files alone. */
  readonly commit: (folder: vscode.Uri, first: FirstCommit) => Promise<void>;
}

interface FirstCommit {
  /** Relative to the folder. */
  readonly paths: readonly string[];
  readonly message: string;
}

/** The part of VS Code's git extension that is used; its whole interface is `extensions/git/src/api/git.d.ts`. */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { readonly git: { readonly path: string } };
}

/**
 * Finds the git of this machine: the one that VS Code has found. Only its path is taken from there, since what VS Code's git begins it
 * also shows, and what it shows is the learner's.
 */
export async function findGit(): Promise<Git | { readonly refusal: string }> {
  if (!startsPrograms) return { refusal: vscode.l10n.t('it cannot be started in a browser') };
  if (!vscode.workspace.isTrusted) return { refusal: vscode.l10n.t('it is started only in a trusted workspace') };
  const path = await gitPath();
  if (path === undefined) return { refusal: vscode.l10n.t('VS Code has found none, or its git is turned off') };
  return {
    init: (folder) => initRepository(path, folder.fsPath),
    knowsCommitter: (folder) => knowsCommitter(path, folder.fsPath),
    commit: (folder, first) => commitFirst(path, folder.fsPath, first),
  };
}

async function gitPath(): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  try {
    const git = await extension?.activate();
    return git?.enabled === true ? git.getAPI(1).git.path : undefined;
  } catch {
    // Its way of saying that there is no git on this machine.
    return undefined;
  }
}

/** Variables that tell git of another repository than the one in its folder (`git rev-parse --local-env-vars`). */
const OF_OTHER_REPOSITORIES = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_CONFIG_COUNT',
  'GIT_CONFIG_PARAMETERS',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
];

const git = (program: string, folder: string, ...args: string[]) => runProgram(program, args, { folder, without: OF_OTHER_REPOSITORIES });

/** @throws Error with what git said, when it failed. */
async function succeed(program: string, folder: string, ...args: string[]): Promise<void> {
  const { code, stderr } = await git(program, folder, ...args);
  if (code !== 0) throw new Error(/^(?:fatal|error): (.+)$/m.exec(stderr)?.[1] ?? vscode.l10n.t('git failed, and did not say why'));
}

/**
 * Begins a repository in a folder, on the learner's own default branch; on `main` when they have none. No window is told of it.
 * @throws Error with what git said.
 */
export async function initRepository(program: string, folder: string): Promise<void> {
  const { stdout: ownBranch } = await git(program, folder, 'config', '--get', 'init.defaultBranch');
  const branch = ownBranch.trim() === '' ? ['-c', 'init.defaultBranch=main'] : [];
  await succeed(program, folder, ...branch, 'init', '--quiet');
}

/** Whether git has been told a name and an address: those that it makes up of the machine's stand in nobody's history. */
export async function knowsCommitter(program: string, folder: string): Promise<boolean> {
  const known = ['user.name', 'user.email'].map(async (key) => (await git(program, folder, 'config', '--get', key)).stdout.trim() !== '');
  return (await Promise.all(known)).every(Boolean);
}

/** The repository is there, but not its first commit. The message is what git said. */
export class FirstCommitError extends Error {
  override readonly name = 'FirstCommitError';
}

/**
 * Commits files as the learner, unless the repository has commits already. Neither their hooks nor their signing key are asked: the files
 * are ours, and nobody waits for a passphrase here. @throws FirstCommitError
 */
export async function commitFirst(program: string, folder: string, { paths, message }: FirstCommit): Promise<void> {
  if ((await git(program, folder, 'rev-parse', '--verify', '--quiet', 'HEAD')).code === 0) return;
  try {
    await succeed(program, folder, 'add', '--', ...paths);
    await succeed(program, folder, 'commit', '--quiet', '--no-verify', '--no-gpg-sign', '--message', message, '--', ...paths);
  } catch (error) {
    throw new FirstCommitError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
