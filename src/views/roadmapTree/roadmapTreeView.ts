import * as vscode from 'vscode';
import { ContextKey, ViewId } from '../../ids';
import type { Log } from '../../services/log';
import { reportUnexpected } from '../../services/log';
import type { ProgressChange, ProgressStore } from '../../services/progress/progressStore';
import type { RoadmapLibrary } from '../../services/roadmapLibrary';
import { onDidChangeSettings, settings } from '../../services/settings';
import type { RoadmapNode } from './nodes';
import { RoadmapTree } from './roadmapTree';

/**
 * After a tick in the tree, rows are shown anew only when the learner has paused for this long. VS Code has drawn the
 * new checkbox itself, and a refresh between two quick clicks would swallow the second one.
 */
const IDLE = 1_000;

/** The view in the sidebar: checkboxes in, counts out. */
export class RoadmapTreeView implements vscode.Disposable {
  private readonly tree: RoadmapTree;
  private readonly view: vscode.TreeView<RoadmapNode>;
  private readonly disposables: { dispose(): unknown }[] = [];
  /** Topics that were ticked here and whose rows still say what they said before. */
  private readonly stale = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly library: RoadmapLibrary,
    private readonly store: ProgressStore,
    private readonly log: Log,
  ) {
    this.tree = new RoadmapTree(library, store);
    this.view = vscode.window.createTreeView(ViewId.roadmap, {
      treeDataProvider: this.tree,
      showCollapseAll: true,
      canSelectMany: true,
      manageCheckboxStateManually: true,
    });
    this.disposables.push(
      this.view,
      this.view.onDidChangeCheckboxState((event) => this.checked(event)),
      store.onDidChange((change) => this.changed(change)),
      onDidChangeSettings(() => this.settingsChanged()),
    );
    this.settingsChanged();
  }

  /**
   * The topics that a key press in the tree is meant for: the focused one, or all that are selected when it is one of
   * them. Empty when the focus is on another row.
   */
  async focusedTopics(): Promise<string[]> {
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
    const node = this.tree.nodes.topic(id);
    if (!node || !this.view.visible) return;
    if (settings.hideCompleted && this.store.topic(id).status === 'done') return;
    await this.view.reveal(node, { select: true, focus: false });
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private checked(event: vscode.TreeCheckboxChangeEvent<RoadmapNode>): void {
    for (const [node, state] of event.items) {
      if (node.kind !== 'topic') continue;
      const status = state === vscode.TreeItemCheckboxState.Checked ? 'done' : 'todo';
      this.store.setStatus([node.topic.id], status, 'tree').catch((error: unknown) => {
        void reportUnexpected(this.log, vscode.l10n.t('saving a tick'), error);
      });
    }
  }

  private changed({ topics, source }: ProgressChange): void {
    this.showSummary();
    if (source === 'tree') {
      for (const id of topics) this.stale.add(id);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.refreshStale(), IDLE);
      return;
    }
    this.refresh(topics);
  }

  private refreshStale(): void {
    this.refresh(new Set());
  }

  private refresh(topics: ReadonlySet<string>): void {
    clearTimeout(this.timer);
    const ids = new Set([...topics, ...this.stale]);
    this.stale.clear();
    // A hidden row cannot be shown anew by itself: its section has to be asked for its rows again.
    if (settings.hideCompleted) return this.tree.refresh();
    const sections = new Set([...ids].map((id) => this.library.index.topic(id)?.section.id));
    // Showing a section anew shows its topics anew as well.
    this.tree.refresh([...sections].flatMap((id) => (id === undefined ? [] : this.tree.nodes.rowsOfSection(id))));
  }

  private settingsChanged(): void {
    void vscode.commands.executeCommand('setContext', ContextKey.hidesCompleted, settings.hideCompleted);
    this.tree.refresh();
    this.showSummary();
  }

  private showSummary(): void {
    const { done, total, topics } = this.store.progress;
    this.view.description = `${done}/${total}`;
    this.view.message = topics.size > 0 ? '' : vscode.l10n.t('Tick what you know already, then press Continue.');
    void vscode.commands.executeCommand('setContext', ContextKey.hasProgress, topics.size > 0);
  }
}
