import {
  type CheckActivity,
  type CheckProblem,
  type CheckResults,
  isFinished,
  nextStage,
  type RepoResults,
  type RunProgress,
  type StagePart,
  type StageResult,
  type StageState,
  stageResultOf,
  stageStateOf,
} from '../checks';
import type { StageText } from '../content/stage';
import * as vscode from 'vscode';
import { startsPrograms } from '#platform';
import type { Project, Stage } from '../content/schema';
import type { ProgressStore } from '../progress/progressStore';
import { startedProjects, type DependencyState, type ProjectRepos } from '../projects';
import type { Library } from '../content/library';
import { nameOf, placeOf } from '../base/uris';
import { UserError } from '../base/userError';
import { shorten } from '../base/commands';

/** A stage as others name it. */
export interface StageName {
  readonly id: string;
  readonly title: string;
}

/** What of the page stays as it is while it is shown. */
export interface StageView {
  readonly project: StageName;
  readonly text: StageText;
  /** Counted from 1. */
  readonly position: number;
  /** What the stage practises. */
  readonly topics: readonly StageName[];
  readonly previous: StageName | undefined;
  readonly next: StageName | undefined;
  readonly work: WorkView;
}

/** What the learner has done, and what can be done next. */
export interface WorkView {
  readonly project: StageName;
  readonly text: StageText;
  /** Of the stage, counted from 1. */
  readonly position: number;
  /** The repos of the project. */
  readonly repos: readonly RepoChoice[];
  /** The one that the page is for, as a URI; undefined when there is none. */
  readonly folder: string | undefined;
  readonly result: StageResult;
  /** What the checks of the project say, by `<stage>/<check>`. */
  readonly checkTitles: ReadonlyMap<string, string>;
  /** The states of all stages of the project, in order. */
  readonly states: readonly StageState[];
  /** The first stage that has not passed; undefined when none is left. */
  readonly upNext: StageName | undefined;
  readonly isFinished: boolean;
  /** The next project of the roadmap that the learner has not begun; undefined when there is none. */
  readonly nextProject: StageName | undefined;
  /** Where the check of the folder is; undefined when none is under way. */
  readonly run: RunProgress | undefined;
  /** Why the last check of the folder in this window has found nothing; undefined when it has. */
  readonly problem: CheckProblem | undefined;
  /** What the last check of the folder in this window has found of the stage at a server where not all could be tried. */
  readonly part: StagePart | undefined;
  /** The topics that were proven up to this stage and are not completed, by their titles. */
  readonly toComplete: readonly StageName[];
  /** What keeps the project from being checked at the moment; undefined when nothing does. */
  readonly setup: Setup | undefined;
  /** Files of the repo have changed since its last run. */
  readonly isStale: boolean;
  /** Its program was started in this window, and has not ended. */
  readonly isRunning: boolean;
}

/** Dependencies are missing, or being installed; the window is not trusted; nothing can be started here, as in a browser. */
export type Setup = DependencyState | 'restricted' | 'elsewhere';

export interface RepoChoice {
  /** As a URI. */
  readonly folder: string;
  readonly label: string;
}

export interface StageSource {
  readonly library: Library;
  readonly results: Pick<CheckResults, 'resultsOf' | 'loaded'>;
  readonly repos: ProjectRepos;
  readonly activity: Pick<CheckActivity, 'progressOf' | 'problemOf' | 'partOf'>;
  /** Knows of which projects the dependencies are missing, or being installed. */
  readonly dependencies: { stateOf(folder: vscode.Uri): DependencyState | undefined };
  readonly store: Pick<ProgressStore, 'topic'>;
  /** Knows whether files of a repo have changed since its last run. */
  readonly staleness: { isStale(folder: vscode.Uri): boolean };
}

/** A stage with what stands around it, as the installed roadmap has it. */
export interface LoadedStage {
  readonly project: Project;
  readonly text: StageText;
  /** The stages of the project that have a text, in order. */
  readonly all: readonly StageName[];
  /** What all checks of the project say, by `<stage>/<check>`. */
  readonly checkTitles: ReadonlyMap<string, string>;
}

