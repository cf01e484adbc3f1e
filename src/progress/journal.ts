import * as vscode from 'vscode';
import { createAppender } from '#platform';
import { reasonOf } from '../base/errors';
import { decodeLines, encodeLine } from './model/codec';
import { mergeInto, type Register, type Registers } from './model/registers';
import { TOLERANCE, type StampGuard } from './model/stamps';
import type { Appender } from '../platform/host';
import type { Log } from '../base/log';
import { UserError } from '../base/userError';

/** A journal of a window that wrote nothing for this long belongs to a window that is gone. */
const ABANDONED_AFTER = 24 * 60 * 60 * 1000;
/** Fewer files than this are read quickly enough as they are. */
const COMPACT_FROM = 8;
/** Of so many lines of a file that cannot be read the log says what is wrong with each. */
const MOST_TOLD = 100;
/** A disk that was full is tried again after so many milliseconds. */
const RETRY_AFTER = 5_000;

/**
 * Every change of progress, on disk before anyone is told about it.
 *
 * Each window appends to a file of its own, so no two ever write the same one; what all files say together is merged.
 * `globalState` is no substitute: two windows that write it at once lose ticks, and so does a reload within 150 ms.
 */
export class Journal implements vscode.Disposable {
  private file: vscode.Uri;
  private appender: Appender;
  /** How many files this window has begun. */
  private begun = 1;
  private readonly disposables: { dispose(): unknown }[] = [];
  private disposed = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly changed = new vscode.EventEmitter<Registers>();
  /** Fires with the registers of a file that another window wrote. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly fs: vscode.FileSystem,
    private readonly folder: vscode.Uri,
    private readonly writer: string,
    private readonly guard: Pick<StampGuard, 'take'>,
    private readonly log: Log,
  ) {
    this.file = vscode.Uri.joinPath(folder, `${writer}.jsonl`);
    this.appender = createAppender(fs, this.file);
    this.disposables.push(this.changed);
  }

  /** Begins to tell of other windows. VS Code cannot watch a folder that does not exist, so it is made first. */
  async watch(): Promise<void> {
    await this.fs.createDirectory(this.folder);
    if (this.disposed) return;
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.folder, '*.jsonl'));
    const read = (uri: vscode.Uri) => {
      if (!this.isOwn(uri)) void this.readChanged(uri);
    };
    this.disposables.push(watcher, watcher.onDidCreate(read), watcher.onDidChange(read));
  }

  /** Appends registers; see `Appender.append` for what is safe when. */
  append(registers: Iterable<readonly [string, Register]>): Promise<void> {
    let text = '';
    for (const [key, register] of registers) text += `${encodeLine(key, register)}\n`;
    return text === '' ? Promise.resolve() : this.write(text);
  }

  /**
   * Goes on in another file, which begins with all that this window knows, and removes the one until now: this is for stamps that were wrong
   * in it, which no later line can take back.
   */
  async beginAnew(registers: Registers): Promise<void> {
    const [file, appender] = [this.file, this.appender];
    this.begun += 1;
    this.file = vscode.Uri.joinPath(this.folder, `${this.writer}-${this.begun}.jsonl`);
    this.appender = createAppender(this.fs, this.file);
    await this.append(registers);
    // What was on its way into the old file is in the new one.
    await appender.append('').catch(() => undefined);
    // It may have had no line yet.
    await this.remove(file);
  }

  /** Removes a file that may be gone already. */
  private async remove(uri: vscode.Uri): Promise<void> {
    await this.fs.delete(uri).then(undefined, unlessGone);
  }

  /** Undefined when another window has removed it. */
  private async statOf(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
    return this.fs.stat(uri).then(undefined, unlessGone);
  }

  private isOwn({ path }: vscode.Uri): boolean {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return name === `${this.writer}.jsonl` || name.startsWith(`${this.writer}-`);
  }

  private async write(text: string): Promise<void> {
    try {
      await this.appender.append(text);
      this.stopRetrying();
    } catch (error) {
      this.log.error(`writing ${this.file.path}`, error);
      if (!this.disposed) this.retry ??= setTimeout(() => void this.writeAgain(), RETRY_AFTER);
      throw new UserError(
        vscode.l10n.t(
          'What you just changed could not be written to disk ({0}). This window keeps it and goes on trying: do not close it before there is room again.',
          reasonOf(error),
        ),
      );
    }
  }

  /** The appender has kept what it could not write. */
  private async writeAgain(): Promise<void> {
    this.stopRetrying();
    await this.write('').then(
      () => this.log.info(`${this.file.path} is written whole again.`),
      () => undefined, // Is in the log, and is tried again.
    );
  }

  private stopRetrying(): void {
    clearTimeout(this.retry);
    this.retry = undefined;
  }

  /**
   * What all windows have written. A file or a line that cannot be read is logged, left where it is, and passed over. A file that another window
   * removed before it was read is looked for in the file that took it over, which may be newer than the list.
   */
  async read(): Promise<Map<string, Register>> {
    const merged = new Map<string, Register>();
    const known = new Set<string>();
    for (;;) {
      const files = (await this.list()).filter(({ path }) => !known.has(path));
      const parts = await Promise.all(files.map((uri) => this.readFile(uri)));
      for (const { registers } of parts) mergeInto(merged, registers);
      if (!parts.some(({ isGone }) => isGone)) return merged;
      for (const { path } of files) known.add(path);
    }
  }

  /**
   * Takes over the files of windows that are gone. Their registers are written to this window's file first, and only a
   * file that was read whole and has not changed since is removed, so that nothing can be lost on the way.
   */
  async compact(now = Date.now()): Promise<void> {
    const files = (await this.list()).filter((uri) => !this.isOwn(uri));
    if (files.length < COMPACT_FROM) return;
    for (const uri of files) {
      const before = await this.statOf(uri);
      if (!before || now - before.mtime < ABANDONED_AFTER) continue;
      const { registers, readable } = await this.readFile(uri);
      // Browser storage forgets with each reload when a file was written (it says 0); the registers know.
      const newest = latestUpTo(Infinity, registers);
      if (!readable || now - newest < ABANDONED_AFTER) continue;
      await this.append(registers);
      const after = await this.statOf(uri);
      if (after?.mtime === before.mtime && after.size === before.size) await this.remove(uri);
    }
  }

  dispose(): void {
    this.disposed = true;
    if (this.retry !== undefined) void this.writeAgain();
    this.stopRetrying();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async readChanged(uri: vscode.Uri): Promise<void> {
    this.changed.fire((await this.readFile(uri)).registers);
  }

  private async list(): Promise<vscode.Uri[]> {
    // Before the first tick there is no folder yet.
    const entries = await this.fs.readDirectory(this.folder).then(undefined, unlessGone);
    return (entries ?? [])
      .filter(([name, type]) => type === vscode.FileType.File && name.endsWith('.jsonl'))
      .map(([name]) => vscode.Uri.joinPath(this.folder, name));
  }

  private async readFile(uri: vscode.Uri): Promise<{ registers: Registers; readable: boolean; isGone?: true }> {
    try {
      const [{ mtime }, content] = await Promise.all([this.fs.stat(uri), this.fs.readFile(uri)]);
      const { registers, problems } = decodeLines(new TextDecoder().decode(content));
      for (const problem of problems.slice(0, MOST_TOLD))
        this.log.warn(`${uri.path}: ${problem}; the line was passed over, the file is kept.`);
      if (problems.length > MOST_TOLD) this.log.warn(`${uri.path}: and ${problems.length - MOST_TOLD} more.`);
      // No line was written after its file was. A file that says it was written in times to come was copied, or written by a clock that was
      // wrong: like one that does not say when, it is as old as the latest line that can be believed, which is the same at each reading.
      const latest = Date.now() + TOLERANCE;
      const written = mtime > 0 && mtime <= latest ? mtime : latestUpTo(latest, registers);
      return { registers: this.guard.take(registers, written + TOLERANCE, written), readable: problems.length === 0 };
    } catch (error) {
      if (isGone(error)) return { registers: new Map(), readable: false, isGone: true };
      this.log.error(`reading ${uri.path}`, error);
      return { registers: new Map(), readable: false };
    }
  }
}

const isGone = (error: unknown): boolean => error instanceof vscode.FileSystemError && error.code === 'FileNotFound';

function unlessGone(error: unknown): undefined {
  if (!isGone(error)) throw error;
}

/** The latest stamp that is not after a moment; 0 when there is none. */
function latestUpTo(moment: number, registers: Registers): number {
  let latest = 0;
  for (const { t } of registers.values()) if (t <= moment) latest = Math.max(latest, t);
  return latest;
}
