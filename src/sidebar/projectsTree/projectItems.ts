import * as vscode from 'vscode';
import { escapeMarkdown } from '../../base/text';
import type { RoadmapProgress } from '../../progress/model/progress';
import type { RoadmapIndex, ProjectOutline } from '../../content/outline';
import type { Roadmap, Stage } from '../../content/schema';
import { hourCount, textBar } from '../../base/words';
import type { ProjectRepo } from '../../projects';
import { type CheckState, stateWords } from '../../checks';
import { CommandId } from '../../ids';
import { placeOf } from '../../base/uris';

/** What is known beyond the rows. */
interface TooltipSource {
  readonly index: RoadmapIndex;
  readonly progress: RoadmapProgress;
  readonly roadmap: Roadmap;
}

/** What a row tells when the learner rests on it. Text of the content is escaped: it formats nothing and links nowhere. */
export function tooltipOf(node: ProjectsNode, source: TooltipSource): vscode.MarkdownString {
  return new vscode.MarkdownString(paragraphsOf(node, source).join('\n\n'), true);
}

function paragraphsOf(node: ProjectsNode, source: TooltipSource): string[] {
  switch (node.kind) {
    case 'project':
      return aboutProject(node, source);
    case 'repo':
      return [escapeMarkdown(node.repo.uri.scheme === 'file' ? node.repo.uri.fsPath : node.repo.uri.toString(true))];
    case 'stage':
      return aboutStage(node, source);
  }
}

function aboutProject({ project }: ProjectNode, { index, progress, roadmap }: TooltipSource): string[] {
  const readiness = readinessOf(project, progress);
  const details = roadmap.projects.items.find(({ id }) => id === project.id);
  const isDone = (id: string) => progress.topics.get(id)?.status === 'done';
  return [
    `**${escapeMarkdown(project.title)}**`,
    ...(details ? [escapeMarkdown(details.summary), details.tags.map(escapeMarkdown).join(' · ')] : []),
    `$(clock) ${escapeMarkdown(project.level)} · ${hourCount(project.hours)}`,
    `${textBar(readiness.done, readiness.total)} ${readinessText(readiness)}`,
    project.topics.map((id) => `- $(${isDone(id) ? 'check' : 'circle-large-outline'}) ${titleOf(id, index)}`).join('\n'),
  ];
}

function aboutStage({ stage, position, total }: StageNode, { index }: TooltipSource): string[] {
  return [
    `**${escapeMarkdown(stage.title)}**`,
    vscode.l10n.t('Stage {0} of {1}', position, total),
    `${vscode.l10n.t('Practises:')} ${stage.topics.map((id) => titleOf(id, index)).join(', ')}`,
  ];
}

const titleOf = (id: string, index: RoadmapIndex): string => escapeMarkdown(index.topic(id)?.title ?? id);

export interface ProjectNode {
  readonly kind: 'project';
  readonly project: ProjectOutline;
}

export interface RepoNode {
  readonly kind: 'repo';
  readonly repo: ProjectRepo;
  readonly parent: ProjectNode;
}

export interface StageNode {
  readonly kind: 'stage';
  readonly stage: Stage;
  /** Counted from 1. */
  readonly position: number;
  readonly total: number;
  readonly parent: ProjectNode;
}

export type ProjectsNode = ProjectNode | RepoNode | StageNode;

/** How far the learner is with what a project practises. */
export interface Readiness {
  readonly done: number;
  readonly total: number;
  readonly isReady: boolean;
}

export function readinessOf({ topics }: ProjectOutline, progress: RoadmapProgress): Readiness {
  const done = topics.filter((id) => progress.topics.get(id)?.status === 'done').length;
  return { done, total: topics.length, isReady: done === topics.length };
}

/** "5 of 7 topics done" */
const readinessText = ({ done, total }: Readiness): string => vscode.l10n.t('{0} of {1} topics done', done, total);

/** What the rows need besides their nodes. */
export interface ProjectsState {
  readonly readinessOf: (node: ProjectNode) => Readiness;
  readonly hasRepos: (node: ProjectNode) => boolean;
  /** All stages of the project have passed in one of its repos. */
  readonly isFinished: (node: ProjectNode) => boolean;
  readonly isMissing: (node: RepoNode) => boolean;
  readonly passedIn: (node: RepoNode) => number;
  readonly stageOf: (node: StageNode) => StageRow;
}

/** How a stage stands in the latest repo of its project. */
export interface StageRow {
  readonly state: CheckState;
  /** It is the first that has not passed there. */
  readonly isNext: boolean;
  readonly hasRepo: boolean;
  /** There is a page to show. */
  readonly opens: boolean;
}

