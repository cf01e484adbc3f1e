import * as vscode from 'vscode';
import type { PlacedTopic, SectionOutline } from '../content/outline';
import { UserError } from '../base/userError';
import type { Library } from '../content/library';
import { describe, shorten, type CommandArguments } from '../base/commands';
import { statusWord } from './words';
import type { ProgressStore } from './progressStore';

/** What finding the target of a command needs. */
export interface TargetParts {
  readonly library: Library;
  readonly store: ProgressStore;
}

/**
 * The topics a command is meant for: those of the tree's context menu, of an id (keybinding, link, other extension), or
 * what the learner picks. Undefined when the learner picked nothing.
 * @throws UserError when an argument is no topic.
 */
export async function targetTopics(app: TargetParts, args: CommandArguments, title: string): Promise<PlacedTopic[] | undefined> {
  const [first, selected] = args;
  if (first === undefined || first === null) {
    const topic = await pickTopic(app, title);
    return topic && [topic];
  }
  const all: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [first];
  return all.filter((one) => all.length === 1 || !isRow(one, 'milestone', 'section')).map((one) => topicOf(app, one));
}

/**
 * The section a command is meant for, as with topics.
 * @throws UserError when the argument is no section.
 */
export async function targetSection(app: TargetParts, [first]: CommandArguments, title: string): Promise<SectionOutline | undefined> {
  if (first === undefined || first === null) return pickSection(app, title);
  const id = isRow(first, 'section') && hasId(first.section) ? first.section.id : first;
  if (typeof id !== 'string')
    throw new UserError(vscode.l10n.t('This command needs the id of a section, but it was given {0}.', describe(first)));
  const section = app.library.index.section(id);
  if (!section) throw new UserError(vscode.l10n.t('There is no section "{0}" in this roadmap. Nothing was changed.', shorten(id)));
  return section;
}

function topicOf(app: TargetParts, value: unknown): PlacedTopic {
  const id = isRow(value, 'topic') && hasId(value.topic) ? value.topic.id : value;
  if (typeof id !== 'string') {
    throw new UserError(vscode.l10n.t('This command needs the id of a topic, but it was given {0}. Nothing was changed.', describe(value)));
  }
  const topic = app.library.index.topic(id);
  if (!topic) throw new UserError(vscode.l10n.t('There is no topic "{0}" in this roadmap. Nothing was changed.', shorten(id)));
  return topic;
}

async function pickTopic(app: TargetParts, title: string): Promise<PlacedTopic | undefined> {
  const items = app.library.index.topics.map((topic) => ({
    label: topic.title,
    description: `${topic.section.title} · ${statusWord(app.store.topic(topic.id).status)}`,
    topic,
  }));
  const placeHolder = vscode.l10n.t('Choose a topic');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.topic;
}

async function pickSection(app: TargetParts, title: string): Promise<SectionOutline | undefined> {
  const items = app.library.index.outline.sections.map((section) => {
    const { done = 0, total = 0 } = app.store.progress.sections.get(section.id) ?? {};
    return { label: section.title, description: `${done}/${total}`, section };
  });
  return (await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Choose a section') }))?.section;
}

/** Rows of the tree come as the nodes that the tree made, or as whatever another extension thinks they look like. */
const isRow = (value: unknown, ...kinds: string[]): value is { topic?: unknown; section?: unknown } =>
  typeof value === 'object' && value !== null && 'kind' in value && kinds.includes(String(value.kind));

const hasId = (value: unknown): value is { id: string } =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
