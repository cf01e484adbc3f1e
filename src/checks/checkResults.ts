import * as vscode from 'vscode';
import { type RepoResults, type StageResult, noResults, stageResultOf } from './model/results';
import type { ResultKeeper } from './keeping/resultKeeper';
import type { Log } from '../base/log';
import { addressOf } from '../base/uris';

/** Told when what is known of a repo's stages has changed; with all that was read at the start, once for all of them. */
export interface ResultsChange {
  /** The folder; undefined for all. */
  readonly folder?: vscode.Uri | undefined;
}

/** A project was moved: what was known of one folder is known of another. */
export interface ResultsMove {
  readonly from: vscode.Uri;
  readonly to: vscode.Uri;
}

/**
 * What the checks of each repo came to, kept in a small file for each repo in `globalStorageUri/checks`. What another window has written
 * meanwhile is merged. Read when it is first asked for, so that start-up does not wait; whoever does that (`keeping/`) is loaded then.
 */
export class CheckResults implements vscode.Disposable {
  private readonly known = new Map<string, RepoResults>();
  private readonly changed = new vscode.EventEmitter<ResultsChange>();
  private readonly moved = new vscode.EventEmitter<ResultsMove>();
  private keeper: Promise<ResultKeeper> | undefined;

  readonly onDidChange = this.changed.event;
  readonly onDidMove = this.moved.event;

  constructor(
    private readonly context: Pick<vscode.ExtensionContext, 'globalStorageUri'>,
    private readonly log: Log,
  ) {}

  /** Resolves when what is stored was read, and what belongs to folders of this window that were moved was found. */
  get loaded(): Promise<unknown> {
    return this.load();
  }

  /**
   * What is known so far of a folder as a repo of this project; undefined when nothing is. Another project may have been checked in it
   * before, and ids of stages are the same in several. The first call begins to read, and `onDidChange` tells what was found.
   */
  resultsOf(folder: vscode.Uri, project: string): RepoResults | undefined {
    const known = this.inFolder(folder);
    return known?.project === project ? known : undefined;
  }

  stage(folder: vscode.Uri, project: string, stage: string): StageResult {
    return stageResultOf(this.resultsOf(folder, project), stage);
  }

  /** How many stages of a repo passed when they were run last. */
  stagesPassed(folder: vscode.Uri, project: string): number {
    return Object.values(this.resultsOf(folder, project)?.stages ?? {}).filter(({ passed }) => passed).length;
  }

  /** When something was checked last in a folder, whatever it was then; 0 when nothing was. */
  lastRunAt(folder: vscode.Uri): number {
    return Math.max(0, ...Object.values(this.inFolder(folder)?.stages ?? {}).map(({ at }) => at));
  }

  /** A project was just made in a folder: what was known of one that lay there before is not about it. */
  async begin(folder: vscode.Uri, project: string, consents: readonly string[] = []): Promise<void> {
    await (await this.load()).begun(folder);
    await this.consent(folder, project, consents);
  }

  /** Changes what is known of a repo. Resolves when it is on the disk; when that fails, it is known in this window all the same. */
  async update(folder: vscode.Uri, project: string, change: (results: RepoResults) => RepoResults): Promise<void> {
    const keeper = await this.look(folder);
    const key = addressOf(folder);
    // Another project in the same folder begins anew.
    const results = change(this.resultsOf(folder, project) ?? noResults(key, project));
    this.known.set(key, results);
    this.changed.fire({ folder });
    await keeper.keep(folder);
  }

  async consentsIn(folder: vscode.Uri, project: string): Promise<readonly string[]> {
    await this.look(folder);
    return this.resultsOf(folder, project)?.allowed ?? [];
  }

  async consent(folder: vscode.Uri, project: string, to: readonly string[]): Promise<void> {
    await this.update(folder, project, (known) => ({ ...known, allowed: [...new Set([...known.allowed, ...to])].sort() }));
  }

  /** Notes that as many hints of a stage were unfolded. */
  async unfoldHints(folder: vscode.Uri, project: string, stage: string, hints: number): Promise<void> {
    await this.update(folder, project, (results) => {
      const result = stageResultOf(results, stage);
      return { ...results, stages: { ...results.stages, [stage]: { ...result, hints: Math.max(result.hints, hints) } } };
    });
  }

  dispose(): void {
    void this.keeper?.then((keeper) => keeper.dispose());
    vscode.Disposable.from(this.changed, this.moved).dispose();
  }

  private inFolder(folder: vscode.Uri): RepoResults | undefined {
    void this.load();
    return this.known.get(addressOf(folder));
  }

  /** Sees to it that what is known of a folder is about the project that lies there. */
  private async look(folder: vscode.Uri): Promise<ResultKeeper> {
    const keeper = await this.load();
    await keeper.look(folder);
    return keeper;
  }

  private load(): Promise<ResultKeeper> {
    return (this.keeper ??= Promise.all([import('./keeping/resultKeeper'), import('./keeping/resultFiles')]).then(
      ([{ ResultKeeper }, { ResultFiles }]) => {
        const files = new ResultFiles(vscode.Uri.joinPath(this.context.globalStorageUri, 'checks'), this.log);
        const { known } = this;
        const changed = (folder?: vscode.Uri): void => this.changed.fire({ folder });
        return ResultKeeper.begin({ known, changed, moved: (from, to) => this.moved.fire({ from, to }) }, files, this.log);
      },
    ));
  }
}
