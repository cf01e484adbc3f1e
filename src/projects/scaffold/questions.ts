import * as vscode from 'vscode';
import type { Log } from '../../base/log';
import { AFTERWARDS, settings, type Afterwards } from '../../base/settings';
import { pathOf } from '../../base/uris';
import { hourCount } from '../../base/words';
import type { ProjectOutline } from '../../content/outline';
import type { Library } from '../../content/library';
import type { ProgressStore } from '../../progress/progressStore';
import { freeName, nameProblem, type NameProblem } from '../model/names';
import { below, kindAt } from './files';
import type { Git, GitStart } from './git';
import type { ParentFolder } from './target';
import { askText, pickOne, type Choice, type Outcome, type Place } from './steps';

/** The answers so far. Each question finds its last answer here and leaves its new one. */
export interface Draft {
  project: ProjectOutline;
  /** Undefined until it was asked or given. */
  name: string | undefined;
  /** The name is the one that was suggested for the project, and goes when the project does. */
  isSuggested: boolean;
  parent: vscode.Uri | undefined;
  git: GitStart;
  afterwards: Afterwards;
}

/** What the projects are told with: what they are, and how far the learner is. */
interface ProjectParts {
  readonly library: Library;
  readonly store: ProgressStore;
}

/** Which project is to be made. */
export async function askProject(place: Place, draft: Draft, { library, store }: ProjectParts): Promise<Outcome> {
  const result = await pickOne<ProjectOutline>(place, {
    placeholder: vscode.l10n.t('Choose a project to build'),
    items: library.index.outline.projects.map((project) => projectChoice(project, store)),
    active: draft.project,
  });
  if (typeof result === 'string') return result;
  if (result.picked !== draft.project && draft.isSuggested) draft.name = undefined;
  draft.project = result.picked;
  return 'next';
}

function projectChoice(project: ProjectOutline, store: ProgressStore): Choice<ProjectOutline> {
  const done = project.topics.filter((id) => store.topic(id).status === 'done').length;
  return {
    value: project,
    label: project.title,
    description: vscode.l10n.t('{0} · {1}', project.level, hourCount(project.hours)),
    detail: vscode.l10n.t('{0} of {1} topics done', done, project.topics.length),
  };
}

/** What the new folder is called. */
export async function askName(place: Place, draft: Draft): Promise<Outcome> {
  const suggested = await suggestedName(draft);
  const keep = (value: string): void => {
    draft.name = value;
    draft.isSuggested = value === suggested;
  };
  const result = await askText(place, {
    prompt: vscode.l10n.t('The name of the new folder, and of its package'),
    value: draft.name ?? suggested,
    validate: (value) => problemOf(value, draft.parent),
    onChange: keep,
  });
  if (typeof result === 'string') return result;
  keep(result.text);
  return 'next';
}

/** The name that is asked for with an answer ready: the project's own, or the first of its kind that is free. */
export async function suggestedName({ project, parent }: Draft): Promise<string> {
  if (!parent) return project.id;
  const taken = new Set<string>();
  for (let name = project.id; !taken.has(name); name = freeName(project.id, (one) => taken.has(one))) {
    const kind = await kindAt(below(parent, name)).catch(() => undefined);
    if (kind === undefined || taken.size > 50) return name;
    taken.add(name);
  }
  return project.id;
}

const { Error: ERROR, Warning: WARNING } = vscode.InputBoxValidationSeverity;

async function problemOf(name: string, parent: vscode.Uri | undefined): Promise<vscode.InputBoxValidationMessage | undefined> {
  const problem = nameProblem(name);
  if (problem) return { message: nameProblemText(problem), severity: ERROR };
  if (!parent) return undefined;
  // The parent is asked next, and writing says what is wrong with it.
  const kind = await kindAt(below(parent, name), true).catch(() => undefined);
  if (kind === undefined) return undefined;
  const where = pathOf(parent);
  if (kind !== 'folder') return { message: vscode.l10n.t('There is a file of this name in {0}.', where), severity: WARNING };
  const message = vscode.l10n.t('There is a folder of this name in {0}; you will be asked before anything in it is overwritten.', where);
  return { message, severity: WARNING };
}

/** Why a name does not do, in one sentence. */
export function nameProblemText(problem: NameProblem): string {
  switch (problem.kind) {
    case 'empty':
      return vscode.l10n.t('Give the project a name.');
    case 'dots':
      return vscode.l10n.t('A name cannot be made of dots alone.');
    case 'leadingSpace':
      return vscode.l10n.t('A name cannot begin with a space.');
    case 'trailingSpace':
      return vscode.l10n.t('A name cannot end with a space.');
    case 'leadingDot':
      return vscode.l10n.t('A name that begins with a dot would be hidden.');
    case 'trailingDot':
      return vscode.l10n.t('A name cannot end with a dot.');
    case 'control':
      return vscode.l10n.t('The name holds a character that cannot be seen.');
    case 'separator':
      return vscode.l10n.t('A name cannot hold "{0}"; the folder around it is asked next.', problem.character);
    case 'forbidden':
      return vscode.l10n.t('A name cannot hold "{0}", which Windows does not allow.', problem.character);
    case 'reserved':
      return vscode.l10n.t('"{0}" is the name of a device on Windows; choose another one.', problem.name);
    case 'tooLong':
      return vscode.l10n.t('The name is too long: it may have {0} bytes.', problem.max);
  }
}

