import * as vscode from 'vscode';
import { Checks } from './checks/checks';
import type { App } from './commands/app';
import { Dashboard } from './dashboard/dashboard';
import { ProjectStarts } from './devServices/projectStarts';
import { CommandId } from './ids';
import { CodePalette } from './lessons/codePalette';
import { LessonLibrary } from './lessons/lessonLibrary';
import { TopicLinks } from './lessons/topicLinks';
import { QuizPages } from './lessons/quiz/quizPages';
import { StagePages } from './lessons/stage/stagePages';
import { TopicPages } from './lessons/topicPages';
import { Scaffolder } from './scaffold/scaffolder';
import { CheckActivity } from './services/checkActivity';
import { CheckResults } from './services/checkResults';
import { Log } from './services/log';
import { NoteStore } from './services/notes/noteStore';
import { ProgressStore } from './services/progress/progressStore';
import { ProjectRepoStore } from './services/projectRepos';
import { QuizLibrary } from './services/quizLibrary';
import { RoadmapLibrary } from './services/roadmapLibrary';
import { ScaffoldMemory } from './services/scaffoldMemory';
import { StageLibrary } from './services/stageLibrary';
import type { Views } from './views/views';

/** The parts list. Everything that is made here is disposed of with the extension. */
export function makeParts(context: vscode.ExtensionContext): App {
  const { extensionUri, globalState, workspaceState, environmentVariableCollection } = context;
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };

  const log = own(new Log());
  const library = new RoadmapLibrary(extensionUri);
  const store = own(new ProgressStore(context, library.index, log));
  const notes = own(new NoteStore(context, library.index, log));
  const results = own(new CheckResults(context, log));
  const repos = own(new ProjectRepoStore(globalState, log, results));
  const stages = new StageLibrary(extensionUri);
  const activity = own(new CheckActivity());
  let shown: Promise<Views> | undefined;
  const views = () =>
    (shown ??= import('./views/views').then(({ Views }) =>
      own(new Views({ library, store, repos, results, stages, workspaceState, dashboard, log })),
    ));
  const quizzes = new QuizLibrary(extensionUri, library.index.outline.id);
  const lessons = new LessonLibrary(extensionUri, library.index.outline.id);
  const palette = own(new CodePalette(log));
  const topicPages = own(new TopicPages({ extensionUri, library, lessons, palette, quizzes, store, notes, log }));
  own(vscode.window.registerUriHandler(new TopicLinks(library.index, topicPages, log)));
  const quizPages = own(new QuizPages({ extensionUri, library, quizzes, store, log }));
  const pointAt = async (project: string) => (await views()).projects.revealFirstStage(project);
  const memory = new ScaffoldMemory(globalState);
  const scaffolder = own(new Scaffolder({ extensionUri, library, store, repos, memory, log, pointAt }));
  const projectStarts = own(new ProjectStarts({ extensionUri, environmentVariableCollection, log }));
  const checks = own(new Checks({ extensionUri, library, stages, store, repos, results, activity, log }));
  const stagePages = own(new StagePages({ extensionUri, library, stages, results, repos, activity, staleness: checks, palette, log }));
  const actions = {
    scaffold: async (project: string) => run(CommandId.scaffoldProject, project),
    openProject: async (project: string) => run(CommandId.openProject, project),
  };
  const dashboard = own(new Dashboard({ extensionUri, library, store, projects: repos, results, stages, actions, log }));
  return {
    ...{ library, store, views, dashboard, topicPages, notes, quizzes, quizPages, repos, scaffolder, projectStarts },
    ...{ stages, stagePages, results, checks, extensionUri, log },
  };
}

const run = async (command: CommandId, argument: string): Promise<void> => {
  await vscode.commands.executeCommand(command, argument);
};
