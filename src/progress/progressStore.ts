import * as vscode from 'vscode';
import { type Register, type Registers, isBlank, keyOf, partsOf, WHOLE_ROADMAP, type Change } from './model/registers';
import { HeldRegisters, winsOver } from './model/held';
import { Stamping } from './model/stamping';
import { pullBack, TOLERANCE, upTo } from './model/stamps';
import { History } from './model/history';
import { TASK_FIELD, keysOfTopic, proofField, readProgress, REVIEW_FIELD, STATUS_FIELD, topicProgress } from './model/progress';
import type { Proof, ReviewState, RoadmapProgress, Status, TopicProgress } from './model/progress';
import { linksRead, readField } from './model/linksRead';
import { fieldsOf } from './model/namedFields';
import { taskField, tasksDone, wordsOf } from './model/tasksDone';
import type { RoadmapIndex } from '../content/outline';
import type { Log } from '../base/log';
import { Journal } from './journal';
import { Mirror } from './mirror';

/** Where a change came from: the learner in this window, also by Undo and imports, or another window or machine. */
export type ChangeSource = 'user' | 'outside';

export interface ProgressChange {
  readonly topics: ReadonlySet<string>;
  readonly source: ChangeSource;
}

/** What a file has changed here. */
export interface Imported {
  readonly topics: ReadonlySet<string>;
  /** How many registers it has written, those of other topics as well. */
  readonly written: number;
  /** False when all of it was earned: undo would go on to what the learner did before. */
  readonly canUndo: boolean;
}

/**
 * The one truth about progress. Every view reads it here and every change goes through it:
 * memory → journal on disk → event, and soon after the copy that Settings Sync carries.
 */
export class ProgressStore implements vscode.Disposable {
  private readonly held: HeldRegisters;
  private readonly stamping: Stamping;
  private readonly writer = Math.random().toString(36).slice(2, 12).padEnd(10, '0');
  private readonly history = new History();
  private readonly journal: Journal;
  private readonly mirror: Mirror;
  private readonly changed = new vscode.EventEmitter<ProgressChange>();
  private readonly disposables: { dispose(): unknown }[] = [];
  private computed: RoadmapProgress | undefined;
  private mirrorProblem: unknown;
  private journalRead = false;

  readonly onDidChange = this.changed.event;
  /** Resolves when the journal has been read. Nothing that the learner sees waits for it. */
  readonly loaded: Promise<void>;

