import * as vscode from 'vscode';
import { ContextKey, ViewId } from '../../ids';
import { type Log, reportError, reportUnexpected } from '../../base/log';
import type { ProgressChange, ProgressStore } from '../../progress/progressStore';
import { hasBegun, hasProof, PLAN_FIELD } from '../../progress/model/progress';
import { onDidChangeSettings, settings } from '../../base/settings';
import { focusedRow } from '../focusedRow';
import { afterChanges, viewPause, type InSight } from '../inSight';
import { StayingRows } from '../stayingRows';
import type { ProjectRepoStore } from '../../projects';
import type { RoadmapNode } from './roadmapItems';
import type { RoadmapRows, RoadmapRowsContext } from './roadmapRows';

export interface RoadmapTreeContext extends RoadmapRowsContext {
  readonly projects: RoadmapRowsContext['projects'] & Pick<ProjectRepoStore, 'isEmpty'>;
  readonly dashboard: InSight;
  readonly log: Log;
}

/** The view in the sidebar: checkboxes in, counts out. Its rows are loaded when it is shown, which in many windows is never. */
export class RoadmapTreeView implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<RoadmapNode[] | undefined>();
  private readonly staying = new StayingRows(this.provider());
  private readonly view: vscode.TreeView<RoadmapNode>;
  private readonly contexts = new Map<string, boolean>();
  private readonly disposables: { dispose(): unknown }[] = [];
  private loading: Promise<RoadmapRows> | undefined;
  private rows: RoadmapRows | undefined;
  /** Whether whoever opened this window was new to the roadmap; undefined until it is known. */
  private greets: boolean | undefined;
  private readonly store: ProgressStore;

  constructor(private readonly context: RoadmapTreeContext) {
    const { store, projects, dashboard } = context;
    this.store = store;
    this.view = vscode.window.createTreeView(ViewId.roadmap, {
      treeDataProvider: this.staying,
      showCollapseAll: true,
      canSelectMany: true,
      manageCheckboxStateManually: true,
    });
    this.disposables.push(
      this.changes,
      this.view,
      this.view.onDidChangeCheckboxState((event) => this.checked(event)),
      this.view.onDidChangeVisibility(() => this.showSummary()),
      this.view.onDidCollapseElement(({ element }) => this.rows?.rememberFold(element, true)),
      this.view.onDidExpandElement(({ element }) => this.rows?.rememberFold(element, false)),
      afterChanges(
        store,
        (change) => this.changed(change),
        () => viewPause(dashboard),
      ),
      projects.onDidChange(() => this.projectsChanged()),
      // Another week may have begun since.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.rows?.showPlan();
      }),
      onDidChangeSettings(() => this.settingsChanged()),
    );
    this.showSummary();
    // What only the journal knows, such as progress made from another client, is there a moment later: a learner is not greeted as a newcomer.
    void store.loaded.then(() => this.showWhetherNew());
  }

  /**
   * The topics that a key press in the tree is meant for: the focused one, or all that are selected when it is one of
   * them. Empty when the focus is on another row.
   */
  async focusedTopics(): Promise<string[]> {
    this.rows?.touched();
    const before = this.view.selection;
    const focused = await this.focused();
    const nodes = focused && before.includes(focused) ? before : [focused];
    return focused?.kind === 'topic' ? nodes.flatMap((node) => (node?.kind === 'topic' ? [node.topic.id] : [])) : [];
  }

  /** The row that has the focus. */
  focused(): Promise<RoadmapNode | undefined> {
    return focusedRow(this.view);
  }

  /** Whether the learner sees the row of a topic here, or needs no more than a scroll to see it. */
  isShowing(id: string): boolean {
    const section = this.store.index.topic(id)?.section.id;
    if (!this.view.visible || section === undefined || this.rows?.tree.folded.has(section)) return false;
    return !settings.hideCompleted || this.store.topic(id).status !== 'done';
  }

  /** Scrolls to a topic, if the view is open and shows it. */
  async reveal(id: string): Promise<void> {
    if (this.view.visible) await (await this.load()).reveal(id, false);
  }

  /** Opens the view with the focus on the row of a topic; on the view as a whole, where that is not shown. */
  async goTo(id: string | undefined): Promise<void> {
    const isShown = id !== undefined && (await (await this.load()).reveal(id, true));
    if (!isShown) await vscode.commands.executeCommand(`${ViewId.roadmap}.focus`);
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private provider() {
    return {
      onDidChangeTreeData: this.changes.event,
      getChildren: async (node?: RoadmapNode) => {
        const { tree } = await this.load();
        const rows = tree.getChildren(node);
        if (!node) this.setContext(ContextKey.allHidden, rows.length === 0);
        return rows;
      },
      getTreeItem: async (node: RoadmapNode) => (await this.load()).tree.getTreeItem(node),
      getParent: async (node: RoadmapNode) => (await this.load()).tree.getParent(node),
      resolveTreeItem: async (item: vscode.TreeItem, node: RoadmapNode) => (await this.load()).tree.resolveTreeItem(item, node),
    };
  }

  private load(): Promise<RoadmapRows> {
    return (this.loading ??= this.makeRows());
  }

  /** Loads what the rows are made of. Where that fails, the view leads to the log. */
  private async makeRows(): Promise<RoadmapRows> {
    try {
      const { RoadmapRows } = await import('./roadmapRows');
      const rows = (this.rows = new RoadmapRows(this.context, this.view, this.staying));
      this.disposables.push(
        rows,
        rows.tree.onDidChangeTreeData((nodes) => this.changes.fire(nodes)),
      );
      return rows;
    } catch (error) {
      this.context.log.error('loading the rows of the roadmap', error);
      this.setContext(ContextKey.isBroken, true);
      throw error;
    }
  }

  private checked(event: vscode.TreeCheckboxChangeEvent<RoadmapNode>): void {
    this.rows?.touched(event.items.flatMap(([node]) => (node.kind === 'topic' ? [node.topic.id] : [])));
    for (const [node, state] of event.items) {
      if (node.kind !== 'topic') continue;
      const status = state === vscode.TreeItemCheckboxState.Checked ? 'done' : 'todo';
      this.store.setStatus([node.topic.id], status).catch((error: unknown) => {
        reportError(this.context.log, vscode.l10n.t('saving a tick'), error);
      });
    }
  }

  private changed(change: ProgressChange): void {
    this.showSummary();
    this.rows?.changed(change).catch((error: unknown) => {
      void reportUnexpected(this.context.log, vscode.l10n.t('showing progress in the sidebar'), error);
    });
  }

  private projectsChanged(): void {
    this.rows?.showPlan();
    this.showWhetherStillNew();
  }

  private settingsChanged(): void {
    this.rows?.tree.refresh();
    this.showSummary();
  }

  /**
   * "Start" is for those who have not begun. The view with their first steps stands below the rows, so that none moves, and stays for as long as
   * this window does, with other words: when a view goes, VS Code shares the room out anew, and the rows of the roadmap would get less.
   */
  private showWhetherNew(): void {
    const isNew = !hasBegun(this.store.progress, this.context.projects);
    this.greets ??= isNew;
    this.setContext(ContextKey.isNew, isNew);
    this.setContext(ContextKey.greets, this.greets);
  }

  /** Before all is read, a learner is taken for no newcomer. */
  private showWhetherStillNew(): void {
    if (this.greets !== undefined) this.showWhetherNew();
  }

  /** What is written around a view that nobody sees is a good part of what a window's start costs. */
  private showSummary(): void {
    const { done, total, topics } = this.store.progress;
    if (this.view.visible) this.view.description = `${done}/${total}`;
    this.setContext(ContextKey.hidesCompleted, settings.hideCompleted);
    this.setContext(ContextKey.hasProgress, topics.size > 0);
    this.setContext(ContextKey.hasProof, hasProof(this.store.progress));
    if (hasProof(this.store.progress, 'quiz')) this.setContext(ContextKey.hasTakenQuiz, true);
    this.showWhetherStillNew();
    this.setContext(ContextKey.hasPlan, this.store.field(PLAN_FIELD) !== undefined);
  }

  /** A context key that was never set counts as false, so that most starts and most ticks set none. */
  private setContext(key: string, value: boolean): void {
    if ((this.contexts.get(key) ?? false) === value) return;
    this.contexts.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
