import * as vscode from 'vscode';
import { ContextKey, ViewId } from '../../ids';
import { type Log, reportUnexpected } from '../../base/log';
import type { ProgressChange, ProgressStore } from '../../progress/progressStore';
import { PLAN_FIELD } from '../../progress/model/progress';
import { onDidChangeSettings, settings } from '../../base/settings';
import { afterChanges, viewPause, type InSight } from '../inSight';
import type { RoadmapNode } from './roadmapItems';
import type { RoadmapRows, RoadmapRowsContext } from './roadmapRows';

export interface RoadmapTreeContext extends RoadmapRowsContext {
  readonly dashboard: InSight;
  readonly log: Log;
}

/** The view in the sidebar: checkboxes in, counts out. Its rows are loaded when it is shown, which in many windows is never. */
export class RoadmapTreeView implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<RoadmapNode[] | undefined>();
  private readonly view: vscode.TreeView<RoadmapNode>;
  private readonly contexts = new Map<string, boolean>();
  private readonly disposables: { dispose(): unknown }[] = [];
  private loading: Promise<RoadmapRows> | undefined;
  private rows: RoadmapRows | undefined;
  private readonly store: ProgressStore;

  constructor(private readonly context: RoadmapTreeContext) {
    const { store, projects, dashboard } = context;
    this.store = store;
    this.view = vscode.window.createTreeView(ViewId.roadmap, {
      treeDataProvider: this.provider(),
      showCollapseAll: true,
      canSelectMany: true,
      manageCheckboxStateManually: true,
    });
    this.disposables.push(
      this.changes,
      this.view,
      this.view.onDidChangeCheckboxState((event) => this.checked(event)),
      this.view.onDidChangeVisibility(() => this.becameVisible()),
      this.view.onDidCollapseElement(({ element }) => this.rows?.rememberFold(element, true)),
      this.view.onDidExpandElement(({ element }) => this.rows?.rememberFold(element, false)),
      afterChanges(
        store,
        (change) => this.changed(change),
        () => viewPause(dashboard),
      ),
      projects.onDidChange(() => this.rows?.showPlan()),
      // Another week may have begun since.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.rows?.showPlan();
      }),
      onDidChangeSettings(() => this.settingsChanged()),
    );
    this.showSummary();
    // What only the journal knows, such as progress made from another client, is there a moment later.
    void store.loaded.then(() => this.greet());
  }

  /**
   * The topics that a key press in the tree is meant for: the focused one, or all that are selected when it is one of
   * them. Empty when the focus is on another row.
   */
  async focusedTopics(): Promise<string[]> {
    this.rows?.touched();
    const before = this.view.selection;
    const focused = await this.focusedNode();
    const nodes = focused && before.includes(focused) ? before : [focused];
    return focused?.kind === 'topic' ? nodes.flatMap((node) => (node?.kind === 'topic' ? [node.topic.id] : [])) : [];
  }

  /**
   * VS Code tells extensions the selection but not the focus. Toggling the selection of the focused row changes it by
   * exactly that row; toggling it once more leaves everything as it was.
   */
  private async focusedNode(): Promise<RoadmapNode | undefined> {
    const before = this.view.selection;
    await vscode.commands.executeCommand('list.toggleSelection');
    const after = this.view.selection;
    const focused = after.find((node) => !before.includes(node)) ?? before.find((node) => !after.includes(node));
    if (focused) await vscode.commands.executeCommand('list.toggleSelection');
    return focused;
  }

  /** Scrolls to a topic, if the view is open and shows it. */
  async reveal(id: string): Promise<void> {
    if (!this.view.visible) return;
    const node = (await this.load()).tree.nodes.topic(id);
    if (!node || (settings.hideCompleted && this.store.topic(id).status === 'done')) return;
    await this.view.reveal(node, { select: true, focus: false });
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private provider(): vscode.TreeDataProvider<RoadmapNode> {
    return {
      onDidChangeTreeData: this.changes.event,
      getChildren: async (node) => (await this.load()).tree.getChildren(node),
      getTreeItem: async (node) => (await this.load()).tree.getTreeItem(node),
      getParent: async (node) => (await this.load()).tree.getParent(node),
      resolveTreeItem: async (item, node) => (await this.load()).tree.resolveTreeItem(item, node),
    };
  }

  private load(): Promise<RoadmapRows> {
    return (this.loading ??= import('./roadmapRows').then(({ RoadmapRows }) => {
      this.rows = new RoadmapRows(this.context);
      this.disposables.push(
        this.rows,
        this.rows.tree.onDidChangeTreeData((nodes) => this.changes.fire(nodes)),
      );
      return this.rows;
    }));
  }

  private checked(event: vscode.TreeCheckboxChangeEvent<RoadmapNode>): void {
    this.rows?.touched();
    for (const [node, state] of event.items) {
      if (node.kind !== 'topic') continue;
      const status = state === vscode.TreeItemCheckboxState.Checked ? 'done' : 'todo';
      this.store.setStatus([node.topic.id], status).catch((error: unknown) => {
        void reportUnexpected(this.context.log, vscode.l10n.t('saving a tick'), error);
      });
    }
  }

  private changed(change: ProgressChange): void {
    this.showSummary();
    this.rows?.changed(change);
  }

  private settingsChanged(): void {
    this.rows?.tree.refresh();
    this.showSummary();
  }

  private becameVisible(): void {
    this.greet();
    this.showSummary();
  }

  /**
   * Greets a newcomer: before there are rows, which would move down under the pointer. What is written around a view that nobody sees
   * is a good part of what a window's start costs.
   */
  private greet(): void {
    if (!this.view.visible) return;
    const isNew = this.store.progress.topics.size === 0;
    this.view.message = isNew ? vscode.l10n.t('Tick what you know already, then press Continue.') : '';
  }

  private showSummary(): void {
    const { done, total, topics } = this.store.progress;
    if (this.view.visible) this.view.description = `${done}/${total}`;
    this.setContext(ContextKey.hidesCompleted, settings.hideCompleted);
    this.setContext(ContextKey.hasProgress, topics.size > 0);
    this.setContext(ContextKey.hasPlan, this.store.field(PLAN_FIELD) !== undefined);
  }

  /** A context key that was never set counts as false, so that most starts and most ticks set none. */
  private setContext(key: string, value: boolean): void {
    if ((this.contexts.get(key) ?? false) === value) return;
    this.contexts.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
