import * as vscode from 'vscode';
import { escapeMarkdown } from '../../base/markdownText';
import { topicProgress, type RoadmapProgress } from '../../progress/model/progress';
import type { Roadmap } from '../../content/schema';
import { hourCount, textBar } from '../../base/words';
import { statusWord } from '../../progress/words';
import type { MilestoneNode, RoadmapNode, SectionNode, TopicNode } from './roadmapItems';

/** What a row tells when the learner rests on it. Text of the content is escaped: it formats nothing and links nowhere. */
export function tooltipOf(node: RoadmapNode, progress: RoadmapProgress, roadmap: Roadmap): vscode.MarkdownString {
  return new vscode.MarkdownString(paragraphsOf(node, progress, roadmap).join('\n\n'), true);
}

function paragraphsOf(node: RoadmapNode, progress: RoadmapProgress, roadmap: Roadmap): string[] {
  switch (node.kind) {
    case 'section':
      return aboutSection(node, progress);
    case 'topic':
      return aboutTopic(node, progress, roadmap);
    case 'milestone':
      return aboutMilestone(node, progress);
  }
}

function aboutSection({ section }: SectionNode, progress: RoadmapProgress): string[] {
  const { done = 0, total = 0, skipped = 0 } = progress.sections.get(section.id) ?? {};
  const hours = section.topics.reduce((sum, topic) => sum + topic.hours, 0);
  const parts = [`${textBar(done, total - skipped)} ${done}/${total}`, hourCount(hours)];
  if (skipped > 0) parts.push(vscode.l10n.t('{0} skipped', skipped));
  return [heading(section.title), parts.join(' · ')];
}

function aboutTopic(node: TopicNode, progress: RoadmapProgress, roadmap: Roadmap): string[] {
  const topic = roadmap.sections.flatMap((section) => section.topics).find(({ id }) => id === node.topic.id);
  if (!topic) return [heading(node.topic.title)];
  const { status, changedAt, proofs } = topicProgress(progress, topic.id);
  const word = statusWord(status);
  const state = changedAt === undefined ? word : vscode.l10n.t('{0} since {1}', word, dateOf(changedAt));
  return [
    heading(topic.title),
    escapeMarkdown(topic.summary),
    topic.objectives.map((objective) => `- ${escapeMarkdown(objective)}`).join('\n'),
    '---',
    `$(clock) ${hourCount(topic.hours)} · ${state}`,
    ...proofs.map((proof) => `$(verified) ${vscode.l10n.t('Proven on {0}', dateOf(proof.at))}`),
  ];
}

function aboutMilestone({ milestone, section }: MilestoneNode, progress: RoadmapProgress): string[] {
  const reached = progress.sections.get(section.id)?.complete ?? false;
  const title = escapeMarkdown(section.title);
  const text = reached
    ? vscode.l10n.t('You completed every topic of {0}.', title)
    : vscode.l10n.t('Lights up when every topic of {0} is completed.', title);
  return [heading(milestone.title), text];
}

const heading = (text: string): string => `**${escapeMarkdown(text)}**`;

/** A date in the words of VS Code's display language. */
const dateOf = (at: number): string =>
  new Date(at).toLocaleDateString(vscode.env.language, { day: 'numeric', month: 'long', year: 'numeric' });
