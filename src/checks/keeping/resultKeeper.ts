import * as vscode from 'vscode';
import type { Log } from '../../base/log';
import { showInformation } from '../../base/messages';
import { addressOf, nameOf, pathOf, uriOf } from '../../base/uris';
import { PROJECT_FILE } from '../../content/projectFileName';
import { claimsOn, copyOf, type Former, joined, lastRunOf, type Seen, settle, type Settled } from '../model/claims';
import type { RepoResults } from '../model/results';
import { formerOf } from './former';
import { giveIdentity, identityIn, projectIn } from './identity';
import type { ResultFiles } from './resultFiles';

/** Where results lie for this window, and who is told of them. */
export interface Shelf {
  /** By the address of the folder; what was seen nowhere, by its id. */
  readonly known: Map<string, RepoResults>;
  /** Something else is known of a folder; of all unless one is named. */
  readonly changed: (folder?: vscode.Uri) => void;
  /** What was known of a folder is that of another one now. */
  readonly moved: (from: vscode.Uri, to: vscode.Uri) => void;
}

/** As many projects as anyone has open at once. */
const MAX_FOLDERS = 20;

/**
 * Keeps the results of checks, and lets them follow the learner's project: an id that lies in its folder tells which it is. Where a folder is moved
 * or renamed, its results are found again when it is seen; of a copy the learner is asked, once. A folder that nobody trusts, or that cannot be
 * written, has no id: its results stay with its address.
 */
export class ResultKeeper implements vscode.Disposable {
  private readonly looks = new Map<string, Promise<void>>();
  /** The copies about which this window has asked: it does so once. */
  private readonly asked = new Set<string>();
  private readonly disposables: vscode.Disposable[] = [];
  private writing = Promise.resolve();

  private constructor(
    private readonly shelf: Shelf,
    private readonly files: ResultFiles,
    private readonly log: Log,
  ) {}

  /** Reads what is stored, and looks at the folders of this window. */
  static async begin(shelf: Shelf, files: ResultFiles, log: Log): Promise<ResultKeeper> {
    const keeper = new ResultKeeper(shelf, files, log);
    for (const results of await files.readAll()) keeper.shelve(results);
    if (shelf.known.size > 0) {
      shelf.changed();
      await keeper.follow();
    }
    return keeper;
  }

  /** Looks whose results belong to a folder: once, until something tells that it may be another one. */
  look(folder: vscode.Uri): Promise<void> {
    const key = addressOf(folder);
    const known = this.looks.get(key);
    if (known) return known;
    const look = this.lookAt(folder).catch((error: unknown) => this.log.error(`looking which project ${key} is`, error));
    this.looks.set(key, look);
    return look;
  }

  /** A project was just made in a folder: it is none that was there before. */
  async begun(folder: vscode.Uri): Promise<void> {
    if ((await identityIn(folder)) === undefined) await this.give(folder, crypto.randomUUID());
    this.looks.delete(addressOf(folder));
  }

