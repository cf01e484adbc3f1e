import * as vscode from 'vscode';
import { ContextKey, StorageKey, ViewId } from '../../ids';
import type { Log } from '../../base/log';
import { reportUnexpected } from '../../base/log';
import type { ProgressChange, ProgressStore } from '../../progress/progressStore';
import type { Library } from '../../content/library';
import { PLAN_FIELD } from '../../progress/model/progress';
import type { ProjectRepos } from '../../projects';
import { onDidChangeSettings, settings } from '../../base/settings';
import { afterChanges, viewPause, type InSight } from '../inSight';
import type { RoadmapNode } from './items';
import { RoadmapTree } from './roadmapTree';
import { RowRefresher } from './rowRefresher';

export interface RoadmapTreeContext {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly projects: Pick<ProjectRepos, 'reposOf' | 'onDidChange'>;
  /** Of the workspace, for what is folded. */
  readonly memory: vscode.Memento;
  readonly dashboard: InSight;
  readonly log: Log;
}

/** The view in the sidebar: checkboxes in, counts out. */
export class RoadmapTreeView implements vscode.Disposable {
  private readonly tree: RoadmapTree;
  private readonly view: vscode.TreeView<RoadmapNode>;
  private readonly contexts = new Map<string, boolean>();
  private readonly disposables: { dispose(): unknown }[] = [];
  private readonly rows: RowRefresher;
  private readonly store: ProgressStore;
  private readonly memory: vscode.Memento;
  private readonly log: Log;
  /** The topics whose rows say "this week". */
  private planned: ReadonlySet<string>;

  constructor({ library, store, projects, memory, dashboard, log }: RoadmapTreeContext) {
    this.store = store;
    this.memory = memory;
    this.log = log;
    this.tree = new RoadmapTree(library, store, projects);
    this.planned = this.tree.thisWeek;
    for (const id of this.rememberedFolds()) this.tree.folded.add(String(id));
    this.rows = new RowRefresher(library.index, this.tree);
    this.view = vscode.window.createTreeView(ViewId.roadmap, {
      treeDataProvider: this.tree,
      showCollapseAll: true,
      canSelectMany: true,
      manageCheckboxStateManually: true,
    });
    this.disposables.push(
      this.view,
      this.rows,
      this.view.onDidChangeCheckboxState((event) => this.checked(event)),
      this.view.onDidChangeVisibility(() => this.greet()),
      this.view.onDidCollapseElement(({ element }) => this.rememberFold(element, true)),
      this.view.onDidExpandElement(({ element }) => this.rememberFold(element, false)),
      afterChanges(
        store,
        (change) => this.changed(change),
        () => viewPause(dashboard),
      ),
      projects.onDidChange(() => this.showPlan()),
      // Another week may have begun since.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.showPlan();
      }),
      onDidChangeSettings(() => this.settingsChanged()),
    );
    this.showSummary();
    this.greet();
    // What only the journal knows, such as progress made from another client, is there a moment later.
    void store.loaded.then(() => this.greet());
  }

  /**
   * The topics that a key press in the tree is meant for: the focused one, or all that are selected when it is one of
   * them. Empty when the focus is on another row.
   */
  async focusedTopics(): Promise<string[]> {
    this.rows.touched();
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
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private checked(event: vscode.TreeCheckboxChangeEvent<RoadmapNode>): void {
    this.rows.touched();
    for (const [node, state] of event.items) {
      if (node.kind !== 'topic') continue;
      const status = state === vscode.TreeItemCheckboxState.Checked ? 'done' : 'todo';
      this.store.setStatus([node.topic.id], status).catch((error: unknown) => {
        void reportUnexpected(this.log, vscode.l10n.t('saving a tick'), error);
      });
    }
  }

  /** VS Code forgets with each reload what was folded in the tree of an extension. */
  private rememberFold(node: RoadmapNode, isFolded: boolean): void {
    if (node.kind !== 'section') return;
    const { folded } = this.tree;
    if (isFolded) folded.add(node.section.id);
    else folded.delete(node.section.id);
    void this.memory.update(StorageKey.foldedSections, [...folded]);
  }

  private rememberedFolds(): unknown[] {
    const stored = this.memory.get<unknown>(StorageKey.foldedSections);
    return Array.isArray(stored) ? stored : [];
  }

  private changed({ topics, source }: ProgressChange): void {
    this.showSummary();
    // The learner may be about to click here while another window is used: what came from there can wait.
    if (source === 'outside') this.rows.touched();
    this.rows.show(topics);
    this.showPlan();
  }

  /** Shows anew the rows that came into the week of now, or went out of it. They have no rows below them, so no click is lost. */
  private showPlan(): void {
    const now = this.tree.thisWeek;
    const moved = [...new Set([...this.planned, ...now])].filter((id) => this.planned.has(id) !== now.has(id));
    this.planned = now;
    this.tree.refreshTopics(moved);
  }

  private settingsChanged(): void {
    this.tree.refresh();
    this.showSummary();
  }

  /** Greets a newcomer. Never while rows can be clicked: without the greeting they would move up under the pointer. */
  private greet(): void {
    const isNew = this.store.progress.topics.size === 0;
    this.view.message = isNew ? vscode.l10n.t('Tick what you know already, then press Continue.') : '';
  }

  private showSummary(): void {
    const { done, total, topics } = this.store.progress;
    this.view.description = `${done}/${total}`;
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
