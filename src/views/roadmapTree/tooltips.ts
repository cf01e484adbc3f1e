import * as vscode from 'vscode';
import { topicProgress, type RoadmapProgress } from '../../core/progress/progress';
import type { Roadmap } from '../../core/roadmap/schema';
import { hourCount, statusWord, textBar } from '../../services/words';
import type { RoadmapNode } from './nodes';

/** What a row tells when the learner rests on it. Text of the content is appended as text, never as Markdown. */
export function tooltipOf(node: RoadmapNode, progress: RoadmapProgress, roadmap: Roadmap): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString('', true);
  const heading = (text: string) => tooltip.appendMarkdown('**').appendText(text).appendMarkdown('**\n\n');
  if (node.kind === 'milestone') {
    const reached = progress.sections.get(node.section.id)?.complete ?? false;
    heading(node.milestone.title);
    tooltip.appendText(
      reached
        ? vscode.l10n.t('You completed every topic of {0}.', node.section.title)
        : vscode.l10n.t('Lights up when every topic of {0} is completed.', node.section.title),
    );
    return tooltip;
  }
  if (node.kind === 'section') {
    const { done = 0, total = 0, skipped = 0 } = progress.sections.get(node.section.id) ?? {};
    const hours = node.section.topics.reduce((sum, topic) => sum + topic.hours, 0);
    heading(node.section.title);
    const parts = [`${textBar(done, total - skipped)}  ${done}/${total}`, hourCount(hours)];
    if (skipped > 0) parts.push(vscode.l10n.t('{0} skipped', skipped));
    tooltip.appendText(parts.join(' · '));
    return tooltip;
  }
  const topic = roadmap.sections.flatMap((section) => section.topics).find(({ id }) => id === node.topic.id);
  if (!topic) return tooltip;
  const { status, changedAt, proofs } = topicProgress(progress, topic.id);
  heading(topic.title);
  tooltip.appendText(topic.summary).appendMarkdown('\n\n');
  for (const objective of topic.objectives) tooltip.appendMarkdown('- ').appendText(objective).appendMarkdown('\n');
  tooltip.appendMarkdown('\n---\n\n$(clock) ').appendText(hourCount(topic.hours));
  tooltip.appendMarkdown(' · ').appendText(sinceWhen(statusWord(status), changedAt));
  for (const proof of proofs) {
    tooltip.appendMarkdown('\n\n$(verified) ').appendText(vscode.l10n.t('Proven on {0}', dateOf(proof.at)));
  }
  return tooltip;
}

const sinceWhen = (status: string, changedAt: number | undefined): string =>
  changedAt === undefined ? status : vscode.l10n.t('{0} since {1}', status, dateOf(changedAt));

/** A date in the words of VS Code's display language. */
const dateOf = (at: number): string =>
  new Date(at).toLocaleDateString(vscode.env.language, { day: 'numeric', month: 'long', year: 'numeric' });