  constructor(
    private readonly context: vscode.ExtensionContext,
    readonly index: RoadmapIndex,
    private readonly log: Log,
  ) {
    const folder = vscode.Uri.joinPath(context.globalStorageUri, 'journal');
    this.held = new HeldRegisters(index);
    this.stamping = new Stamping(this.writer, this.held, () => performance.now(), () => this.moved()); // prettier-ignore
    this.journal = new Journal(vscode.workspace.fs, folder, this.writer, this.stamping, log);
    this.mirror = new Mirror(context.globalState, {
      beforeWrite: () => this.receiveMirror(),
      failed: (error) => log.error('storing progress for Settings Sync', error),
    });
    this.disposables.push(
      this.journal,
      this.mirror,
      this.changed,
      this.journal.onDidChange((registers) => this.receive(registers)),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.receiveMirror();
      }),
    );
    this.receiveMirror();
    this.loaded = this.load();
  }

  get progress(): RoadmapProgress {
    return (this.computed ??= readProgress(this.index, this.held.known));
  }

  topic(id: string): TopicProgress {
    return topicProgress(this.progress, id);
  }

  /** Everything that is known, for an export. */
  all(): Registers {
    return this.held.all();
  }

  /** Sets a status; resolves when it is safe on disk. Topics that have it already are left alone. */
  setStatus(ids: readonly string[], status: Status): Promise<void> {
    const keys = ids.filter((id) => this.topic(id).status !== status).map((id) => this.key(id, STATUS_FIELD));
    return this.change(keys.map((key) => [key, status]));
  }

  /** Keeps proof; resolves when that is safe on disk. Undo does not take it back. */
  addProof(id: string, proof: Pick<Proof, 'kind' | 'id'>): Promise<void> {
    return this.change([[this.key(id, proofField(proof.kind, proof.id)), true]]);
  }

  /** Adds proof to all of these topics that do not have it yet. Resolves when that is safe on disk. Undo does not take it back. */
  addProofs(ids: readonly string[], proof: Pick<Proof, 'kind' | 'id'>): Promise<void> {
    const isProven = (id: string) => this.topic(id).proofs.some(({ kind, id: known }) => kind === proof.kind && known === proof.id);
    const keys = ids.filter((id) => !isProven(id)).map((id) => this.key(id, proofField(proof.kind, proof.id)));
    return this.change(keys.map((key) => [key, true]));
  }

  /** The addresses, of these links of a topic, that were read. */
  linksRead(id: string, urls: readonly string[]): string[] {
    return linksRead(this.index, this.held.known, id, urls);
  }

  /** Ticks a link of a topic as read, or takes the tick away. Resolves when that is safe on disk. */
  setLinkRead(id: string, url: string, read: boolean): Promise<void> {
    if (this.linksRead(id, [url]).includes(url) === read) return Promise.resolve();
    return this.change([[this.key(id, readField(url)), read]]);
  }

  /** Which of the tasks of a topic's lesson, given by their texts in order, are done. */
  tasksDone(id: string, tasks: readonly string[]): boolean[] {
    return tasksDone(this.index, this.held.known, id, tasks);
  }

  /** Ticks a task of a topic's exercise, or takes the tick away. Resolves when that is safe on disk. */
  setTaskDone(id: string, tasks: readonly string[], at: number, done: boolean): Promise<void> {
    const task = tasks[at];
    if (task === undefined || this.tasksDone(id, tasks)[at] === done) return Promise.resolve();
    return this.change([[this.key(id, taskField(task)), done && wordsOf(task)]]);
  }

  /** Whether any task of a topic's exercise is ticked, also one that its lesson no longer has. */
  hasTasksDone(id: string): boolean {
    return [...fieldsOf(this.index, this.held.known, id, TASK_FIELD).values()].some(({ v }) => typeof v === 'string');
  }

  /** What is kept about the roadmap as a whole, such as the plan; undefined when nothing is, or when it was cleared. */
  field(name: string): Exclude<Register['v'], null> | undefined {
    return this.held.get(keyOf(this.index.outline.id, WHOLE_ROADMAP, name))?.v ?? undefined;
  }

  /** Keeps something about the roadmap as a whole, or clears it with `null`; resolves when that is safe on disk. */
  setField(name: string, value: Register['v']): Promise<void> {
    return this.change([[keyOf(this.index.outline.id, WHOLE_ROADMAP, name), value]]);
  }

  /** Keeps where topics stand in their schedule of reviews; resolves when that is safe on disk. Undo does not take it back. */
  keepReviews(reviews: ReadonlyMap<string, ReviewState>): Promise<void> {
    return this.change([...reviews].map(([id, { step, at }]) => [this.key(id, REVIEW_FIELD), { step, at }]));
  }

  /** Back to "not started": clears status, proofs, reviews and the ticks of the exercise. Resolves when that is safe on disk. */
  reset(ids: readonly string[]): Promise<void> {
    const keys = ids.flatMap((id) => keysOfTopic(this.index, this.held.known, id));
    const progress = keys.filter((key) => /#(?:status|proof:|review$|task:)/.test(key) && this.held.get(key)?.v !== null);
    return this.change(progress.map((key) => [key, null]));
  }

  /** Merges progress from a file, none of it as if it were written later than now. Undo leaves the proofs that it brought. */
  import(registers: Registers): Promise<Imported> {
    this.stamping.followClock();
    const now = Date.now();
    const entries = [...this.held.news(pullBack(registers, now, now))].map(([key, after]) => ({ key, before: this.held.get(key), after }));
    return this.make({ entries }, 'user');
  }

  /** What these registers say and was cleared here later, as by a reset. A merge leaves that cleared. */
  clearedHere(registers: Registers): Registers {
    return new Map([...registers].filter(([key, { v }]) => !isBlank(v) && isBlank(this.held.get(key)?.v)));
  }

  /** Sets what was cleared here to what these registers say, as a change of now. Undo leaves the proofs. */
  bringBack(registers: Registers): Promise<Imported> {
    return this.make(this.changeOf([...this.clearedHere(registers)].map(([key, { v }]) => [key, v])), 'user');
  }

  /** Takes back what the learner last did in this window, except where another window has changed the same field since. */
  async undo(): Promise<ReadonlySet<string>> {
    this.stamping.followClock();
    const restored = this.history.takeBack(this.held, (current) => this.stamping.stamp(current));
    await this.apply(restored, 'user');
    return this.topicsOf([...restored.keys()]);
  }

  /** The topics of this roadmap that these keys belong to. */
  topicsOf(keys: readonly string[]): ReadonlySet<string> {
    const ids = keys.map((key) => {
      const parts = partsOf(key);
      return parts?.roadmap === this.index.outline.id ? this.index.topic(parts.topic)?.id : undefined;
    });
    return new Set(ids.filter((id) => id !== undefined));
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async load(): Promise<void> {
    try {
      await this.journal.watch().catch((error: unknown) => this.log.error('watching the progress journal', error));
      const found = await this.journal.read();
      const early = [...this.held.all()].filter(([, { w }]) => w === this.writer);
      this.receive(found);
      // A clock that was set back: what was ticked or earned while the journal was being read is still the latest.
      const lost = early.filter(([key, after]) => this.held.get(key) !== after);
      await this.apply(new Map(lost.map(([key, { v }]) => [key, this.stamping.write(key, v)])), 'outside');
      // What only the mirror knew, such as ticks of another machine.
      const synced = [...this.held.all()].filter(([key, one]) => one.w !== this.writer && winsOver(one, found.get(key)));
      this.journalRead = true;
      await this.journal.append(synced);
      // Now that all is known, what the synced copy says of times to come can be set against it.
      this.receiveMirror();
      await this.journal.compact();
    } catch (error) {
      this.log.error('reading the progress journal', error);
    }
  }

  private async change(values: readonly (readonly [string, Register['v']])[]): Promise<void> {
    await this.make(this.changeOf(values), 'user');
  }

  /** These values as a change of now. */
  private changeOf(values: readonly (readonly [string, Register['v']])[]): Change {
    this.stamping.followClock();
    return { entries: values.map(([key, v]) => ({ key, before: this.held.get(key), after: this.stamping.write(key, v) })) };
  }

  private async make(change: Change, source: ChangeSource): Promise<Imported> {
    const { entries } = change;
    const canUndo = this.history.remember(change);
    await this.apply(new Map(entries.map(({ key, after }) => [key, after])), source);
    return { topics: this.topicsOf(entries.map(({ key }) => key)), written: entries.length, canUndo };
  }

  /** The one way in: memory, journal, event, mirror. */
  private apply(registers: Registers, source: ChangeSource): Promise<void> {
    const keys = this.held.merge(registers);
    if (keys.length === 0) return Promise.resolve();
    this.computed = undefined;
    const safe = this.journal.append(keys.map((key) => [key, registers.get(key) as Register]));
    this.changed.fire({ topics: this.topicsOf(keys), source });
    this.writeMirror();
    return safe;
  }

  /** What another window wrote is in its journal already: it needs no second entry in ours. */
  private receive(registers: Registers): void {
    if (this.show(registers)) this.writeMirror();
  }

  /** Takes over what is newer than what is known, and says whether there was any. */
  private show(registers: Registers): boolean {
    const keys = this.held.merge(registers);
    if (keys.length === 0) return false;
    this.computed = undefined;
    this.changed.fire({ topics: this.topicsOf(keys), source: 'outside' });
    return true;
  }

  /** Settings Sync and other windows replace the mirror without an event, so it is read again when the window is used. */
  private receiveMirror(): void {
    const { registers, problems, damaged, newerVersion } = this.mirror.read();
    const problem = damaged ?? newerVersion;
    if (problem !== undefined && problem !== this.mirrorProblem) {
      this.mirrorProblem = problem;
      void import('./setAside').then(async ({ reportNewer, setAside }) => {
        if (newerVersion !== undefined) return reportNewer(this.log, newerVersion);
        await setAside(this.context, this.log, damaged, problems);
        this.writeMirror();
      });
    }
    const now = Date.now();
    // Before the journal has been read nobody knows whether what is stamped ahead is news.
    const believed = this.journalRead ? this.stamping.take(registers, now + TOLERANCE, now) : upTo(registers, now + TOLERANCE);
    const news = this.held.news(believed);
    // Shown at once. Most of it is in the journal already: what is not gets there when that has been read.
    if (!this.journalRead) this.show(news);
    else this.apply(news, 'outside').catch((error: unknown) => this.log.error('keeping synced progress', error));
  }

  private writeMirror(): void {
    this.mirror.write(() => this.held.synced());
  }

  /** What is held counts as written earlier than the journal and the copy say. */
  private moved(): void {
    this.computed = undefined;
    this.journal.beginAnew(this.held.all()).catch((error: unknown) => this.log.error('following the clock', error));
    this.writeMirror();
  }

  private key(topic: string, field: string): string {
    return keyOf(this.index.outline.id, this.index.topic(topic)?.id ?? topic, field);
  }
}
