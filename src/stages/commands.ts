import * as vscode from 'vscode';
import {
  isFinished,
  nextStage,
  stageStateOf,
  type StageState,
  passedStages,
  stageResultOf,
  stageNumber,
  stagesPassedText,
  stateWords,
  type CheckResults,
  type TestExplorer,
} from '../checks';
import { isObject, isText } from '../base/guards';
import type { Project } from '../content/schema';
import { uriOf } from '../base/uris';
import { UserError } from '../base/userError';
import type { Library } from '../content/library';
import type { ProjectRepoStore } from '../projects';
import { pickOne, QuestionBox, runSteps, type Choice } from '../base/questions';
import { describe, shorten, type CommandArguments, goesBeside, keepsFocus } from '../base/commands';
import type { StageTarget } from './stagePage';
import type { StagePages } from './stagePages';

/** What finding the stage of a command needs. */
interface StageTargetParts {
  readonly library: Library;
  readonly results: CheckResults;
  readonly repos: ProjectRepoStore;
  readonly checks: TestExplorer;
}

/**
 * The stage an argument names: a row of the Projects view, or `{ folder?, project?, stage? }` with a folder as a URI. Without a stage,
 * the first that has not passed. @throws UserError when it names none.
 */
async function stageTarget(app: StageTargetParts, argument: unknown): Promise<StageTarget> {
  const named = namesIn(argument);
  if (!named) throw new UserError(vscode.l10n.t('This command needs a stage of a project, but it was given {0}.', describe(argument)));
  const folder = named.folder === undefined ? undefined : folderIn(named.folder);
  const id = named.project ?? (folder && (await projectOf(app, folder)));
  const project = (await projects(app)).find((one) => one.id === id);
  if (!project) throw new UserError(vscode.l10n.t('This command needs a project that is in this roadmap.'));
  if (!app.library.stages.has(project.id)) throw new UserError(vscode.l10n.t('The project "{0}" has no stages to show.', project.title));
  const stage = named.stage ?? (await firstToDo(app, project, folder));
  if (!project.stages.some((one) => one.id === stage))
    throw new UserError(vscode.l10n.t('There is no stage "{0}" in the project "{1}".', shorten(stage), project.title));
  return { project: project.id, stage, folder };
}

/** Asks for a project and for one of its stages. Undefined when the learner picked none. */
async function pickStage(app: StageTargetParts): Promise<StageTarget | undefined> {
  await app.results.loaded;
  const all = (await projects(app)).filter(({ id }) => app.library.stages.has(id));
  let picked: { readonly project?: Project; readonly stage?: string } = {};
  const box = new QuestionBox();
  try {
    const isAnswered = await runSteps({ title: vscode.l10n.t('Open Stage'), box }, [
      {
        isAsked: () => true,
        ask: async (place) => {
          const items = all.map((project) => projectChoice(app, project));
          const placeholder = vscode.l10n.t('Choose a project');
          const result = await pickOne(place, { placeholder, items, active: picked.project });
          if (typeof result === 'string') return result;
          picked = { project: result.picked };
          return 'next';
        },
      },
      {
        isAsked: () => true,
        ask: async (place) => {
          const { project } = picked;
          if (!project) return 'cancel';
          const placeholder = vscode.l10n.t('Choose a stage of {0}', project.title);
          const result = await pickOne(place, { placeholder, ...stageChoices(app, project) });
          if (typeof result === 'string') return result;
          picked = { project, stage: result.picked };
          return 'next';
        },
      },
    ]);
    const { project, stage } = picked;
    return isAnswered && project && stage !== undefined ? { project: project.id, stage } : undefined;
  } finally {
    box.close();
  }
}

function projectChoice(app: StageTargetParts, project: Project): Choice<Project> {
  const ids = project.stages.map(({ id }) => id);
  const results = latestResults(app, project);
  const description = results ? stagesPassedText(passedStages(results, ids).length, ids.length) : project.level;
  return { label: isFinished(results, ids) ? `$(verified-filled) ${project.title}` : project.title, description, value: project };
}

