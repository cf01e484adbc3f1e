import * as vscode from 'vscode';
import { encodeLine } from '../../../src/progress/model/codec';
import type { Register } from '../../../src/progress/model/registers';
import { RoadmapIndex } from '../../../src/content/outline';
import { Log } from '../../../src/base/log';
import { NoteStore } from '../../../src/notes/noteStore';
import type { ProjectRepos } from '../../../src/projects/projectRepos';
import { ProgressStore } from '../../../src/progress/progressStore';
import { smallIndex } from '../../unit/smallRoadmap';
import { SharedState, type WindowMemento } from './memento';
import { until } from './until';

export interface TestWindow {
  readonly store: ProgressStore;
  readonly notes: NoteStore;
  readonly memento: WindowMemento;
  /** What the log was told. */
  readonly logged: string[];
}

/** A machine with one folder for the extension's files and one state for all windows. */
export class TestMachine {
  private readonly open: TestWindow[] = [];

  private constructor(
    readonly storage: vscode.Uri,
    readonly state: SharedState,
  ) {}

  /** `home` is where a folder can be made. */
  static in(home: vscode.Uri, state: Record<string, unknown> = {}): TestMachine {
    const name = `backend-roadmap-test-${Math.random().toString(36).slice(2)}`;
    return new TestMachine(vscode.Uri.joinPath(home, name), new SharedState(state));
  }

  /** Opens a window. What it shows at first is what it knows before the journal was read. */
  newWindow(index: RoadmapIndex = smallIndex()): TestWindow {
    const memento = this.state.open();
    const logged: string[] = [];
    const log = new Log();
    const record = (level: string) => (message: string, error?: Error) => {
      logged.push(error === undefined ? `${level}: ${message}` : `${level}: ${message} (${error.message})`);
    };
    Object.assign(log, { info: record('info'), warn: record('warn'), error: record('error') });
    const context = { globalStorageUri: this.storage, globalState: memento } as unknown as vscode.ExtensionContext;
    const window = { store: new ProgressStore(context, index, log), notes: new NoteStore(context, index, log), memento, logged };
    this.open.push(window);
    return window;
  }

  /** Opens a window and waits until it has read everything. */
  async newLoadedWindow(index?: RoadmapIndex): Promise<TestWindow> {
    const window = this.newWindow(index);
    await window.store.loaded;
    return window;
  }

  /** Closes every window. */
  closeAll(): void {
    for (const { store, notes } of this.open.splice(0)) {
      store.dispose();
      notes.dispose();
    }
  }

  async remove(): Promise<void> {
    this.closeAll();
    await vscode.workspace.fs.delete(this.storage, { recursive: true, useTrash: false }).then(undefined, () => undefined);
  }

  async files(folder: 'journal' | 'set-aside'): Promise<string[]> {
    const uri = vscode.Uri.joinPath(this.storage, folder);
    const entries = await vscode.workspace.fs.readDirectory(uri).then(
      (found) => found,
      () => [],
    );
    return entries.map(([name]) => name).sort();
  }

  async read(...path: string[]): Promise<string> {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.storage, ...path)));
  }

  async write(content: string, ...path: string[]): Promise<vscode.Uri> {
    const file = vscode.Uri.joinPath(this.storage, ...path);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(content));
    return file;
  }
}

/**
 * Opens two windows that see what the other one does. VS Code does not say when it has begun to watch a folder, so each ticks the
 * topic `deploy` now and then until the other has noticed.
 */
export async function twoWindows(machine: TestMachine): Promise<[TestWindow, TestWindow]> {
  const [a, b] = [await machine.newLoadedWindow(), await machine.newLoadedWindow()];
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    let looks = 0;
    const { w } = to.store.all().get('small/deploy#status') ?? {};
    await until('the windows see each other', async () => {
      if (looks++ % 50 === 0) await from.store.setStatus(['deploy'], from.store.topic('deploy').status === 'doing' ? 'skipped' : 'doing');
      return to.store.all().get('small/deploy#status')?.w !== w;
    });
  }
  return [a, b];
}

/** A learner who has written nothing down. */
export const noNotes: Pick<NoteStore, 'all' | 'import'> = {
  all: () => Promise.resolve(new Map()),
  import: () => Promise.resolve({ changed: [], tooLarge: 0 }),
};

/** A learner who has begun no project. */
export const noRepos: Pick<ProjectRepos, 'reposOf' | 'onDidChange'> = {
  reposOf: () => [],
  onDidChange: () => new vscode.Disposable(() => undefined),
};

/** Lines of a journal: the status of topics of the small roadmap. */
export const journalLines = (...entries: [topic: string, register: Register][]): string =>
  entries.map(([topic, register]) => `${encodeLine(`small/${topic}#status`, register)}\n`).join('');

/** A roadmap of one section with many topics: t0, t1, … */
export function longIndex(count: number): RoadmapIndex {
  const topics = Array.from({ length: count }, (_, i) => ({ id: `t${i}`, title: `Topic ${i}`, hours: 1, formerly: [] }));
  return new RoadmapIndex({ id: 'long', title: 'Long', sections: [{ id: 's', title: 'S', topics }], projects: [] });
}