  /** Writes what is known of a folder. Resolves when it is on the disk, or cannot be. */
  async keep(folder: vscode.Uri): Promise<void> {
    await (this.writing = this.writing.then(async () => {
      await this.identify(folder);
      await this.write(this.shelf.known.get(addressOf(folder)));
    }));
    if (this.disposables.length === 0) await this.follow();
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  /** Where the same place is named twice, two windows were at it at once, or an earlier version was; with two ids it was two projects. */
  private shelve(stored: RepoResults): void {
    const { known } = this.shelf;
    const folder = uriOf(stored.uri);
    const results = folder ? { ...stored, uri: addressOf(folder) } : stored;
    const other = known.get(results.uri);
    if (results.uri === '') this.displace(results);
    else if (other?.id !== undefined && results.id !== undefined && other.id !== results.id) this.displace({ ...results, uri: '' });
    else known.set(results.uri, { ...joined(other, results), id: other?.id ?? results.id });
  }

  private displace(results: RepoResults): void {
    if (results.id !== undefined) this.shelf.known.set(results.id, results);
  }

  /** From now on, folders that come are looked at. */
  private async follow(): Promise<void> {
    const again = (): void => {
      this.looks.clear();
      void this.lookAround();
    };
    const arrivals = vscode.workspace.createFileSystemWatcher(`**/${PROJECT_FILE}`, false, true, true);
    this.disposables.push(
      arrivals,
      arrivals.onDidCreate((file) => {
        const folder = vscode.Uri.joinPath(file, '..');
        this.looks.delete(addressOf(folder));
        void this.look(folder);
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        again();
        for (const { newUri } of files) void this.look(newUri);
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(again),
      vscode.workspace.onDidGrantWorkspaceTrust(again),
    );
    await this.lookAround();
  }

  /** Looks at the folders of this window, and then at the projects in them and those that have no id yet. */
  private async lookAround(): Promise<void> {
    await Promise.all((vscode.workspace.workspaceFolders ?? []).map(({ uri }) => this.look(uri)));
    this.lookFurther().catch((error: unknown) => this.log.error('looking for projects that were moved', error));
  }

  private async lookFurther(): Promise<void> {
    const files = await vscode.workspace.findFiles(`**/${PROJECT_FILE}`, '**/{node_modules,.git}/**', MAX_FOLDERS);
    const without = this.all.filter((one) => one.id === undefined && lastRunOf(one) > 0).flatMap(({ uri }) => uriOf(uri) ?? []);
    const folders = [...files.map((file) => vscode.Uri.joinPath(file, '..')), ...without];
    await Promise.all(folders.map((folder) => this.look(folder)));
  }

  private get all(): RepoResults[] {
    return [...this.shelf.known.values()];
  }

  private async lookAt(folder: vscode.Uri): Promise<void> {
    const seen = { uri: addressOf(folder), id: await identityIn(folder) };
    const formers = new Map<string, Former | undefined>();
    for (const claim of claimsOn(this.all, seen)) formers.set(claim.uri, await formerOf(claim, folder, seen));
    const before = this.shelf.known.get(seen.uri);
    const settled = settle(this.all, seen, ({ uri }) => formers.get(uri));
    this.take(folder, seen.uri, settled);
    if (settled.here) await this.identify(folder);
    if (this.shelf.known.get(seen.uri) !== before) await this.keepMoved(seen.uri, settled);
    if (settled.twin) this.tellCopy(folder, seen, settled.twin);
  }

  private take(folder: vscode.Uri, key: string, { here, displaced, moved }: Settled): void {
    const { known } = this.shelf;
    for (const { uri, id } of moved) known.delete(uri === '' ? (id ?? '') : uri);
    known.delete(key);
    if (displaced) this.displace(displaced);
    if (here) known.set(key, here);
    for (const { uri } of moved) {
      const from = uriOf(uri);
      if (from) this.shelf.moved(from, folder);
    }
    if (moved.length > 0 || displaced) this.shelf.changed(folder);
  }

  private async keepMoved(key: string, { displaced, moved }: Settled): Promise<void> {
    await (this.writing = this.writing.then(async () => {
      await this.write(displaced);
      await this.write(this.shelf.known.get(key));
      for (const { id, uri } of moved) if (id === undefined) await this.files.forget(uri);
    }));
  }

  private async write(results: RepoResults | undefined): Promise<void> {
    if (!results) return;
    await this.files.write(results);
    // Until it had an id, it was kept by its address.
    if (results.id !== undefined && results.uri !== '') await this.files.forget(results.uri);
  }

  /** Sees to it that the folder of what is known has its id. */
  private async identify(folder: vscode.Uri): Promise<void> {
    const { known } = this.shelf;
    const key = addressOf(folder);
    const results = known.get(key);
    if (!results || !vscode.workspace.isTrusted) return;
    const lies = await identityIn(folder);
    if (results.id !== undefined && lies !== undefined) return;
    if ((await projectIn(folder)) !== results.project) return;
    // Of a copy that was checked before anybody has answered, or could be asked.
    const isTaken = lies !== undefined && this.all.some((one) => one.id === lies && one.uri !== key);
    const id = await this.give(folder, results.id ?? crypto.randomUUID(), isTaken);
    if (id !== undefined) known.set(key, { ...(known.get(key) ?? results), id });
  }

  private async give(folder: vscode.Uri, id: string, replaces = false): Promise<string | undefined> {
    try {
      return await giveIdentity(folder, id, replaces);
    } catch (error) {
      this.log.error(`${addressOf(folder)} cannot keep an id, so the results of its checks do not follow it when it is moved`, error);
      return undefined;
    }
  }

  /** Asks whether a copy begins with what was found in the original. Does not wait for the answer. */
  private tellCopy(folder: vscode.Uri, seen: Seen, original: RepoResults): void {
    this.askAboutCopy(folder, seen, original).catch((error: unknown) => this.log.error('asking about a copy of a project', error));
  }

  private async askAboutCopy(folder: vscode.Uri, seen: Seen, original: RepoResults): Promise<void> {
    // Once it is trusted, it is looked at again.
    if (!vscode.workspace.isTrusted || (await projectIn(folder)) !== original.project || this.asked.has(seen.uri)) return;
    this.asked.add(seen.uri);
    const isFresh = Object.keys(original.stages).length === 0 || (await wantsFresh(folder, original));
    if (isFresh === undefined) return;
    const { known } = this.shelf;
    // Meanwhile it may have been checked, and has an id of its own, or was answered for in another window.
    if (!known.has(seen.uri)) {
      if ((await identityIn(folder)) !== seen.id) return;
      await this.give(folder, crypto.randomUUID(), true);
    }
    const own = known.get(seen.uri);
    const id = own ? own.id : await identityIn(folder);
    const copy = copyOf(known.get(original.uri) ?? original, { ...seen, id: id === seen.id ? undefined : id }, isFresh);
    known.set(seen.uri, { ...joined(own, copy), id: copy.id });
    this.shelf.changed(folder);
    await this.keep(folder);
  }
}

async function wantsFresh(folder: vscode.Uri, { uri }: RepoResults): Promise<boolean | undefined> {
  const original = uriOf(uri);
  const [use, fresh] = [vscode.l10n.t('Use Its Results'), vscode.l10n.t('Start Fresh')];
  const question = vscode.l10n.t(
    '{0} looks like a copy of {1}. Begin with what the checks found there, or with nothing?',
    nameOf(folder),
    original ? pathOf(original) : uri,
  );
  const answer = await showInformation(question, use, fresh);
  return answer === undefined ? undefined : answer === fresh;
}
