import * as vscode from 'vscode';
import { decodeRepos, encodeRepos, mergeRepos, sameRepos, type RepoEntry } from './model/repoList';
import { StorageKey } from '../ids';
import { nameOf } from '../base/uris';
import type { Log } from '../base/log';

/** A repo that the learner made of a project. */
export interface ProjectRepo {
  readonly uri: vscode.Uri;
  readonly name: string;
  /** How many of the project's stages have passed their checks in it. */
  readonly stagesPassed: number;
}

/** What is known of the checks in repos. */
export interface PassedStages {
  readonly onDidChange: vscode.Event<unknown>;
  /** A project was moved. */
  readonly onDidMove: vscode.Event<{ readonly from: vscode.Uri; readonly to: vscode.Uri }>;
  /** How many stages of this project have passed in a repo. */
  stagesPassed(folder: vscode.Uri, project: string): number;
  /** A project was just made in a folder: nothing was checked in it. `consents` is what needs no word in it. */
  begin(folder: vscode.Uri, project: string, consents: readonly string[]): Promise<void>;
}

/** Which projects the learner has begun. */
export interface ProjectRepos {
  readonly onDidChange: vscode.Event<void>;
  /** The repos of a project that are still there, as far as is known, latest first. */
  reposOf(projectId: string): readonly ProjectRepo[];
}

/** How long after a write it is looked for: another window may have replaced everything meanwhile. */
const LOOK_AGAIN_AFTER = 1_000;

/**
 * The list of repos, kept in `globalState` under a key of its own. What another window or another part writes at the same moment
 * can replace it, so what this window knows is merged with what is stored, and written again when it was lost.
 */
export class ProjectRepoStore implements ProjectRepos, vscode.Disposable {
  private entries: readonly RepoEntry[] = [];
  /** Folders that were looked for and not found. */
  private readonly missing = new Set<string>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: { dispose(): unknown }[] = [this.changed];
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly memento: vscode.Memento,
    private readonly log: Log,
    private readonly results: PassedStages,
    private readonly host = vscode.env.remoteName ?? '',
  ) {
    this.entries = this.stored();
    this.disposables.push(
      results.onDidChange(() => this.changed.fire()),
      results.onDidMove(({ from, to }) => {
        this.follow(from, to).catch((error: unknown) => this.log.error('remembering where a project is now', error));
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.receive();
      }),
    );
  }

  reposOf(projectId: string): readonly ProjectRepo[] {
    return this.knownRepos(projectId).filter(({ uri }) => !this.isMissing(uri));
  }

  /** The repos of a project, those that were not found included. */
  knownRepos(projectId: string): readonly ProjectRepo[] {
    return this.present()
      .filter(({ project }) => project === projectId)
      .map(({ uri }) => this.repoAt(vscode.Uri.parse(uri), projectId));
  }

  /** The project that a folder was made of, if it is on the list. */
  projectOf(folder: vscode.Uri): string | undefined {
    const uri = folder.toString();
    return this.present().find((entry) => entry.uri === uri)?.project;
  }

  /** The project that was begun last; undefined when there is none. */
  get latest(): string | undefined {
    return this.present().find(({ uri }) => !this.missing.has(uri))?.project;
  }

  get isEmpty(): boolean {
    return this.present().length === 0;
  }

  isMissing(folder: vscode.Uri): boolean {
    return this.missing.has(folder.toString());
  }

  /** Puts a project on the list that was just made, with what needs no word in it. Resolves when that is on its way to the disk. */
  async begin(projectId: string, folder: vscode.Uri, consents: readonly string[] = []): Promise<void> {
    await Promise.all([this.results.begin(folder, projectId, consents), this.add(projectId, folder)]);
  }

  /** Puts a repo on the list. Resolves when that is on its way to the disk. */
  async add(projectId: string, folder: vscode.Uri): Promise<void> {
    const uri = folder.toString();
    this.missing.delete(uri);
    await this.put({ project: projectId, uri, host: this.host, at: this.nextWordOn(uri), gone: false });
  }

  /** Takes a repo off the list; its files stay. */
  async remove(folder: vscode.Uri): Promise<void> {
    const uri = folder.toString();
    const known = this.present().find((entry) => entry.uri === uri);
    if (known) await this.put({ ...known, at: this.nextWordOn(uri), gone: true });
  }

  /** Looks whether the repos of a project are still there. A folder that cannot be looked at counts as there. */
  async check(projectId: string): Promise<void> {
    const found = await Promise.all(this.knownRepos(projectId).map(async ({ uri }) => [uri.toString(), await isGone(uri)] as const));
    const news = found.filter(([uri, gone]) => this.missing.has(uri) !== gone);
    for (const [uri, gone] of news) {
      if (gone) this.missing.add(uri);
      else this.missing.delete(uri);
    }
    if (news.length > 0) this.changed.fire();
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private repoAt(uri: vscode.Uri, project: string): ProjectRepo {
    return { uri, name: nameOf(uri), stagesPassed: this.results.stagesPassed(uri, project) };
  }

  private present(): RepoEntry[] {
    return this.entries.filter(({ host, gone }) => host === this.host && !gone);
  }

  /** A time that is later than all that is known of a folder: the later word holds. */
  private nextWordOn(folder: string): number {
    return Math.max(Date.now(), (this.entryOf(folder)?.at ?? 0) + 1);
  }

  private entryOf(folder: string): RepoEntry | undefined {
    return this.entries.find(({ host, uri }) => host === this.host && uri === folder);
  }

  private stored(): RepoEntry[] {
    return mergeRepos(decodeRepos(this.memento.get<unknown>(StorageKey.projectRepos)), []);
  }

  /** A repo that is on the list is so at its new place, as old as it is. */
  private async follow(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const known = this.present().find(({ uri }) => uri === from.toString());
    if (!known) return;
    const uri = to.toString();
    const at = Math.max(known.at, (this.entryOf(uri)?.at ?? 0) + 1);
    this.missing.delete(uri);
    await this.put({ ...known, at: this.nextWordOn(known.uri), gone: true }, { ...known, uri, at });
  }

  private async put(...entries: readonly RepoEntry[]): Promise<void> {
    this.entries = mergeRepos(mergeRepos(this.entries, this.stored()), entries);
    this.changed.fire();
    await this.write();
  }

  /** Takes over what other windows know, and writes again what they did not know. */
  private receive(): void {
    const stored = this.stored();
    const merged = mergeRepos(this.entries, stored);
    const isNews = !sameRepos(merged, this.entries);
    this.entries = merged;
    if (isNews) this.changed.fire();
    if (!sameRepos(merged, stored)) {
      this.write().catch((error: unknown) => this.log.error('remembering the repos of projects', error));
    }
  }

  private async write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.receive(), LOOK_AGAIN_AFTER);
    await this.memento.update(StorageKey.projectRepos, encodeRepos(this.entries));
  }
}

/** Only what is said not to be there is gone: a disk that sleeps or a file system that is not loaded yet is neither. */
async function isGone(folder: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(folder);
    return (type & vscode.FileType.Directory) === 0;
  } catch (error) {
    return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
  }
}
