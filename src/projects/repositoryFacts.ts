import * as vscode from 'vscode';
import { startsPrograms } from '#platform';
import { git, gitPath } from './scaffold/git';

/** What git knows of a folder. */
export interface RepositoryFacts {
  /** The learner's name, as they have told git; undefined when they have not. */
  readonly userName?: string | undefined;
  /** What the folder is at; undefined when it is in no repository, or nothing was committed yet. */
  readonly commit?: { readonly hash: string; readonly isClean: boolean } | undefined;
}

/** Asks git about a folder, leaving these files (patterns) out of what is changed. Where git cannot be asked, nothing is known. */
export async function repositoryFacts(folder: vscode.Uri, unimportant: string): Promise<RepositoryFacts> {
  const path = startsPrograms && vscode.workspace.isTrusted && folder.scheme === 'file' ? await gitPath() : undefined;
  return path === undefined ? {} : factsOf(path, folder.fsPath, unimportant);
}

/** The same, with the git at a path. */
export async function factsOf(program: string, folder: string, unimportant: string): Promise<RepositoryFacts> {
  const ask = async (...args: string[]): Promise<string | undefined> => {
    // What a repository names as its monitor is a program, and none of it is started for this.
    const { code, stdout } = await git(program, folder, '-c', 'core.fsmonitor=false', ...args);
    return code === 0 ? stdout.trim() : undefined;
  };
  const name = await ask('config', '--get', 'user.name');
  const hash = await ask('rev-parse', '--verify', '--quiet', 'HEAD');
  const changes = await ask('status', '--porcelain', '--', '.', `:(exclude,glob)**/${unimportant}`);
  return {
    userName: name === '' ? undefined : name,
    commit: hash === undefined ? undefined : { hash, isClean: changes === '' },
  };
}
