import * as vscode from 'vscode';
import { ContextKey, StorageKey } from '../../ids';
import { settings } from '../../base/settings';
import type { Library } from '../../content/library';
import type { ProgressChange, ProgressStore } from '../../progress/progressStore';
import type { ProjectRepos } from '../../projects';
import type { StayingRows } from '../stayingRows';
import type { RoadmapNode } from './roadmapItems';
import { RoadmapTree, RowRefresher } from './roadmapTree';

export interface RoadmapRowsContext {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly projects: Pick<ProjectRepos, 'reposOf' | 'onDidChange'>;
  /** Of the workspace, for what is folded. */
  readonly memory: vscode.Memento;
}

/** The rows of the roadmap, which of them are folded, and when they are shown anew. */
export class RoadmapRows implements vscode.Disposable {
  readonly tree: RoadmapTree;
  private readonly refresher: RowRefresher;
  private readonly memory: vscode.Memento;
  private readonly store: ProgressStore;
  /** The topics whose rows say "this week". */
  private planned: ReadonlySet<string>;

  constructor(
    { library, store, projects, memory }: RoadmapRowsContext,
    private readonly view: vscode.TreeView<RoadmapNode>,
    private readonly staying: StayingRows<RoadmapNode>,
  ) {
    this.memory = memory;
    this.store = store;
    this.tree = new RoadmapTree(library, store, projects);
    this.planned = this.tree.thisWeek;
    for (const id of this.rememberedFolds()) this.tree.folded.add(String(id));
    this.refresher = new RowRefresher(library.index, this.tree, {
      keepBelow: (rows) => this.keepBelow(rows),
      // Any command of the window does; this one changes nothing.
      ask: () => vscode.commands.executeCommand('setContext', ContextKey.hidesCompleted, settings.hideCompleted),
    });
  }

  /** Selects a topic and scrolls to it. False when it is not among the rows. */
  async reveal(id: string, focus: boolean): Promise<boolean> {
    const row = this.tree.nodes.topic(id);
    if (!row || (settings.hideCompleted && this.store.topic(id).status === 'done')) return false;
    await this.view.reveal(row, { select: true, focus });
    return true;
  }

  /** The learner has just clicked the checkboxes of these topics, or done something else in the tree. */
  touched(clicked?: readonly string[]): void {
    this.refresher.touched(clicked);
  }

  /** Shows anew what a change of progress is to be seen in. */
  async changed(change: ProgressChange): Promise<void> {
    // The learner may be about to click here while another window is used: rows that move because of it can wait.
    if (change.source === 'outside') this.touched();
    await this.refresher.show(change);
    this.showPlan();
  }

  /** Shows anew the rows that came into the week of now, or went out of it. They have no rows below them, so no click is lost. */
  showPlan(): void {
    const now = this.tree.thisWeek;
    const moved = [...new Set([...this.planned, ...now])].filter((id) => this.planned.has(id) !== now.has(id));
    this.planned = now;
    this.tree.refreshTopics(moved);
  }

  /** VS Code forgets with each reload what was folded in the tree of an extension. */
  rememberFold(node: RoadmapNode, isFolded: boolean): void {
    if (node.kind !== 'section') return;
    const { folded } = this.tree;
    if (isFolded) folded.add(node.section.id);
    else folded.delete(node.section.id);
    void this.memory.update(StorageKey.foldedSections, [...folded]);
  }

  dispose(): void {
    this.refresher.dispose();
  }

  /** Rows that nobody sees, nobody clicks. */
  private async keepBelow(rows: readonly RoadmapNode[]): Promise<void> {
    if (!this.view.visible) return;
    const open = rows.filter((row) => row.kind === 'section').filter(({ section }) => !this.tree.folded.has(section.id));
    await Promise.all(
      open.flatMap((section) => {
        const [first] = this.tree.getChildren(section);
        return first ? [this.staying.keep(this.view, section, first)] : [];
      }),
    );
  }

  private rememberedFolds(): unknown[] {
    const stored = this.memory.get<unknown>(StorageKey.foldedSections);
    return Array.isArray(stored) ? stored : [];
  }
}
