import * as vscode from 'vscode';
import { runProgram, startsPrograms } from '#platform';

/** How a new project begins with git. */
export type GitStart = 'none' | 'init' | 'commit';

/** The git of a machine. */
export interface Git {
  /** Begins a repository in a folder of a disk. */
  readonly init: (folder: vscode.Uri) => Promise<void>;
  /** Whether a commit in a new repository below a folder would be the learner's: git has been told their name and address. */
  readonly knowsCommitter: (folder: vscode.Uri) => Promise<boolean>;
  /** The root of the repository that a folder is in; undefined when it is in none. */
  readonly repositoryAround: (folder: vscode.Uri) => Promise<vscode.Uri | undefined>;
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
  if (!startsPrograms) return { refusal: vscode.l10n.t('Git does not run in the browser.') };
  if (!vscode.workspace.isTrusted) return { refusal: vscode.l10n.t('Git runs only in a trusted workspace.') };
  const path = await gitPath();
  if (path === undefined) return { refusal: vscode.l10n.t('VS Code did not find Git, or Git is turned off in its settings.') };
  return {
    init: (folder) => initRepository(path, folder.fsPath),
    knowsCommitter: (folder) => knowsCommitter(path, folder.fsPath),
    repositoryAround: async (folder) => {
      const root = await repositoryAround(path, folder.fsPath);
      return root === undefined ? undefined : vscode.Uri.file(root);
    },
    commit: (folder, first) => commitFirst(path, folder.fsPath, first),
  };
}

/** The git that VS Code has found; undefined when there is none, or it is turned off. */
export async function gitPath(): Promise<string | undefined> {
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

/** Runs git in a folder, whichever repository the editor itself was started for. */
export const git = (program: string, folder: string, ...args: string[]) =>
  runProgram(program, args, { folder, without: OF_OTHER_REPOSITORIES });

/** @throws Error with what git said, when it failed. */
async function succeed(program: string, folder: string, ...args: string[]): Promise<void> {
  const { code, stderr } = await git(program, folder, ...args);
  if (code !== 0) throw new Error(/^(?:fatal|error): (.+)$/m.exec(stderr)?.[1] ?? vscode.l10n.t('Git failed without saying why.'));
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

/**
 * Whether git has been told a name and an address: those that it makes up of the machine's stand in nobody's history. Those of a
 * repository around the folder are not those of a new one in it.
 */
export async function knowsCommitter(program: string, folder: string): Promise<boolean> {
  const ask = async (key: string) => (await git(program, folder, '--git-dir=no-repository', 'config', '--get', key)).stdout.trim();
  return (await Promise.all(['user.name', 'user.email'].map(ask))).every((answer) => answer !== '');
}

/** The root of the repository that a folder is in; undefined when it is in none. */
export async function repositoryAround(program: string, folder: string): Promise<string | undefined> {
  const { code, stdout } = await git(program, folder, 'rev-parse', '--show-toplevel');
  return code === 0 && stdout.trim() !== '' ? stdout.trim() : undefined;
}

/** The repository is there, but not its first commit. The message is what git said. */
export class FirstCommitError extends Error {
  override readonly name = 'FirstCommitError';
}

/** No hook runs, and nothing that a repository names as its monitor: `--no-verify` leaves out only two of them. */
const RUNS_NOTHING = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false'];

/**
 * What `git init` and `git clone` write into the settings of a repository, and who commits: none of it names a program. Others may, in more ways than
 * can be listed: filters of files, what fetches objects that are missing, what is asked when old ones are removed.
 */
const NAMES_NO_PROGRAM =
  /^(?:core\.(?:repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode|symlinks)|extensions\.(?:objectformat|refstorage)|user\.(?:name|email)|remote\..*\.(?:url|fetch)|branch\..*\.(?:remote|merge))$/i;

/** Whether a repository that was there before has settings of its own that may name a program. */
async function mayNamePrograms(program: string, folder: string): Promise<boolean> {
  const { code, stdout } = await git(program, folder, 'config', '--includes', '--show-scope', '--name-only', '--list', '-z');
  // In turn: whose setting it is, and what it is called.
  const words = stdout.split('\0');
  const own = words.filter((_, index) => index % 2 === 1 && /^(?:local|worktree)$/.test(words[index - 1] ?? ''));
  return code !== 0 || own.some((name) => !NAMES_NO_PROGRAM.test(name));
}

/**
 * Commits files as the learner, unless the repository has commits or settings of its own already. Neither their hooks nor their signing key are asked: the files
 * are ours, and nobody waits for a passphrase here. Nor do they leave a file out that git is told to ignore elsewhere, such as in every
 * `.vscode`: the starter is committed whole. @throws FirstCommitError
 */
export async function commitFirst(program: string, folder: string, { paths, message }: FirstCommit): Promise<void> {
  if ((await git(program, folder, 'rev-parse', '--verify', '--quiet', 'HEAD')).code === 0) return;
  if (await mayNamePrograms(program, folder)) return;
  try {
    await succeed(program, folder, ...RUNS_NOTHING, 'add', '--force', '--', ...paths);
    await succeed(
      program,
      folder,
      ...RUNS_NOTHING,
      'commit',
      '--quiet',
      '--no-verify',
      '--no-gpg-sign',
      '--message',
      message,
      '--',
      ...paths,
    );
  } catch (error) {
    throw new FirstCommitError(reasonOf(error), { cause: error });
  }
}
import { reasonOf } from '../../base/errors';
