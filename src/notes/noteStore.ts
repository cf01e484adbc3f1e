import * as vscode from 'vscode';
import { readOwnFile } from '#platform';
import { MAX_NOTE_SIZE, noteKey, type Notes } from './model/notes';
import type { ImportedNote, ImportedNotes, NoteTexts } from './noteImports';
import type { RoadmapIndex } from '../content/outline';
import type { Log } from '../base/log';

/** The scheme under which notes are opened in an editor: `backend-roadmap-notes:/backend/caching.md`. */
export const NOTES_SCHEME = 'backend-roadmap-notes';

/**
 * The learner's notes: one Markdown file for each topic in the folder that VS Code gives the extension. A topic without a
 * note has an empty one, so that it can be opened and nothing is written before the learner saves.
 */
export class NoteStore implements vscode.Disposable {
  private readonly folder: vscode.Uri;
  private readonly changed = new vscode.EventEmitter<string>();
  private readonly disposables: { dispose(): unknown }[] = [this.changed];
  private watching: Promise<void> | undefined;
  private isWatching = false;
  /** The notes that there are; known once changes are told. */
  private readonly existing = new Set<string>();
  /** What was read, until it changes. */
  private readonly texts = new Map<string, Promise<string>>();

  private readonly files: NoteTexts = {
    read: (key) => this.textOf(key),
    write: (key, text) => this.writeBytes(key, new TextEncoder().encode(text)),
  };

  /** Fires with the path of a note that changed, in this window or another. */
  readonly onDidChange = this.changed.event;

  constructor(
    context: vscode.ExtensionContext,
    private readonly index: RoadmapIndex,
    private readonly log: Log,
  ) {
    this.folder = vscode.Uri.joinPath(context.globalStorageUri, 'notes');
  }

  /** Where the note of a topic is opened. */
  uriOf(topic: string): vscode.Uri {
    return vscode.Uri.from({ scheme: NOTES_SCHEME, path: `/${this.keyOf(topic)}.md` });
  }

  /** The note of a topic; empty when there is none. Rejects when it is there and cannot be read. */
  read(topic: string): Promise<string> {
    const key = this.keyOf(topic);
    const known = this.texts.get(key);
    if (known) return known;
    if (this.isWatching && !this.existing.has(key)) return Promise.resolve('');
    const reading = this.textOf(key);
    // Kept only where changes of other windows are told.
    if (this.isWatching) {
      this.texts.set(key, reading);
      reading.catch(() => this.texts.delete(key));
    } else void this.watch();
    return reading;
  }

  /** All notes that are not empty, those of other roadmaps, too. */
  async all(): Promise<Notes> {
    const notes = new Map<string, string>();
    for (const roadmap of await this.list(this.folder, vscode.FileType.Directory)) {
      for (const name of await this.list(vscode.Uri.joinPath(this.folder, roadmap), vscode.FileType.File)) {
        if (!name.endsWith('.md')) continue;
        const key = noteKey(roadmap, name.slice(0, -'.md'.length));
        const text = await this.textOf(key);
        if (text.trim() !== '') notes.set(key, text);
      }
    }
    return notes;
  }

  /** Merges notes from a file; where both say something different, both are kept. One failure, or the learner, stops it. */
  async import(notes: Notes, heading: string, isCanceled: () => boolean = () => false): Promise<ImportedNotes> {
    return (await import('./noteImports')).importNotes(this.files, notes, { heading, isCanceled });
  }

  /** Takes back what an import made of notes. A note that was written on since stays as it is. Returns how many those are. */
  async takeBack(imported: readonly ImportedNote[]): Promise<number> {
    return (await import('./noteImports')).takeBack(this.files, imported);
  }