/** The stages of a project, with the focus on the one that is next. */
function stageChoices(app: StageTargetParts, project: Project): { readonly items: Choice<string>[]; readonly active: string | undefined } {
  const results = latestResults(app, project);
  const next = nextStage(results, project.stages.map(({ id }) => id)); // prettier-ignore
  const items = project.stages.map(({ id, title: name }, at) => {
    const state = stageStateOf(stageResultOf(results, id));
    const words = [stageNumber(at + 1), ...stateWords(state), ...(id === next && results ? [vscode.l10n.t('next')] : [])];
    return { label: `$(${PICK_ICONS[state]}) ${name}`, description: words.join(' · '), value: id };
  });
  return { items, active: next };
}

const PICK_ICONS: Readonly<Record<StageState, string>> = { passed: 'pass-filled', failed: 'error', open: 'circle-large-outline' };

interface Names {
  readonly folder: unknown;
  readonly project: string | undefined;
  readonly stage: string | undefined;
}

/** What an argument says. Rows come as the nodes that the tree made, or as whatever another extension thinks they look like. */
function namesIn(argument: unknown): Names | undefined {
  if (!isObject(argument)) return undefined;
  const { kind, parent, repo } = argument;
  const row = isObject(parent) ? parent : argument;
  const { folder, project, stage } =
    kind === undefined
      ? argument
      : { folder: fieldOf(repo, 'uri'), project: fieldOf(row['project'], 'id'), stage: fieldOf(argument['stage'], 'id') };
  if (project === undefined && folder === undefined) return undefined;
  return isOptionalText(project) && isOptionalText(stage) ? { folder, project, stage } : undefined;
}

const fieldOf = (value: unknown, field: string): unknown => (isObject(value) ? value[field] : undefined);
const isOptionalText = (value: unknown): value is string | undefined => value === undefined || isText(value);

function folderIn(value: unknown): vscode.Uri {
  const uri = value instanceof vscode.Uri ? value : typeof value === 'string' ? uriOf(value) : undefined;
  if (uri) return uri;
  throw new UserError(vscode.l10n.t('This command needs the address of a folder, such as file:///home/me/rest-api.'));
}

/** The project a folder was made of: as the list says, else as its own file does. */
const projectOf = async (app: StageTargetParts, folder: vscode.Uri): Promise<string> =>
  app.repos.projectOf(folder) ?? (await (await app.checks.load()).folders.read(folder)).project;

const projects = async (app: StageTargetParts): Promise<readonly Project[]> => (await app.library.load()).projects.items;

async function firstToDo(app: StageTargetParts, project: Project, folder: vscode.Uri | undefined): Promise<string> {
  await app.results.loaded;
  const results = folder ? app.results.resultsOf(folder, project.id) : latestResults(app, project);
  return nextStage(results, project.stages.map(({ id }) => id)) ?? project.stages.at(-1)?.id ?? ''; // prettier-ignore
}

function latestResults(app: StageTargetParts, { id }: Project) {
  const [latest] = app.repos.reposOf(id);
  return latest && app.results.resultsOf(latest.uri, id);
}

/** The parts that these commands work with. */
interface OpenStageParts extends StageTargetParts {
  readonly stagePages: StagePages;
}

/**
 * Opens a stage: the one that is given, else the first of the given project or repo that has not passed, else what the learner picks.
 * A second argument `{ preserveFocus: true }` leaves the focus where it is; with `{ beside: true }` a new page stands beside what has it.
 * @throws UserError when the argument names no stage.
 */
export async function openStage(app: OpenStageParts, [argument, options]: CommandArguments): Promise<void> {
  const target = argument === undefined || argument === null ? await pickStage(app) : await stageTarget(app, argument);
  if (target) await app.stagePages.open(target, { preserveFocus: keepsFocus(options), beside: goesBeside(options) });
}
