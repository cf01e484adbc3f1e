import type * as vscode from 'vscode';
import { decodeProgress, encodeProgress, type Decoded } from './model/codec';
import type { Registers } from './model/registers';
import { StorageKey } from '../ids';

/** Many ticks in a row are one write. */
const WRITE_AFTER = 200;

/**
 * The copy of progress in `globalState`: the part that VS Code's Settings Sync carries to other machines.
 * It is never trusted alone: what is found in it is merged, and what is written to it is the whole.
 */
export class Mirror implements vscode.Disposable {
  private pending: (() => Registers) | undefined;
  private writing: Promise<void> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** A newer release wrote the copy: it is left as it is. */
  private frozen = false;

  constructor(
    private readonly memento: vscode.Memento & { setKeysForSync(keys: readonly string[]): void },
    private readonly on: {
      /** Called before each write, so that what arrived meanwhile is merged and not overwritten. */
      readonly beforeWrite: () => void;
      readonly failed: (error: unknown) => void;
    },
  ) {
    memento.setKeysForSync([StorageKey.progress]);
  }

  /** What is stored now; `damaged` holds the original when it or a part of it could not be read. */
  read(): Decoded & { readonly damaged?: unknown; readonly newerVersion?: number } {
    const stored = this.memento.get<unknown>(StorageKey.progress);
    if (stored === undefined) return { registers: new Map(), problems: [] };
    const decoded = decodeProgress(stored);
    if ('refused' in decoded) {
      this.frozen = decoded.refused === 'newer';
      const empty = { registers: new Map(), problems: [] };
      return this.frozen ? { ...empty, newerVersion: decoded.version ?? 0 } : { ...empty, damaged: stored };
    }
    this.frozen = false;
    return decoded.problems.length > 0 ? { ...decoded, damaged: stored } : decoded;
  }

  /** Writes soon; a later call replaces what has not been written yet. */
  write(registers: () => Registers): void {
    if (this.frozen) return;
    this.pending = registers;
    this.timer ??= setTimeout(() => void this.flush(), WRITE_AFTER);
  }

  /** Writes now what waits to be written. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.writing;
    if (!this.pending) return;
    this.on.beforeWrite();
    if (this.frozen) return;
    const value = encodeProgress(this.pending());
    this.pending = undefined;
    this.writing = Promise.resolve(this.memento.update(StorageKey.progress, value)).catch(this.on.failed);
    await this.writing;
  }

  dispose(): void {
    void this.flush();
  }
}
