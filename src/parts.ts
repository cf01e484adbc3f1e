import * as vscode from 'vscode';
import { TestExplorer } from './checks/explorer/testExplorer';
import type { App } from './app';
import { Dashboard } from './dashboard/dashboard';
import { ProjectDebugging } from './projects/start/debugging';
import { ProjectLauncher } from './projects/start/projectLauncher';
import { CommandId } from './ids';
import { BundledSource } from './content/bundledSource';
import { Library } from './content/library';
import { TopicLinks } from './topic/topicLinks';
import { QuizPages } from './quiz/quizPages';
import { StagePages } from './stages/stagePages';
import { TopicPages } from './topic/topicPages';
import { Scaffolder } from './projects/scaffold/scaffolder';
import { CheckActivity } from './checks/checkActivity';
import { CheckResults } from './checks/checkResults';
import { Log } from './base/log';
import type { NoteStore } from './notes/noteStore';
import { ProgressStore } from './progress/progressStore';
import { ProjectRepoStore } from './projects/projectRepos';
import type { Views } from './sidebar/views';
// What the first views share with later parts comes with this file: in files of their own these few lines would take longer to load.
import './base/words';
import './platform/whenIdle';

export { runCommand } from './runCommand';

/** The parts list. Everything that is made here is disposed of with the extension. */
export function makeParts(context: vscode.ExtensionContext): App {
  const { extensionUri, globalState, workspaceState, environmentVariableCollection } = context;
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };

  const log = own(new Log());
  const library = new Library(new BundledSource(extensionUri));
  const store = own(new ProgressStore(context, library.index, log));
  let opened: Promise<NoteStore> | undefined;
  const notes = () => (opened ??= import('./notes/noteStore').then(({ NoteStore }) => own(new NoteStore(context, library.index, log))));
  const results = own(new CheckResults(context, log));
  const repos = own(new ProjectRepoStore(globalState, log, results));
  const activity = own(new CheckActivity());
  let shown: Promise<Views> | undefined;
  const views = () =>
    (shown ??= import('./sidebar/views').then(({ Views }) =>
      own(new Views({ library, store, repos, results, activity, workspaceState, dashboard, log })),
    ));
  const palette = { own };
  const topicPages = own(new TopicPages({ extensionUri, library, palette, store, notes, log }));
  own(vscode.window.registerUriHandler(new TopicLinks(library.index, topicPages, log)));
  const quizPages = own(new QuizPages({ extensionUri, library, palette, store, log }));
  const pointAt = async (project: string) => (await views()).projects.revealFirstStage(project);
  const follow = async (project: string, stage: string) => (await views()).projects.follow(project, stage);
  const scaffolder = own(new Scaffolder({ library, store, repos, globalState, log, pointAt }));
  const projectLauncher = own(new ProjectLauncher({ extensionUri, environmentVariableCollection, consents: results, log }));
  own(new ProjectDebugging(projectLauncher, log));
  const checks = own(
    new TestExplorer({
      ...{ extensionUri, library, store, repos, results, activity, workspaceState, log },
      isStageInSight: (place) => stagePages.isInSight(place),
    }),
  );
  const stagePages: StagePages = own(
    new StagePages({ extensionUri, library, store, results, repos, activity, staleness: checks, palette, log, follow }),
  );
  const actions = {
    scaffold: async (project: string) => run(CommandId.scaffoldProject, project),
    openProject: async (project: string) => run(CommandId.openProject, project),
  };
  const dashboard = own(new Dashboard({ extensionUri, library, store, projects: repos, results, actions, log }));
  return {
    ...{ library, store, views, dashboard, topicPages, notes, quizPages, repos, scaffolder, projectLauncher },
    ...{ stagePages, results, activity, checks, extensionUri, log },
  };
}

const run = async (command: CommandId, argument: string): Promise<void> => {
  await vscode.commands.executeCommand(command, argument);
};
