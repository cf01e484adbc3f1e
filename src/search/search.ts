import * as vscode from 'vscode';
import { noteKey, type Notes, type NoteStore } from '../notes';
import { CommandId, ContextKey, EXTENSION_ID } from '../ids';
import type { Log } from '../base/log';
import { settings } from '../base/settings';
import type { Library } from '../content/library';
import { hasBegun, PLAN_FIELD } from '../progress/model/progress';
import type { ProgressStore } from '../progress/progressStore';
import { contentIndexOf, type ContentIndex } from './contentIndex';
import { commandEntries, type Target } from './model/entries';
import { replaceNotes } from './noteIndex';
import { offeredCommands, type PaletteCommand, type PaletteRule } from './model/palette';
import type { SearchIndex } from './model/searchIndex';
import { firstItems, foundItems, type SearchItem } from './searchItems';

/** The parts that these commands work with. */
export interface SearchParts {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly notes: () => Promise<NoteStore>;
  readonly log: Log;
  readonly topicPages: { open(topic: string, preserveFocus?: boolean, heading?: string): Promise<void> };
  readonly repos: { readonly isEmpty: boolean };
}

/** Searches topics, lessons, projects with their stages, notes, objectives, commands and links, and opens what is chosen. */
export async function search(app: SearchParts): Promise<void> {
  const target = await new SearchBox(app).ask();
  if (target) await open(app, target);
}

/** Opens what was found where it is at home. */
async function open(app: SearchParts, target: Target): Promise<void> {
  const run = (command: string, ...args: unknown[]): Thenable<void> => vscode.commands.executeCommand(command, ...args);
  switch (target.kind) {
    case 'topic':
    case 'objective':
      return app.topicPages.open(target.topic);
    case 'lesson':
      return app.topicPages.open(target.topic, false, target.heading);
    case 'project':
      return run(CommandId.openRoadmap, target.project);
    case 'stage':
      return run(CommandId.openStage, { project: target.project, stage: target.stage });
    case 'note':
      return run(CommandId.openNote, target.topic);
    case 'command':
      return run(target.command);
    case 'link':
      await vscode.env.openExternal(vscode.Uri.parse(target.url, true));
  }
}

/** The box in which the learner types. It is there at once; what can be found comes as it is read. */
class SearchBox {
  private readonly pick = vscode.window.createQuickPick<SearchItem>();
  private content: ContentIndex | undefined;
  /** The query that the rows belong to. */
  private shown = '';
  private isClosed = false;
  /** Whether of the notes only a part can be found. */
  private hasCutNotes = false;

  constructor(private readonly app: SearchParts) {
    this.pick.title = vscode.l10n.t('Search the Roadmap');
    this.pick.placeholder = vscode.l10n.t('Topics, lessons, projects, stages, your notes and commands');
    this.pick.busy = true;
    keepOrder(this.pick);
  }

  /** Resolves with what the learner chose; with nothing when the box was closed. Rejects when the roadmap cannot be read. */
  async ask(): Promise<Target | undefined> {
    const { pick } = this;
    const chosen = new Promise<Target | undefined>((resolve) => {
      pick.onDidAccept(() => {
        const target = pick.activeItems[0]?.entry?.target;
        if (!target) return;
        resolve(target);
        pick.hide();
      });
      pick.onDidHide(() => {
        this.isClosed = true;
        resolve(undefined);
      });
    });
    pick.onDidChangeValue(() => this.show());
    pick.show();
    try {
      return await Promise.race([chosen, this.fill().then(() => chosen)]);
    } finally {
      pick.dispose();
    }
  }

  private async fill(): Promise<void> {
    const [content, notes] = await Promise.all([contentIndexOf(this.app.library, this.app.log), notesOf(this.app)]);
    const { index: roadmap } = this.app.library;
    const noted = roadmap.topics.map((topic) => ({ topic, text: notes.get(noteKey(roadmap.outline.id, topic.id)) ?? '' }));
    this.hasCutNotes = !(await replaceNotes(content.index, noted, () => this.isClosed));
    content.index.replace('command', commandEntries(commandsOf(this.app)));
    this.content = content;
    this.show();
    await content.texts;
    this.pick.busy = false;
    if (this.pick.value.trim() !== '') this.show();
  }

  /** Shows what is found now. The row that the learner has moved to stays the active one. */
  private show(): void {
    if (!this.content) return;
    const { pick, app } = this;
    const query = pick.value.trim();
    const { index } = this.content;
    const active = pick.activeItems[0]?.entry?.id;
    const wasMoved = active !== undefined && active !== pick.items.find(({ entry }) => entry)?.entry?.id && query === this.shown;
    pick.items = query === '' ? firstItems(index, app.library.index.topics, app.store) : this.found(index, query);
    const same = wasMoved ? pick.items.find(({ entry }) => entry?.id === active) : undefined;
    if (same) pick.activeItems = [same];
    this.shown = query;
  }

  private found(index: SearchIndex, query: string): SearchItem[] {
    return foundItems(index.search(query), { query, hasCutNotes: this.hasCutNotes }, this.app.store);
  }
}

/**
 * VS Code sorts rows by how well their labels match, which puts "Rebase" before "Databases" for "base". It leaves them alone for
 * those who say so; the types do not name this yet, and an editor that does not know it sorts as before.
 */
function keepOrder(pick: vscode.QuickPick<SearchItem>): void {
  Object.assign(pick, { sortByLabel: false });
}

/** A note that cannot be read must not keep anyone from searching. */
async function notesOf(app: SearchParts): Promise<Notes> {
  try {
    return await (await app.notes()).all();
  } catch (error) {
    app.log.error('reading the notes for the search', error);
    return new Map();
  }
}

/** What VS Code makes of a title that has a translation. */
type Title = string | { readonly value: string };

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: Title }[];
    readonly menus: { readonly commandPalette: readonly PaletteRule[] };
  };
}

/** The commands that the palette has now, but for the search itself, with their titles in the language of the editor. */
function commandsOf({ store, repos }: SearchParts): PaletteCommand[] {
  const manifest = vscode.extensions.getExtension(EXTENSION_ID)?.packageJSON as Manifest | undefined;
  if (!manifest) return [];
  const { menus } = manifest.contributes;
  const commands = manifest.contributes.commands.map(({ command, title }) => ({
    command,
    title: typeof title === 'string' ? title : title.value,
  }));
  const keys = Object.entries({
    [ContextKey.isNew]: !hasBegun(store.progress, repos),
    [ContextKey.hidesCompleted]: settings.hideCompleted,
    [ContextKey.hasPlan]: store.field(PLAN_FIELD) !== undefined,
    [ContextKey.hasProjectRepos]: !repos.isEmpty,
    isWeb: vscode.env.uiKind === vscode.UIKind.Web,
    remoteName: vscode.env.remoteName !== undefined,
  }).flatMap(([key, isSet]) => (isSet ? [key] : []));
  return offeredCommands(commands, menus.commandPalette, new Set(keys)).filter(({ command }) => command !== CommandId.search);
}
