import type * as vscode from 'vscode';

/** What is checked again. */
interface Target {
  readonly folder: { readonly uri: vscode.Uri };
}

/** What is done after a save. */
export interface ContinuousWork<T extends Target> {
  /** What a file that was saved belongs to. */
  readonly targetsAround: (file: vscode.Uri) => Promise<readonly T[]>;
  /** Ends the check of a repo, if there is one, and waits until it has. */
  readonly endCheckOf: (folder: vscode.Uri) => Promise<void>;
  readonly check: (target: T) => Promise<void>;
  readonly report: (error: unknown) => void;
}

/** Whoever saves three files in a row wants one check. */
const PAUSE_AFTER_SAVE = 500;

/** Checks repos again after every save, until it is disposed of. A save while a check runs makes what it finds old: it is ended first. */
export class ContinuousChecks<T extends Target> implements vscode.Disposable {
  private readonly repos = new Map<string, RepeatedCheck<T>>();
  private isOver = false;

  constructor(
    private readonly work: ContinuousWork<T>,
    private readonly pause = PAUSE_AFTER_SAVE,
  ) {}

  /** A file was saved. What cannot be checked, such as a repo whose file about itself is broken, is reported. */
  async saved(file: vscode.Uri): Promise<void> {
    try {
      for (const target of await this.work.targetsAround(file)) if (!this.isOver) this.repeated(target).later(target);
    } catch (error) {
      this.work.report(error);
    }
  }

  dispose(): void {
    this.isOver = true;
    for (const repo of this.repos.values()) repo.dispose();
  }

  private repeated({ folder }: T): RepeatedCheck<T> {
    const key = folder.uri.toString();
    const known = this.repos.get(key) ?? new RepeatedCheck(this.work, this.pause);
    this.repos.set(key, known);
    return known;
  }
}

/** The checks of one repo, one after the other. */
class RepeatedCheck<T extends Target> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private underWay = Promise.resolve();
  /** Counts the saves: only the last one is followed by a check. */
  private turn = 0;

  constructor(
    private readonly work: ContinuousWork<T>,
    private readonly pause: number,
  ) {}

  later(target: T): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(target), this.pause);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.turn += 1;
  }

  private again(target: T): void {
    const { check, endCheckOf, report } = this.work;
    const turn = (this.turn += 1);
    const ended = endCheckOf(target.folder.uri);
    this.underWay = Promise.all([this.underWay, ended])
      .then(() => (turn === this.turn ? check(target) : undefined))
      .catch(report);
  }
}
