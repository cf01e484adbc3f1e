import * as vscode from 'vscode';
import { hourCount } from '../../services/words';
import type { ProjectNode, ProjectsNode, RepoNode, StageNode } from './nodes';
import { readinessText, type Readiness } from './readiness';

/** What the rows need besides their nodes. */
export interface ProjectsState {
  readonly readinessOf: (node: ProjectNode) => Readiness;
  readonly hasRepos: (node: ProjectNode) => boolean;
  readonly isMissing: (node: RepoNode) => boolean;
}

/** The row of a node. The tooltip is left out: it is made when the learner rests on a row. */
export function itemOf(node: ProjectsNode, state: ProjectsState): vscode.TreeItem {
  switch (node.kind) {
    case 'project':
      return projectItem(node, state);
    case 'repo':
      return repoItem(node, state.isMissing(node));
    case 'stage':
      return stageItem(node);
  }
}

function projectItem(node: ProjectNode, { readinessOf, hasRepos }: ProjectsState): vscode.TreeItem {
  const { project } = node;
  const readiness = readinessOf(node);
  const isStarted = hasRepos(node);
  const isSuggested = readiness.isReady && !isStarted;
  const item = new vscode.TreeItem(project.title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `project:${project.id}`;
  item.contextValue = isStarted ? 'project.started' : 'project.new';
  item.iconPath = isSuggested ? new vscode.ThemeIcon('star-full', new vscode.ThemeColor('charts.yellow')) : new vscode.ThemeIcon('repo');
  const suggested = isSuggested ? [vscode.l10n.t('suggested')] : [];
  item.description = [...suggested, project.level, vscode.l10n.t('{0} h', project.hours)].join(' · ');
  const started = isStarted ? [vscode.l10n.t('started')] : [];
  const words = [project.title, project.level, hourCount(project.hours), readinessText(readiness), ...suggested, ...started];
  item.accessibilityInformation = { label: words.join(', ') };
  return item;
}

function repoItem({ repo, parent }: RepoNode, isMissing: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(repo.name, vscode.TreeItemCollapsibleState.None);
  item.id = `repo:${parent.project.id}:${repo.uri.toString()}`;
  item.contextValue = isMissing ? 'repo.missing' : 'repo.there';
  item.iconPath = isMissing ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')) : vscode.ThemeIcon.Folder;
  const place = placeOf(repo.uri);
  item.description = isMissing ? vscode.l10n.t('not found in {0}', place) : place;
  item.accessibilityInformation = {
    label: isMissing ? vscode.l10n.t('{0}, not found in {1}', repo.name, place) : vscode.l10n.t('{0}, your repo in {1}', repo.name, place),
  };
  return item;
}

function stageItem({ stage, position, total, parent }: StageNode): vscode.TreeItem {
  const item = new vscode.TreeItem(stage.title, vscode.TreeItemCollapsibleState.None);
  item.id = `stage:${parent.project.id}:${stage.id}`;
  item.contextValue = 'stage';
  item.iconPath = new vscode.ThemeIcon('circle-large-outline');
  item.description = `${position}/${total}`;
  item.accessibilityInformation = { label: vscode.l10n.t('{0}, stage {1} of {2}', stage.title, position, total) };
  return item;
}

/** The folder around a repo. */
function placeOf(uri: vscode.Uri): string {
  const parent = vscode.Uri.joinPath(uri, '..');
  return parent.scheme === 'file' ? parent.fsPath : parent.toString(true);
}
