import * as vscode from 'vscode';
import type { Roadmap } from '../core/roadmap/schema';
import { statusWord } from '../services/words';
import type { App } from './app';

interface Hit extends vscode.QuickPickItem {
  readonly topic?: string;
  readonly url?: string;
}

/** Searches topics, objectives and links. A topic or an objective opens the topic, a link opens outside. */
export async function search(app: App): Promise<void> {
  const hits: Promise<readonly Hit[]> = app.library.load().then((roadmap) => hitsOf(app, roadmap));
  const hit = await vscode.window.showQuickPick<Hit>(hits, {
    title: vscode.l10n.t('Search the Roadmap'),
    placeHolder: vscode.l10n.t('Topics, objectives and links'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (hit?.url !== undefined) await vscode.env.openExternal(vscode.Uri.parse(hit.url, true));
  else if (hit?.topic !== undefined) await app.topicPages.open(hit.topic);
}

function hitsOf(app: App, roadmap: Roadmap): Hit[] {
  const topics = roadmap.sections.flatMap((section) => section.topics.map((topic) => ({ section, topic })));
  const separator = (label: string): Hit => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    separator(vscode.l10n.t('Topics')),
    ...topics.map(({ section, topic }) => ({
      label: `$(mortar-board) ${topic.title}`,
      description: `${section.title} · ${statusWord(app.store.topic(topic.id).status)}`,
      detail: topic.summary,
      topic: topic.id,
    })),
    separator(vscode.l10n.t('Objectives')),
    ...topics.flatMap(({ topic }) =>
      topic.objectives.map((objective) => ({ label: `$(target) ${objective}`, description: topic.title, topic: topic.id })),
    ),
    separator(vscode.l10n.t('Links')),
    ...topics.flatMap(({ topic }) =>
      topic.links.map(({ title, url }) => ({ label: `$(link-external) ${title}`, description: `${topic.title} · ${url}`, url })),
    ),
  ];
}
