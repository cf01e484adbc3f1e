import * as vscode from 'vscode';
import { isAfterwards, type Afterwards } from '../../base/settings';
import { StorageKey } from '../../ids';

/** What the learner chose the last time. */
export interface LastChoices {
  readonly project?: string;
  /** The parent folder, as a URI. */
  readonly parent?: string;
  readonly git?: boolean;
  /** With git: whether the starter was committed. */
  readonly commit?: boolean;
  readonly afterwards?: Afterwards;
}

/** A new project that is there, and is to be shown. */
export interface NewProject {
  readonly project: string;
  readonly folder: vscode.Uri;
  /** Whether all that is in the folder was written by us: then nothing of it need be asked about before it runs. */
  readonly isAllOurs: boolean;
}

/** A new project that is about to be opened: the window that opens it shows where to begin. */
export interface PendingOpen {
  readonly project: string;
  /** The folder, as a URI. */
  readonly uri: string;
  /** When it was asked for, in milliseconds. */
  readonly at: number;
  readonly isAllOurs?: boolean;
}

/** Longer than any window takes to open; a folder opened later than that is opened for another reason. */
const PENDING_FOR = 5 * 60_000;

/** An update is sent in the background: a window that closes sooner than this takes it along (measured: kept after 150 ms). */
const SETTLED_AFTER = 300;

/** What scaffolding keeps from one run to the next, and from a window to the one that it opens. */
export class ScaffoldMemory {
  constructor(private readonly memento: vscode.Memento) {}

  get last(): LastChoices {
    const { project, parent, git, commit, afterwards } = this.read();
    return {
      ...(typeof project === 'string' && { project }),
      ...(typeof parent === 'string' && { parent }),
      ...(typeof git === 'boolean' && { git }),
      ...(typeof commit === 'boolean' && { commit }),
      ...(isAfterwards(afterwards) && { afterwards }),
    };
  }

  async remember(choices: LastChoices): Promise<void> {
    await this.write({ ...choices, pending: this.pending() });
  }

  /** Leaves a note for the window that opens this folder. Resolves when closing this window does not lose it. */
  async announce({ project, folder, isAllOurs }: NewProject): Promise<void> {
    const note: PendingOpen = { project, uri: folder.toString(), at: Date.now(), isAllOurs };
    await this.write({ ...this.last, pending: [...this.pending().filter(({ uri }) => uri !== note.uri), note] });
    await new Promise((resolve) => setTimeout(resolve, SETTLED_AFTER));
  }

  /** Takes the note for one of these folders, if there is one. */
  async arrived(folders: readonly vscode.Uri[]): Promise<NewProject | undefined> {
    const pending = this.pending();
    const note = pending.find(({ uri }) => folders.some((folder) => folder.toString() === uri));
    if (!note) return undefined;
    await this.write({ ...this.last, pending: pending.filter((other) => other !== note) });
    return { project: note.project, folder: vscode.Uri.parse(note.uri), isAllOurs: note.isAllOurs === true };
  }

  private pending(): PendingOpen[] {
    const { pending } = this.read();
    return Array.isArray(pending) ? pending.filter((note: unknown) => isPending(note)) : [];
  }

  private read(): Record<string, unknown> {
    const stored = this.memento.get<unknown>(StorageKey.scaffold);
    return typeof stored === 'object' && stored !== null ? { ...stored } : {};
  }

  private async write(value: LastChoices & { readonly pending: readonly PendingOpen[] }): Promise<void> {
    await this.memento.update(StorageKey.scaffold, value);
  }
}

function isPending(note: unknown): note is PendingOpen {
  if (typeof note !== 'object' || note === null) return false;
  const { project, uri, at } = note as Partial<Record<keyof PendingOpen, unknown>>;
  return typeof project === 'string' && typeof uri === 'string' && typeof at === 'number' && Math.abs(Date.now() - at) < PENDING_FOR;
}
