import * as vscode from 'vscode';
import { linesOf, noteKey, type Notes, type NoteStore } from '../notes';
import type { Roadmap } from '../content/schema';
import { CommandId } from '../ids';
import { statusWord } from '../progress/words';
import type { Library } from '../content/library';
import type { ProgressStore } from '../progress/progressStore';
import type { Log } from '../base/log';

/** The parts that these commands work with. */
interface SearchParts {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly notes: NoteStore;
  readonly log: Log;
  readonly topicPages: { open(topic: string): Promise<void> };
}

interface Hit extends vscode.QuickPickItem {
  readonly topic?: string;
  readonly url?: string;
  /** The topic whose note it is in. */
  readonly note?: string;
}

/** Searches topics, notes, objectives and links. A topic or an objective opens the topic, a line of a note the note, a link opens outside. */
export async function search(app: SearchParts): Promise<void> {
  const hits: Promise<readonly Hit[]> = Promise.all([app.library.load(), notesOf(app)]).then(([roadmap, notes]) =>
    hitsOf(app, roadmap, notes),
  );
  const hit = await vscode.window.showQuickPick<Hit>(hits, {
    title: vscode.l10n.t('Search the Roadmap'),
    placeHolder: vscode.l10n.t('Topics, your notes, objectives and links'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (hit?.url !== undefined) await vscode.env.openExternal(vscode.Uri.parse(hit.url, true));
  else if (hit?.note !== undefined) await vscode.commands.executeCommand(CommandId.openNote, hit.note);
  else if (hit?.topic !== undefined) await app.topicPages.open(hit.topic);
}

/** A note that cannot be read must not keep anyone from searching. */
async function notesOf(app: SearchParts): Promise<Notes> {
  try {
    return await app.notes.all();
  } catch (error) {
    app.log.error('reading the notes for the search', error);
    return new Map();
  }
}

function hitsOf(app: SearchParts, roadmap: Roadmap, notes: Notes): Hit[] {
  const topics = roadmap.sections.flatMap((section) => section.topics.map((topic) => ({ section, topic })));
  const separator = (label: string): Hit => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const noteHits = topics.flatMap(({ topic }) =>
    linesOf(notes.get(noteKey(roadmap.id, topic.id)) ?? '').map((line) => ({
      label: `$(note) ${line}`,
      description: topic.title,
      note: topic.id,
    })),
  );
  return [
    separator(vscode.l10n.t('Topics')),
    ...topics.map(({ section, topic }) => ({
      label: `$(mortar-board) ${topic.title}`,
      description: `${section.title} · ${statusWord(app.store.topic(topic.id).status)}`,
      detail: topic.summary,
      topic: topic.id,
    })),
    ...(noteHits.length > 0 ? [separator(vscode.l10n.t('Your Notes')), ...noteHits] : []),
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
