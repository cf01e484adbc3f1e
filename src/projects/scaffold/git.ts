import * as vscode from 'vscode';
import { runProgram, startsPrograms } from '#platform';

/** Begins a repository in a folder of a disk. */
export type InitGit = (folder: vscode.Uri) => Promise<void>;

/** What can be done with git here: begin repositories, or say why that cannot be. */
export type Git = { readonly init: InitGit } | { readonly refusal: string };

/** The part of VS Code's git extension that is used; its whole interface is `extensions/git/src/api/git.d.ts`. */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { readonly git: { readonly path: string } };
}

/**
 * Finds the git of this machine: the one that VS Code has found. Only its path is taken from there, since what VS Code's git begins it
 * also shows, and what it shows is the learner's.
 */
export async function findGit(): Promise<Git> {
  if (!startsPrograms) return { refusal: vscode.l10n.t('it cannot be started in a browser') };
  if (!vscode.workspace.isTrusted) return { refusal: vscode.l10n.t('it is started only in a trusted workspace') };
  const path = await gitPath();
  if (path === undefined) return { refusal: vscode.l10n.t('VS Code has found none, or its git is turned off') };
  return { init: (folder) => initRepository(path, folder.fsPath) };
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

/**
 * Begins a repository in a folder, on the learner's own default branch; on `main` when they have none. No window is told of it.
 * @throws Error with what git said.
 */
export async function initRepository(git: string, folder: string): Promise<void> {
  const run = (...args: string[]) => runProgram(git, args, { folder, without: OF_OTHER_REPOSITORIES });
  const { stdout: ownBranch } = await run('config', '--get', 'init.defaultBranch');
  const branch = ownBranch.trim() === '' ? ['-c', 'init.defaultBranch=main'] : [];
  const { code, stderr } = await run(...branch, 'init', '--quiet');
  if (code !== 0) throw new Error(/^(?:fatal|error): (.+)$/m.exec(stderr)?.[1] ?? vscode.l10n.t('git did not begin a repository'));
}
