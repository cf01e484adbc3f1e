import * as vscode from 'vscode';
import { escapeMarkdown } from '../../base/text';
import type { RoadmapProgress } from '../../progress/model/progress';
import type { RoadmapIndex, ProjectOutline } from '../../content/outline';
import type { Roadmap, Stage } from '../../content/schema';
import { hourCount, textBar } from '../../base/words';
import type { ProjectRepo } from '../../projects';
import { type StageState, runDoneText, type RunProgress, stageNumber, stagesPassedText, stageUnderCheck, stateWords } from '../../checks';
import { ColorId, CommandId } from '../../ids';
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

function aboutStage({ stage, position }: StageNode, { index }: TooltipSource): string[] {
  return [
    `**${escapeMarkdown(stage.title)}**`,
    stageNumber(position),
    `${vscode.l10n.t('Practices:')} ${stage.topics.map((id) => titleOf(id, index)).join(', ')}`,
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
const readinessText = ({ done, total }: Readiness): string => vscode.l10n.t('{0} of {1} topics completed', done, total);

/** What the rows need besides their nodes. */
export interface ProjectsState {
  readonly readinessOf: (node: ProjectNode) => Readiness;
  readonly hasRepos: (node: ProjectNode) => boolean;
  /** All stages of the project have passed in one of its repos. */
  readonly isFinished: (node: ProjectNode) => boolean;
  readonly isMissing: (node: RepoNode) => boolean;
  readonly passedIn: (node: RepoNode) => number;
  /** It is unfolded until the learner folds it. */
  readonly isOpenAtFirst: (node: ProjectNode) => boolean;
  /** One of its folders is being checked. */
  readonly isChecking: (node: ProjectNode) => boolean;
  /** Where the check of a folder is; undefined when there is none. */
  readonly runIn: (node: RepoNode) => RunProgress | undefined;
  readonly stageOf: (node: StageNode) => StageRow;
}

/** How a stage stands in the latest repo of its project. */
export interface StageRow {
  /** The check that is under way has come to it. */
  readonly isChecking: boolean;
  readonly state: StageState;
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

function projectItem(node: ProjectNode, { readinessOf, hasRepos, isOpenAtFirst, isChecking, isFinished }: ProjectsState): vscode.TreeItem {
  const { project } = node;
  const readiness = readinessOf(node);
  const isStarted = hasRepos(node);
  const finished = isFinished(node);
  const isSuggested = readiness.isReady && !isStarted;
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(project.title, isOpenAtFirst(node) ? Expanded : Collapsed);
  item.id = `project:${project.id}`;
  item.contextValue = isStarted ? 'project.started' : 'project.new';
  const checking = isChecking(node);
  item.iconPath = checking ? CHECKING_ICON : projectIcon(finished, isSuggested);
  const marks = [
    ...(checking ? [vscode.l10n.t('checking')] : []),
    ...(isSuggested ? [vscode.l10n.t('suggested')] : []),
    ...(finished ? [vscode.l10n.t('finished')] : []),
  ];
  item.description = [...marks, project.level, vscode.l10n.t('{0} h', project.hours)].join(' · ');
  const started = isStarted && !finished ? [vscode.l10n.t('started')] : [];
  const words = [project.title, project.level, hourCount(project.hours), readinessText(readiness), ...marks, ...started];
  item.accessibilityInformation = { label: words.join(', ') };
  return item;
}

function projectIcon(isFinished: boolean, isSuggested: boolean): vscode.ThemeIcon {
  if (isFinished) return new vscode.ThemeIcon('verified-filled', new vscode.ThemeColor(ColorId.proven));
  return isSuggested ? new vscode.ThemeIcon('star-full', new vscode.ThemeColor('charts.yellow')) : new vscode.ThemeIcon('project');
}

const CHECKING_ICON = new vscode.ThemeIcon('loading~spin');

function repoItem(node: RepoNode, { isMissing, passedIn, runIn }: ProjectsState): vscode.TreeItem {
  const { repo, parent } = node;
  const missing = isMissing(node);
  const item = new vscode.TreeItem(repo.name, vscode.TreeItemCollapsibleState.None);
  item.id = `repo:${parent.project.id}:${repo.uri.toString()}`;
  const run = runIn(node);
  const total = parent.project.stages ?? 0;
  const ready = total > 0 && passedIn(node) === total ? 'repo.finished' : 'repo.there';
  const there = run ? 'repo.checking' : ready;
  item.contextValue = missing ? 'repo.missing' : there;
  const icon = run ? CHECKING_ICON : vscode.ThemeIcon.Folder;
  item.iconPath = missing ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')) : icon;
  const place = placeOf(repo.uri);
  const passed = total > 0 && !missing ? [stagesPassedText(passedIn(node), total)] : [];
  const stages = run ? runWords(run) : passed;
  item.description = missing ? vscode.l10n.t('not found in {0}', place) : [...stages, place].join(' · ');
  const label = missing
    ? vscode.l10n.t('{0}, not found in {1}', repo.name, place)
    : vscode.l10n.t('{0}, your project in {1}', repo.name, place);
  item.accessibilityInformation = { label: [label, ...stages].join(', ') };
  return item;
}

/** "checking Stage 2", "1 of 2 stages done" */
function runWords(run: RunProgress): string[] {
  if (run.isEnding) return [vscode.l10n.t('canceling the check')];
  if (run.isWaiting) return [vscode.l10n.t('waiting for the dependencies')];
  const stage = stageUnderCheck(run);
  return stage ? [vscode.l10n.t('checking Stage {0}', stage.number), runDoneText(run)] : [vscode.l10n.t('checking: starting')];
}

const STAGE_ICONS: Readonly<Record<StageState, vscode.ThemeIcon>> = {
  passed: new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor(ColorId.proven)),
  failed: new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed')),
  open: new vscode.ThemeIcon('circle-large-outline'),
};

/** Opened from a row, a stage leaves the focus in the tree: the next arrow key is meant for the next row. */
const OPEN_BESIDE_FOCUS = { preserveFocus: true };

function stageItem({ stage, position, parent }: StageNode, row: StageRow): vscode.TreeItem {
  const { isChecking, state, isNext, hasRepo, opens } = row;
  const item = new vscode.TreeItem(stage.title, vscode.TreeItemCollapsibleState.None);
  item.id = `stage:${parent.project.id}:${stage.id}`;
  item.contextValue = hasRepo ? `stage.${isChecking ? 'checking' : state}` : 'stage.new';
  if (!opens) item.contextValue = 'stage';
  item.iconPath = isChecking ? CHECKING_ICON : STAGE_ICONS[state];
  const next = isNext ? [vscode.l10n.t('next')] : [];
  const marks = isChecking ? [vscode.l10n.t('checking')] : next;
  item.description = [stageNumber(position), ...marks].join(' · ');
  const words = [stage.title, stageNumber(position), ...(isChecking ? [] : stateWords(state)), ...marks];
  item.accessibilityInformation = { label: words.join(', ') };
  if (opens) {
    const names = { project: parent.project.id, stage: stage.id };
    item.command = { command: CommandId.openStage, title: vscode.l10n.t('Open Stage'), arguments: [names, OPEN_BESIDE_FOCUS] };
  }
  return item;
}
