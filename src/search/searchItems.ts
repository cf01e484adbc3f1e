import * as vscode from 'vscode';
import type { PlacedTopic } from '../content/outline';
import { statusWord } from '../progress/words';
import type { ProgressStore } from '../progress/progressStore';
import { firstLines, type Entry, type Target } from './model/entries';
import { excerptOf } from './model/excerpt';
import type { Hit, SearchIndex } from './model/searchIndex';

/** A row of the search. One without an entry is a heading, or says that nothing was found. */
export interface SearchItem extends vscode.QuickPickItem {
  readonly entry?: Entry;
}

const ICONS: Readonly<Record<Target['kind'], string>> = {
  topic: 'mortar-board',
  lesson: 'book',
  objective: 'target',
  project: 'project',
  stage: 'checklist',
  note: 'note',
  command: 'terminal',
  link: 'link-external',
};

/** What kind of thing it is, in a word. */
function kindWord(target: Target): string {
  switch (target.kind) {
    case 'topic':
      return vscode.l10n.t('Topic');
    case 'lesson':
      return vscode.l10n.t('Lesson');
    case 'objective':
      return vscode.l10n.t('Objective');
    case 'project':
      return vscode.l10n.t('Project');
    case 'stage':
      return vscode.l10n.t('Stage {0}', target.number);
    case 'note':
      return vscode.l10n.t('Note');
    case 'command':
      return vscode.l10n.t('Command');
    case 'link':
      return vscode.l10n.t('Link');
  }
}

/** What the learner has typed, and whether a part of the notes is not searched. */
interface Asked {
  readonly query: string;
  readonly hasCutNotes: boolean;
}

/** What was found, the best first: in this order, which VS Code would otherwise change to one of its own. */
export function foundItems(hits: readonly Hit[], { query, hasCutNotes }: Asked, store: ProgressStore): SearchItem[] {
  if (hits.length > 0) return hits.map((hit) => itemOf(hit, store));
  const detail = hasCutNotes
    ? vscode.l10n.t('Try another word, or the beginning of one. Of long notes, only the beginning is searched.')
    : vscode.l10n.t('Try another word, or the beginning of one.');
  return [{ label: vscode.l10n.t('Nothing was found for "{0}".', query), detail, alwaysShow: true }];
}

/** What is there before anything is typed: the topics by section, the projects, and a line of each of the learner's notes. */
export function firstItems(index: SearchIndex, topics: readonly PlacedTopic[], store: ProgressStore): SearchItem[] {
  const items = (entries: readonly Entry[]) => entries.map((entry) => itemOf({ entry, terms: [] }, store));
  const group = (title: string, entries: readonly Entry[]): SearchItem[] =>
    entries.length > 0 ? [{ label: title, kind: vscode.QuickPickItemKind.Separator }, ...items(entries)] : [];
  const sections = [...new Set(topics.map(({ section }) => section))];
  return [
    ...sections.flatMap((section) => group(section.title, section.topics.flatMap(({ id }) => index.get(`topic:${id}`) ?? []))), // prettier-ignore
    ...group(vscode.l10n.t('Projects'), index.ofKind('project')),
    ...group(vscode.l10n.t('Your Notes'), firstLines(index.ofKind('note'))),
  ];
}

/** A line of a note may be a whole page. No row shows more than this of it. */
const LONGEST_LABEL = 500;

function itemOf(hit: Hit, store: ProgressStore): SearchItem {
  const { entry } = hit;
  const kind = [kindWord(entry.target), ...placesOf(entry, store)].map(withoutIcons).join(' · ');
  const detail = detailOf(hit);
  return {
    label: `$(${ICONS[entry.target.kind]}) ${withoutIcons(entry.title.slice(0, LONGEST_LABEL))}`,
    ...(isSentence(entry) ? { detail: kind } : { description: kind, ...(detail !== undefined && { detail: withoutIcons(detail) }) }),
    entry,
    alwaysShow: true,
  };
}

/** An objective and a line of a note fill their row: what they belong to would be cut off behind them. */
const isSentence = ({ target }: Entry): boolean => target.kind === 'objective' || target.kind === 'note';

function placesOf({ target, place }: Entry, store: ProgressStore): string[] {
  if (target.kind === 'topic') return [place, statusWord(store.topic(target.topic).status)];
  return place === '' ? [] : [place];
}

/** A topic and a project say what they are about, a link where it leads, and a text why it was found. */
function detailOf(hit: Hit): string | undefined {
  const { target, about } = hit.entry;
  if (target.kind === 'topic' || target.kind === 'project') return about.split('\n', 1)[0];
  return target.kind === 'link' ? target.url : excerptOf(hit);
}

/** A note or a lesson may say "$(star)": VS Code would draw one. */
const withoutIcons = (text: string): string => text.replace(/\$\(/g, '$\u200b(');
