import type * as vscode from 'vscode';
import { changesDuring, type Digests, ProgramFiles, type RunChanges } from '../model/sourceChanges';

/** What is checked again. */
interface Target {
  readonly folder: { readonly uri: vscode.Uri };
}

/** What is done after a change. */
export interface ContinuousWork<T extends Target> {
  /** What a file, or a folder as a whole, belongs to. */
  readonly targetsAround: (file: vscode.Uri) => Promise<readonly T[]>;
  /** Ends the check of a folder, if there is one, and waits until it has. */
  readonly endCheckOf: (folder: vscode.Uri) => Promise<void>;
  /** False when it was not carried out, or not to its end. */
  readonly check: (target: T) => Promise<boolean>;
  /** A check of the folder is under way, whoever has begun it. */
  readonly isChecking: (folder: vscode.Uri) => boolean;
  /** What the learner's files hold now. */
  readonly readSources: (folder: vscode.Uri) => Promise<Digests>;
  readonly report: (error: unknown) => void;
}

/** Whoever saves three files in a row, or checks out another branch, wants one check. */
const PAUSE_AFTER_CHANGE = 500;

/**
 * Checks projects again after every change, until it is disposed of. A save while a check runs makes what it finds old: it is ended
 * first. A change from elsewhere (another editor, git) may as well be the program's own work: it counts when the files hold something
 * else than what was checked last, and during a check only once it is over.
 */
export class ContinuousChecks<T extends Target> implements vscode.Disposable {
  private readonly repeated = new Map<string, RepeatedCheck<T>>();
  private isOver = false;

  constructor(
    private readonly work: ContinuousWork<T>,
    private readonly pause = PAUSE_AFTER_CHANGE,
  ) {}

  /** Remembers what the files of a folder hold now: the first change from elsewhere is one to that. */
  begin(folder: vscode.Uri): void {
    this.checkOf(folder).begin();
  }

  /** A file was saved in this window. What cannot be checked, such as a project whose file about itself is broken, is reported. */
  async saved(file: vscode.Uri): Promise<void> {
    try {
      for (const target of await this.work.targetsAround(file)) {
        if (!this.isOver) this.checkOf(target.folder.uri).saved(target, file);
      }
    } catch (error) {
      this.work.report(error);
    }
  }

  /** Something in a folder was changed, by whomever. */
  changed(folder: vscode.Uri): void {
    if (!this.isOver) this.checkOf(folder).changed();
  }

  dispose(): void {
    this.isOver = true;
    for (const one of this.repeated.values()) one.dispose();
  }

  private checkOf(folder: vscode.Uri): RepeatedCheck<T> {
    const key = folder.toString();
    const known = this.repeated.get(key) ?? new RepeatedCheck(folder, this.work, this.pause);
    this.repeated.set(key, known);
    return known;
  }
}

/** The checks of one folder, one after the other. */
class RepeatedCheck<T extends Target> {
  private saving: ReturnType<typeof setTimeout> | undefined;
  private changing: ReturnType<typeof setTimeout> | undefined;
  private underWay: Promise<unknown> = Promise.resolve();
  /** What was checked last. */
  private checked: Digests | undefined;
  private readonly program = new ProgramFiles();
  /** Counts the saves: only the last one is followed by a check. */
  private turn = 0;

  constructor(
    private readonly folder: vscode.Uri,
    private readonly work: ContinuousWork<T>,
    private readonly pause: number,
  ) {}

  begin(): void {
    const read = async (): Promise<void> => {
      const now = await this.work.readSources(this.folder);
      this.checked ??= now;
    };
    this.underWay = read().catch(this.work.report);
  }

  saved(target: T, file: vscode.Uri): void {
    this.program.isLearners(file.path.slice(this.folder.path.length + 1));
    clearTimeout(this.saving);
    this.saving = setTimeout(() => {
      this.saving = undefined;
      this.again(target);
    }, this.pause);
  }

  changed(): void {
    clearTimeout(this.changing);
    this.changing = setTimeout(() => {
      // What follows a save, or is looked at when the run is over, needs no second one.
      if (this.saving !== undefined || this.work.isChecking(this.folder)) return;
      this.underWay = this.underWay.then(() => this.compare()).catch(this.work.report);
    }, this.pause);
  }

  dispose(): void {
    clearTimeout(this.saving);
    clearTimeout(this.changing);
    this.turn += 1;
  }

  private again(target: T): void {
    const turn = (this.turn += 1);
    const ended = this.work.endCheckOf(this.folder);
    this.underWay = Promise.all([this.underWay, ended])
      .then(() => this.run(target, turn))
      .catch(this.work.report);
  }

  /** Checks again when the files hold something else than what was checked last. */
  private async compare(): Promise<void> {
    const { turn } = this;
    const now = await this.work.readSources(this.folder);
    if (this.checked && changesDuring(this.checked, now, this.program).changed.length === 0) return;
    for (const target of await this.work.targetsAround(this.folder)) await this.run(target, turn);
  }

  /** Checks once, and once more when files have changed meanwhile; those that change then as well are the program's. */
  private async run(target: T, turn: number, echoOf?: RunChanges): Promise<void> {
    if (turn !== this.turn) return;
    const before = await this.work.readSources(this.folder);
    this.checked = before;
    const isWhole = await this.work.check(target);
    if (turn !== this.turn) return;
    const after = await this.work.readSources(this.folder);
    if (!isWhole) {
      // Whoever has canceled it wants none: not for what the program had written until then, either.
      this.checked = after;
      return;
    }
    const changes = changesDuring(before, after, this.program);
    if (changes.changed.length === 0) return;
    if (!echoOf) return this.run(target, turn, changes);
    this.program.learn(echoOf, changes);
  }
}
