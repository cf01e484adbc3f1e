import * as vscode from 'vscode';
import type { Afterwards } from '../../base/settings';
import { pathOf } from '../../base/uris';
import { hourCount } from '../../base/words';
import type { ProjectOutline } from '../../content/outline';
import type { Library } from '../../content/library';
import type { ProgressStore } from '../../progress/progressStore';
import { freeName, nameProblem, type NameProblem } from '../model/names';
import { below, isEmptyFolder, kindAt } from './files';
import type { Git, GitStart } from './git';
import type { ParentFolder, Target } from './target';
import { askText, pickOne, type Choice, type Outcome, type Place } from '../../base/questions';

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
  /** What the learner has agreed to write into, although something is there. */
  agreed: Target | undefined;
}

/** What the projects are told with: what they are, and how far the learner is. */
interface ProjectParts {
  readonly library: Library;
  readonly store: ProgressStore;
}

/** Which project is to be made. */
export async function askProject(place: Place, draft: Draft, { library, store }: ProjectParts): Promise<Outcome> {
  const result = await pickOne<ProjectOutline>(place, {
    placeholder: vscode.l10n.t('Choose a project: its starter will be created in a folder you choose'),
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
    detail: vscode.l10n.t('{0} of {1} topics completed', done, project.topics.length),
  };
}

/** What the new folder is called, in the folder around it that is known by now: a name that is taken there is told while it is typed. */
export async function askName(place: Place, draft: Draft): Promise<Outcome> {
  const suggested = await suggestedName(draft);
  const keep = (value: string): void => {
    draft.name = value;
    draft.isSuggested = value === suggested;
  };
  const result = await askText(place, {
    prompt: draft.parent
      ? vscode.l10n.t('Name of the new folder in {0}, also used as the name of the package', pathOf(draft.parent))
      : vscode.l10n.t('Name of the new folder, also used as the name of the package'),
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

const { Error: ERROR, Warning: WARNING, Info: INFO } = vscode.InputBoxValidationSeverity;

async function problemOf(name: string, parent: vscode.Uri | undefined): Promise<vscode.InputBoxValidationMessage | undefined> {
  const problem = nameProblem(name);
  if (problem) return { message: nameProblemText(problem), severity: ERROR };
  if (!parent) return undefined;
  const folder = below(parent, name);
  // What cannot be looked at is told of when it is to be written.
  const kind = await kindAt(folder, true).catch(() => undefined);
  if (kind === undefined) return undefined;
  const where = pathOf(parent);
  if (kind !== 'folder')
    return { message: vscode.l10n.t('{0} already has a file with this name. Choose another name.', where), severity: ERROR };
  if (await isEmptyFolder(folder).catch(() => false)) {
    return { message: vscode.l10n.t('{0} already has an empty folder with this name. It will be used.', where), severity: INFO };
  }
  const message = vscode.l10n.t(
    '{0} already has a folder with this name. Press Enter to see which of its files would be overwritten.',
    where,
  );
  return { message, severity: WARNING };
}

/** Why a name does not do, in one sentence. */
export function nameProblemText(problem: NameProblem): string {
  switch (problem.kind) {
    case 'empty':
      return vscode.l10n.t('Enter a name for the project.');
    case 'dots':
      return vscode.l10n.t('A name cannot consist of dots only.');
    case 'leadingSpace':
      return vscode.l10n.t('A name cannot start with a space.');
    case 'trailingSpace':
      return vscode.l10n.t('A name cannot end with a space.');
    case 'leadingDot':
      return vscode.l10n.t('A name cannot start with a dot: the folder would be hidden.');
    case 'trailingDot':
      return vscode.l10n.t('A name cannot end with a dot.');
    case 'control':
      return vscode.l10n.t('The name contains an invisible character.');
    case 'separator':
      return vscode.l10n.t('A name cannot contain "{0}".', problem.character);
    case 'forbidden':
      return vscode.l10n.t('A name cannot contain "{0}": Windows does not allow it.', problem.character);
    case 'reserved':
      return vscode.l10n.t('"{0}" is reserved on Windows. Choose another name.', problem.name);
    case 'tooLong':
      return vscode.l10n.t('The name is too long. The limit is {0} bytes.', problem.max);
  }
}

const BROWSE = 'browse';

/** In which folder the new one is made. */
export async function askParent(place: Place, draft: Draft, known: readonly ParentFolder[]): Promise<Outcome> {
  for (;;) {
    const result = await pickOne<string>(place, {
      placeholder: vscode.l10n.t('Choose the folder in which to create the project'),
      items: folderChoices(draft.parent, known),
      active: draft.parent?.toString(),
    });
    if (typeof result === 'string') return result;
    const chosen = result.picked === BROWSE ? await browse(place, draft.parent) : vscode.Uri.parse(result.picked);
    // Without a choice in the dialog the list comes back: the other answers are not lost.
    if (!chosen) continue;
    // A name that was suggested for another folder may be taken in this one, or a better one be free.
    if (draft.isSuggested && chosen.toString() !== draft.parent?.toString()) draft.name = undefined;
    draft.parent = chosen;
    return 'next';
  }
}

function folderChoices(chosen: vscode.Uri | undefined, known: readonly ParentFolder[]): Choice<string>[] {
  const isKnown = !chosen || known.some(({ uri }) => uri.toString() === chosen.toString());
  return [
    ...(isKnown ? [] : [folderChoice(chosen, vscode.l10n.t('chosen just now'))]),
    ...known.map(({ uri, why }) => folderChoice(uri, why)),
    { value: BROWSE, label: `$(folder-opened) ${vscode.l10n.t('Choose Another Folder…')}` },
  ];
}

const folderChoice = (uri: vscode.Uri, why: string): Choice<string> => ({
  value: uri.toString(),
  label: `$(folder) ${pathOf(uri)}`,
  description: why,
});

/**
 * When VS Code's own dialog closes, the page from which all this was begun gets the focus back, and its frame learns of that some 50 ms later
 * (`WebviewElement.focus`). The next question comes after that: else the page takes the focus from it.
 */
const FOCUS_IS_BACK = 250;

async function browse({ box }: Place, defaultUri: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  box.giveWay();
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Choose the Folder in Which to Create the Project'),
    openLabel: vscode.l10n.t('Create Project Here'),
    canSelectFiles: false,
    canSelectFolders: true,
    ...(defaultUri && { defaultUri }),
  });
  await new Promise((resolve) => setTimeout(resolve, FOCUS_IS_BACK));
  return chosen?.[0];
}

/** Whether the new project begins with Git, and with a first commit where git knows whose it would be. */
export async function askGit(place: Place, draft: Draft, git: Git): Promise<Outcome> {
  const { parent } = draft;
  const [canCommit, around] = await Promise.all([
    parent ? git.knowsCommitter(parent).catch(() => false) : false,
    parent ? git.repositoryAround(parent).catch(() => undefined) : undefined,
  ]);
  const result = await pickOne<GitStart>(place, {
    placeholder: around
      ? vscode.l10n.t('{0} is in a Git repository already. Give your project one of its own?', pathOf(parent ?? around))
      : vscode.l10n.t('Use Git to keep the history of your project?'),
    items: [
      ...(canCommit
        ? [{ value: 'commit' as const, label: `$(git-commit) ${vscode.l10n.t('Initialize a Git Repository and Commit the Starter')}` }]
        : []),
      { value: 'init', label: `$(source-control) ${vscode.l10n.t('Initialize a Git Repository')}` },
      { value: 'none', label: `$(circle-slash) ${vscode.l10n.t('Do Not Use Git')}` },
    ],
    // A repository in a repository is for those who ask for it.
    active: around ? 'none' : draft.git === 'commit' && !canCommit ? 'init' : draft.git,
  });
  if (typeof result === 'string') return result;
  draft.git = result.picked;
  return 'next';
}
