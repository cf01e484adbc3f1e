import * as vscode from 'vscode';
import { createApi, type BackendRoadmapApi } from './api';
import { registerCommands } from './commands';
import { Dashboard } from './dashboard/dashboard';
import { ProjectStarts } from './devServices/projectStarts';
import { CommandId } from './ids';
import { TopicPages } from './lessons/topicPages';
import { Scaffolder } from './scaffold/scaffolder';
import { Log } from './services/log';
import { ProgressStore } from './services/progress/progressStore';
import { ProjectRepoStore } from './services/projectRepos';
import { RoadmapLibrary } from './services/roadmapLibrary';
import { ScaffoldMemory } from './services/scaffoldMemory';
import { ProjectsTreeView } from './views/projectsTree/projectsTreeView';
import { RoadmapTreeView } from './views/roadmapTree/roadmapTreeView';
import { StatusBar } from './views/statusBar/statusBar';

/** The parts list. Everything that is made here is disposed of with the extension. */
export function activate(context: vscode.ExtensionContext): BackendRoadmapApi {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };

  const log = own(new Log());
  const library = new RoadmapLibrary(context.extensionUri);
  const store = own(new ProgressStore(context, library.index, log));
  const tree = own(new RoadmapTreeView(library, store, context.workspaceState, log));
  own(new StatusBar(store));
  const topicPages = own(new TopicPages({ extensionUri: context.extensionUri, library, store, log }));
  const repos = own(new ProjectRepoStore(context.globalState, log));
  const projects = own(new ProjectsTreeView(library, store, repos));
  const scaffolder = own(
    new Scaffolder({
      extensionUri: context.extensionUri,
      library,
      store,
      repos,
      memory: new ScaffoldMemory(context.globalState),
      log,
      pointAt: (project) => projects.revealFirstStage(project),
    }),
  );
  const { extensionUri, environmentVariableCollection } = context;
  const projectStarts = own(new ProjectStarts({ extensionUri, environmentVariableCollection, log }));
  const actions = {
    scaffold: async (project: string) => run(CommandId.scaffoldProject, project),
    openProject: async (project: string) => run(CommandId.openProject, project),
  };
  const dashboard = own(new Dashboard({ extensionUri: context.extensionUri, library, store, projects: repos, actions, log }));
  own(registerCommands({ library, store, tree, dashboard, topicPages, repos, scaffolder, projectStarts, log }));

  return createApi(store);
}

const run = async (command: CommandId, argument: string): Promise<void> => {
  await vscode.commands.executeCommand(command, argument);
};
