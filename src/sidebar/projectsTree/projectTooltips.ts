import * as vscode from 'vscode';
import { escapeMarkdown } from '../../base/markdownText';
import type { RoadmapProgress } from '../../progress/model/progress';
import type { RoadmapIndex } from '../../content/outline';
import type { Roadmap } from '../../content/schema';
import { hourCount, textBar } from '../../base/words';
import { type ProjectNode, type ProjectsNode, readinessOf, readinessText, type StageNode } from './projectItems';

/** What is known beyond the rows. */
export interface TooltipSource {
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