  /** What an editor asks of the file behind a note. Paths are `/<roadmap>/<topic>.md`; the folder around them is always there. */
  async stat(path: string): Promise<vscode.FileStat> {
    if (path === `/${this.index.outline.id}`) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const file = this.fileOf(this.keyAt(path));
    await this.watch();
    try {
      const { ctime, mtime, size } = await vscode.workspace.fs.stat(file);
      return { type: vscode.FileType.File, ctime, mtime, size };
    } catch (error) {
      if (!isMissing(error)) throw error;
      return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: 0 };
    }
  }

  async readFile(path: string): Promise<Uint8Array> {
    return this.readBytes(this.fileOf(this.keyAt(path)));
  }

  async writeFile(path: string, content: Uint8Array): Promise<void> {
    await this.writeBytes(this.keyAt(path), content);
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private keyOf(topic: string): string {
    return noteKey(this.index.outline.id, this.index.topic(topic)?.id ?? topic);
  }

  /** @throws vscode.FileSystemError when the path is not that of a topic. */
  private keyAt(path: string): string {
    const [, roadmap = '', topic = ''] = /^\/([a-z0-9-]+)\/([a-z0-9-]+)\.md$/.exec(path) ?? [];
    const known = roadmap === this.index.outline.id ? this.index.topic(topic) : undefined;
    if (!known) throw vscode.FileSystemError.FileNotFound(vscode.l10n.t('There is no topic for the note {0}.', path));
    return noteKey(roadmap, known.id);
  }

  private fileOf(key: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, `${key}.md`);
  }

  private async textOf(key: string): Promise<string> {
    return new TextDecoder().decode(await this.readBytes(this.fileOf(key)));
  }

  private async readBytes(file: vscode.Uri): Promise<Uint8Array> {
    try {
      return await readOwnFile(vscode.workspace.fs, file);
    } catch (error) {
      if (isMissing(error)) return new Uint8Array();
      throw error;
    }
  }

  /** By way of a second file, so that a crash in the middle leaves the old note or the new one. */
  private async writeBytes(key: string, content: Uint8Array): Promise<void> {
    if (content.byteLength > MAX_NOTE_SIZE) {
      const text = vscode.l10n.t(
        'A note can have at most {0} MB. It was not saved; your text is still in the editor.',
        MAX_NOTE_SIZE / 1e6,
      );
      throw vscode.FileSystemError.NoPermissions(text);
    }
    const { fs } = vscode.workspace;
    const file = this.fileOf(key);
    const draft = vscode.Uri.joinPath(this.folder, `${key}.${Math.random().toString(36).slice(2)}.tmp`);
    await fs.createDirectory(vscode.Uri.joinPath(file, '..'));
    try {
      await fs.writeFile(draft, content);
      await fs.rename(draft, file, { overwrite: true });
    } catch (error) {
      await fs.delete(draft).then(undefined, (left: unknown) => {
        if (!isMissing(left)) this.log.error(`removing ${draft.path}`, left);
      });
      throw error;
    }
    this.tell(key);
  }

  /** Begins to tell of other windows, once. VS Code cannot watch a folder that does not exist, so it is made first. */
  private watch(): Promise<void> {
    return (this.watching ??= this.startWatching().catch((error: unknown) => this.log.error('watching the notes', error)));
  }

  private async startWatching(): Promise<void> {
    const folder = vscode.Uri.joinPath(this.folder, this.index.outline.id);
    await vscode.workspace.fs.createDirectory(folder);
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*.md'));
    const tell = ({ path }: vscode.Uri) => this.tell(noteKey(this.index.outline.id, path.slice(path.lastIndexOf('/') + 1, -'.md'.length)));
    this.disposables.push(watcher, watcher.onDidCreate(tell), watcher.onDidChange(tell), watcher.onDidDelete(tell));
    for (const name of await this.list(folder, vscode.FileType.File))
      this.existing.add(noteKey(this.index.outline.id, name.slice(0, -'.md'.length)));
    this.isWatching = true;
  }

  private tell(key: string): void {
    this.texts.delete(key);
    this.existing.add(key);
    this.changed.fire(`/${key}.md`);
  }

  private async list(folder: vscode.Uri, type: vscode.FileType): Promise<string[]> {
    try {
      const entries = await vscode.workspace.fs.readDirectory(folder);
      return entries.filter(([, kind]) => kind === type).map(([name]) => name).sort(); // prettier-ignore
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }
}

/** In the words of VS Code or of the disk. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['FileNotFound', 'ENOENT'].includes(String(error.code));