/** Reads a stage, and what is stored of checks. @throws UserError when there is no such stage, or it cannot be read. */
export async function loadStage({ library, results }: StageSource, project: string, stage: string): Promise<LoadedStage> {
  if (!library.stages.has(project)) throw new UserError(vscode.l10n.t('The project "{0}" has no stages to show.', shorten(project)));
  const [roadmap, texts] = await Promise.all([library.load(), library.stages.load(project), results.loaded]);
  const found = roadmap.projects.items.find(({ id }) => id === project);
  const text = texts.find(({ id }) => id === stage);
  if (!found?.stages.some(({ id }) => id === stage) || !text)
    throw new UserError(vscode.l10n.t('There is no stage "{0}" in the project "{1}".', shorten(stage), found?.title ?? shorten(project)));
  const titles = texts.flatMap(({ id, checks }) => checks.map((check) => [`${id}/${check.id}`, check.title] as const));
  return { project: found, text, all: texts.map(({ id, title }) => ({ id, title })), checkTitles: new Map(titles) };
}

/** All that the page shows, of the stage and of the learner's work in a repo of its project. */
export function stageViewOf(source: StageSource, stage: LoadedStage, folder: vscode.Uri | undefined): StageView {
  const { project, text, all } = stage;
  const place = all.findIndex(({ id }) => id === text.id);
  const position = project.stages.findIndex(({ id }) => id === text.id);
  return {
    project,
    text,
    position: position + 1,
    topics: (project.stages[position]?.topics ?? []).map((id) => ({ id, title: source.library.index.topic(id)?.title ?? id })),
    previous: all[place - 1],
    next: all[place + 1],
    work: workViewOf(source, stage, position, folder),
  };
}

function workViewOf(
  source: StageSource,
  { project, text, all, checkTitles }: LoadedStage,
  position: number,
  folder: vscode.Uri | undefined,
): WorkView {
  const ids = project.stages.map(({ id }) => id);
  const stored = folder && source.results.resultsOf(folder, project.id);
  const result = stageResultOf(stored, text.id);
  const next = nextStage(stored, ids);
  const listed = source.repos.reposOf(project.id).map(({ uri, name }) => ({ uri, name }));
  const isListed = !folder || listed.some(({ uri }) => uri.toString() === folder.toString());
  const repos = isListed ? listed : [{ uri: folder, name: nameOf(folder) }, ...listed];
  return {
    project,
    text,
    position: position + 1,
    repos: repos.map(({ uri, name }) => ({ folder: uri.toString(), label: `${name} · ${placeOf(uri)}` })),
    folder: folder?.toString(),
    result,
    checkTitles,
    states: ids.map((id) => stageStateOf(stageResultOf(stored, id))),
    upNext: all.find(({ id }) => id === next),
    isFinished: isFinished(stored, ids),
    nextProject: nextProject(source, project.id),
    run: folder && source.activity.progressOf(folder),
    problem: folder && source.activity.problemOf(folder),
    part: folder && source.activity.partOf(folder, text.id),
    toComplete: provenTopics(source, project.stages.slice(0, position + 1), stored),
    setup: folder && setupOf(source, folder),
    isStale: folder !== undefined && result.at > 0 && source.staleness.isStale(folder),
    isRunning: folder !== undefined && startedProjects.isRunning(folder),
  };
}

function setupOf({ dependencies }: StageSource, folder: vscode.Uri): Setup | undefined {
  if (!startsPrograms || folder.scheme !== 'file') return 'elsewhere';
  if (!vscode.workspace.isTrusted) return 'restricted';
  return dependencies.stateOf(folder);
}

function nextProject({ library, repos }: StageSource, after: string): StageName | undefined {
  const { projects } = library.index.outline;
  const place = projects.findIndex(({ id }) => id === after);
  return projects.slice(place + 1).find(({ id }) => library.stages.has(id) && repos.reposOf(id).length === 0);
}

/** The topics of the stages that pass, as long as the learner has not completed them. */
function provenTopics({ store, library }: StageSource, stages: readonly Stage[], stored: RepoResults | undefined): StageName[] {
  const proven = stages.filter(({ id }) => stageResultOf(stored, id).passed).flatMap(({ topics }) => topics);
  return [...new Set(proven)]
    .filter((id) => store.topic(id).status !== 'done')
    .map((id) => ({ id, title: library.index.topic(id)?.title ?? id }));
}