/** The row of a node. The tooltip is left out: it is made when the learner rests on a row. */
export function itemOf(node: ProjectsNode, state: ProjectsState): vscode.TreeItem {
  switch (node.kind) {
    case 'project':
      return projectItem(node, state);
    case 'repo':
      return repoItem(node, state);
    case 'stage':
      return stageItem(node, state.stageOf(node));
  }
}

function projectItem(node: ProjectNode, { readinessOf, hasRepos, isFinished }: ProjectsState): vscode.TreeItem {
  const { project } = node;
  const readiness = readinessOf(node);
  const isStarted = hasRepos(node);
  const finished = isFinished(node);
  const isSuggested = readiness.isReady && !isStarted;
  const item = new vscode.TreeItem(project.title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `project:${project.id}`;
  item.contextValue = isStarted ? 'project.started' : 'project.new';
  item.iconPath = projectIcon(finished, isSuggested);
  const marks = [...(isSuggested ? [vscode.l10n.t('suggested')] : []), ...(finished ? [vscode.l10n.t('finished')] : [])];
  item.description = [...marks, project.level, vscode.l10n.t('{0} h', project.hours)].join(' · ');
  const started = isStarted && !finished ? [vscode.l10n.t('started')] : [];
  const words = [project.title, project.level, hourCount(project.hours), readinessText(readiness), ...marks, ...started];
  item.accessibilityInformation = { label: words.join(', ') };
  return item;
}

function projectIcon(isFinished: boolean, isSuggested: boolean): vscode.ThemeIcon {
  if (isFinished) return new vscode.ThemeIcon('verified-filled', new vscode.ThemeColor('testing.iconPassed'));
  return isSuggested ? new vscode.ThemeIcon('star-full', new vscode.ThemeColor('charts.yellow')) : new vscode.ThemeIcon('repo');
}

function repoItem(node: RepoNode, { isMissing, passedIn }: ProjectsState): vscode.TreeItem {
  const { repo, parent } = node;
  const missing = isMissing(node);
  const item = new vscode.TreeItem(repo.name, vscode.TreeItemCollapsibleState.None);
  item.id = `repo:${parent.project.id}:${repo.uri.toString()}`;
  item.contextValue = missing ? 'repo.missing' : 'repo.there';
  item.iconPath = missing ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')) : vscode.ThemeIcon.Folder;
  const place = placeOf(repo.uri);
  const total = parent.project.stages ?? 0;
  const stages = total > 0 && !missing ? [vscode.l10n.t('{0} of {1} stages', passedIn(node), total)] : [];
  item.description = missing ? vscode.l10n.t('not found in {0}', place) : [...stages, place].join(' · ');
  const label = missing
    ? vscode.l10n.t('{0}, not found in {1}', repo.name, place)
    : vscode.l10n.t('{0}, your repo in {1}', repo.name, place);
  item.accessibilityInformation = { label: [label, ...stages].join(', ') };
  return item;
}

const STAGE_ICONS: Readonly<Record<CheckState, vscode.ThemeIcon>> = {
  passed: new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('testing.iconPassed')),
  failed: new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed')),
  open: new vscode.ThemeIcon('circle-large-outline'),
};

/** Opened from a row, a stage leaves the focus in the tree: the next arrow key is meant for the next row. */
const OPEN_BESIDE_FOCUS = { preserveFocus: true };

function stageItem({ stage, position, total, parent }: StageNode, { state, isNext, hasRepo, opens }: StageRow): vscode.TreeItem {
  const item = new vscode.TreeItem(stage.title, vscode.TreeItemCollapsibleState.None);
  item.id = `stage:${parent.project.id}:${stage.id}`;
  item.contextValue = hasRepo ? `stage.${state}` : 'stage.new';
  if (!opens) item.contextValue = 'stage';
  item.iconPath = STAGE_ICONS[state];
  const next = isNext ? [vscode.l10n.t('next')] : [];
  item.description = [`${position}/${total}`, ...next].join(' · ');
  const words = [vscode.l10n.t('{0}, stage {1} of {2}', stage.title, position, total), ...stateWords(state), ...next];
  item.accessibilityInformation = { label: words.join(', ') };
  if (opens) {
    const names = { project: parent.project.id, stage: stage.id };
    item.command = { command: CommandId.openStage, title: vscode.l10n.t('Open Stage'), arguments: [names, OPEN_BESIDE_FOCUS] };
  }
  return item;
}
