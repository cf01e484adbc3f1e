import type * as vscode from 'vscode';
import { StorageKey } from '../../ids';
import type { Library } from '../../content/library';
import type { ProgressChange, ProgressStore } from '../../progress/progressStore';
import type { ProjectRepos } from '../../projects';
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
  /** The topics whose rows say "this week". */
  private planned: ReadonlySet<string>;

  constructor({ library, store, projects, memory }: RoadmapRowsContext) {
    this.memory = memory;
    this.tree = new RoadmapTree(library, store, projects);
    this.planned = this.tree.thisWeek;
    for (const id of this.rememberedFolds()) this.tree.folded.add(String(id));
    this.refresher = new RowRefresher(library.index, this.tree);
  }

  /** The learner has just clicked or pressed a key in the tree. */
  touched(): void {
    this.refresher.touched();
  }

  /** Shows anew what a change of progress is to be seen in. */
  changed({ topics, source }: ProgressChange): void {
    // The learner may be about to click here while another window is used: what came from there can wait.
    if (source === 'outside') this.touched();
    this.refresher.show(topics);
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

  private rememberedFolds(): unknown[] {
    const stored = this.memory.get<unknown>(StorageKey.foldedSections);
    return Array.isArray(stored) ? stored : [];
  }
}