const BROWSE = 'browse';

/** In which folder the new one is made. */
export async function askParent(place: Place, draft: Draft, known: readonly ParentFolder[]): Promise<Outcome> {
  for (;;) {
    const result = await pickOne<string>(place, {
      placeholder: vscode.l10n.t('Choose the folder in which the project is made'),
      items: folderChoices(draft.parent, known),
      active: draft.parent?.toString(),
    });
    if (typeof result === 'string') return result;
    const chosen = result.picked === BROWSE ? await browse(draft.parent) : vscode.Uri.parse(result.picked);
    // Without a choice in the dialog the list comes back: the other answers are not lost.
    if (!chosen) continue;
    draft.parent = chosen;
    return 'next';
  }
}

function folderChoices(chosen: vscode.Uri | undefined, known: readonly ParentFolder[]): Choice<string>[] {
  const isKnown = !chosen || known.some(({ uri }) => uri.toString() === chosen.toString());
  return [
    ...(isKnown ? [] : [folderChoice(chosen, vscode.l10n.t('chosen a moment ago'))]),
    ...known.map(({ uri, why }) => folderChoice(uri, why)),
    { value: BROWSE, label: `$(folder-opened) ${vscode.l10n.t('Choose Another Folder…')}` },
  ];
}

const folderChoice = (uri: vscode.Uri, why: string): Choice<string> => ({
  value: uri.toString(),
  label: `$(folder) ${pathOf(uri)}`,
  description: why,
});

async function browse(defaultUri: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('The Folder in Which the Project Is Made'),
    openLabel: vscode.l10n.t('Make It Here'),
    canSelectFiles: false,
    canSelectFolders: true,
    ...(defaultUri && { defaultUri }),
  });
  return chosen?.[0];
}

/** Whether the new repo begins with git, and with a first commit where git knows whose it would be. */
export async function askGit(place: Place, draft: Draft, git: Git): Promise<Outcome> {
  const canCommit = draft.parent !== undefined && (await git.knowsCommitter(draft.parent).catch(() => false));
  const result = await pickOne<GitStart>(place, {
    placeholder: vscode.l10n.t('Keep the history of your work with git?'),
    items: [
      ...(canCommit
        ? [{ value: 'commit' as const, label: `$(git-commit) ${vscode.l10n.t('Initialize a Git Repository and Commit the Starter')}` }]
        : []),
      { value: 'init', label: `$(source-control) ${vscode.l10n.t('Initialize a Git Repository')}` },
      { value: 'none', label: `$(circle-slash) ${vscode.l10n.t('No Git')}` },
    ],
    active: draft.git === 'commit' && !canCommit ? 'init' : draft.git,
  });
  if (typeof result === 'string') return result;
  draft.git = result.picked;
  return 'next';
}

/** What is opened once the repo is there. The pin of a row makes it the answer for good, by the setting. */
export async function askAfterwards(place: Place, draft: Draft, log: Log): Promise<Outcome> {
  const result = await pickOne<Afterwards>(place, {
    placeholder: vscode.l10n.t('What happens when the project is there?'),
    items: AFTERWARDS.map(afterwardsChoice),
    active: draft.afterwards,
    onItemButton: (value) => {
      settings.setScaffoldAfterwards(value).catch((error: unknown) => log.error('remembering what to open', error));
    },
  });
  if (typeof result === 'string') return result;
  draft.afterwards = result.picked;
  return 'next';
}

function afterwardsChoice(value: Afterwards): Choice<Afterwards> {
  const pin = { iconPath: new vscode.ThemeIcon('pin'), tooltip: vscode.l10n.t('Always Do This (Setting)') };
  return { value, ...wordsOf(value), buttons: [pin] };
}

function wordsOf(value: Afterwards): { label: string; description?: string } {
  switch (value) {
    case 'newWindow':
      return { label: `$(empty-window) ${vscode.l10n.t('Open in New Window')}` };
    case 'here':
      return { label: `$(window) ${vscode.l10n.t('Open Here')}`, description: vscode.l10n.t('in place of what is open in this window') };
    case 'addToWorkspace':
      return {
        label: `$(root-folder) ${vscode.l10n.t('Add to Workspace')}`,
        description: vscode.l10n.t('beside what is open in this window'),
      };
    case 'nothing':
      return { label: `$(dash) ${vscode.l10n.t('Open Nothing')}` };
  }
}
