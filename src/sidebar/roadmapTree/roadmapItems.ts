import * as vscode from 'vscode';
import { escapeMarkdown } from '../../base/text';
import { topicProgress, type RoadmapProgress, type Status } from '../../progress/model/progress';
import type { Roadmap, Milestone } from '../../content/schema';
import { hourCount, textBar } from '../../base/words';
import { statusWord } from '../../progress/words';
import type { PlacedTopic, RoadmapIndex, SectionOutline } from '../../content/outline';
import { ColorId, CommandId } from '../../ids';

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
  const parts = [`${textBar(done, total)} ${done}/${total}`, hourCount(hours)];
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
    ...proofs.map((proof) => `$(verified-filled) ${vscode.l10n.t('Proven on {0}', dateOf(proof.at))}`),
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

interface SectionNode {
  readonly kind: 'section';
  readonly section: SectionOutline;
}

export interface TopicNode {
  readonly kind: 'topic';
  readonly topic: PlacedTopic;
  readonly parent: SectionNode;
}

interface MilestoneNode {
  readonly kind: 'milestone';
  readonly milestone: Milestone;
  readonly section: SectionOutline;
}

export type RoadmapNode = SectionNode | TopicNode | MilestoneNode;

/** The nodes of a roadmap, made once: VS Code recognises a row by the identity of its node. */
export class RoadmapNodes {
  readonly roots: readonly (SectionNode | MilestoneNode)[];
  private readonly children = new Map<SectionNode, readonly TopicNode[]>();
  private readonly topics = new Map<string, TopicNode>();

  constructor(index: RoadmapIndex) {
    this.roots = index.outline.sections.flatMap((section) => {
      const parent: SectionNode = { kind: 'section', section };
      const topics = index.topics
        .filter((topic) => topic.section === section)
        .map((topic): TopicNode => ({ kind: 'topic', topic, parent }));
      this.children.set(parent, topics);
      for (const node of topics) this.topics.set(node.topic.id, node);
      const { milestone } = section;
      return milestone ? [parent, { kind: 'milestone' as const, milestone, section }] : [parent];
    });
  }

  topicsOf(section: SectionNode): readonly TopicNode[] {
    return this.children.get(section) ?? [];
  }

  topic(id: string): TopicNode | undefined {
    return this.topics.get(id);
  }

  /** The rows whose text depends on a section: its own and its milestone's. */
  rowsOfSection(id: string): readonly (SectionNode | MilestoneNode)[] {
    return this.roots.filter((node) => node.section.id === id);
  }
}

/** Opened from a row, a topic leaves the focus in the tree: the next arrow key or Space is meant for the next row. */
const OPEN_BESIDE_FOCUS = { preserveFocus: true };

/** What a row shows that its node does not say. */
interface RowContext {
  /** The ids of the sections that are folded. */
  readonly folded: ReadonlySet<string>;
  /** The learner's plan has it for this week. */
  readonly isPlanned: boolean;
}

/** The row of a node. The tooltip is left out: it is made when the learner rests on a row. */
export function itemOf(node: RoadmapNode, progress: RoadmapProgress, { folded, isPlanned }: RowContext): vscode.TreeItem {
  switch (node.kind) {
    case 'section':
      return sectionItem(node, progress, folded.has(node.section.id));
    case 'topic':
      return topicItem(node, progress, isPlanned);
    case 'milestone':
      return milestoneItem(node, progress);
  }
}

function sectionItem({ section }: SectionNode, progress: RoadmapProgress, folded: boolean): vscode.TreeItem {
  const { done = 0, total = 0, skipped = 0 } = progress.sections.get(section.id) ?? {};
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(section.title, folded ? Collapsed : Expanded);
  item.id = `section:${section.id}`;
  item.description = `${done}/${total}`;
  item.contextValue = 'section';
  const label = vscode.l10n.t('{0}, section, {1} of {2} completed', section.title, done, total);
  item.accessibilityInformation = {
    label: skipped > 0 ? `${label}, ${vscode.l10n.t('{0} skipped', skipped)}` : label,
  };
  return item;
}

function topicItem({ topic }: TopicNode, progress: RoadmapProgress, isPlanned: boolean): vscode.TreeItem {
  const { status, proofs } = topicProgress(progress, topic.id);
  const proven = proofs.length > 0;
  const item = new vscode.TreeItem(topic.title, vscode.TreeItemCollapsibleState.None);
  item.id = `topic:${topic.id}`;
  item.contextValue = `topic.${status}`;
  item.checkboxState = {
    state: status === 'done' ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
    tooltip: status === 'done' ? vscode.l10n.t('Completed: clear the tick') : vscode.l10n.t('Mark as completed'),
    accessibilityInformation: { label: vscode.l10n.t('{0}: completed', topic.title) },
  };
  const icon = iconOf(status, proven);
  if (icon) item.iconPath = icon;
  item.description = descriptionOf(status, topic.hours, isPlanned, proven);
  item.command = { command: CommandId.openTopic, title: vscode.l10n.t('Open Topic'), arguments: [topic.id, OPEN_BESIDE_FOCUS] };
  const place = vscode.l10n.t('topic {0}', topic.position);
  const more = [...(proven ? [vscode.l10n.t('proven')] : []), ...(isPlanned ? [vscode.l10n.t('this week')] : [])];
  const words = [topic.title, statusWord(status), ...more, hourCount(topic.hours), place];
  item.accessibilityInformation = { label: words.join(', ') };
  return item;
}

function milestoneItem({ milestone, section }: MilestoneNode, progress: RoadmapProgress): vscode.TreeItem {
  const reached = progress.sections.get(section.id)?.complete ?? false;
  const item = new vscode.TreeItem(milestone.title, vscode.TreeItemCollapsibleState.None);
  item.id = `milestone:${milestone.id}`;
  item.contextValue = 'milestone';
  item.iconPath = reached
    ? new vscode.ThemeIcon('star-full', new vscode.ThemeColor('charts.yellow'))
    : new vscode.ThemeIcon('star-empty', new vscode.ThemeColor('disabledForeground'));
  item.accessibilityInformation = {
    label: reached
      ? vscode.l10n.t('Milestone reached: {0}', milestone.title)
      : vscode.l10n.t('Milestone not reached yet: {0}', milestone.title),
  };
  return item;
}

/** Only what the checkbox cannot say has an icon, so that the list stays calm. */
function iconOf(status: Status, proven: boolean): vscode.ThemeIcon | undefined {
  if (proven) return new vscode.ThemeIcon('verified-filled', new vscode.ThemeColor(ColorId.proven));
  if (status === 'doing') return new vscode.ThemeIcon('color-mode', new vscode.ThemeColor('charts.blue'));
  if (status === 'skipped') return new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground'));
  return undefined;
}

/** A status that the icon shows is not said again: in a narrow sidebar, its words would be cut off, and the hours with them. */
function descriptionOf(status: Status, hours: number, isPlanned: boolean, proven: boolean): string {
  const parts = proven && (status === 'doing' || status === 'skipped') ? [statusWord(status)] : [];
  if (isPlanned) parts.push(vscode.l10n.t('this week'));
  return [...parts, vscode.l10n.t('{0} h', hours)].join(' · ');
}
