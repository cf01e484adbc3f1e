import type * as vscode from 'vscode';
import { createApi, type BackendRoadmapApi } from './api';
import { registerCommands } from './commands';
import { Dashboard } from './dashboard/dashboard';
import { TopicPages } from './lessons/topicPages';
import { Log } from './services/log';
import { ProgressStore } from './services/progress/progressStore';
import { noProjectRepos } from './services/projectRepos';
import { RoadmapLibrary } from './services/roadmapLibrary';
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
  const dashboard = own(new Dashboard({ extensionUri: context.extensionUri, library, store, projects: noProjectRepos, actions: {}, log }));
  own(registerCommands({ library, store, tree, dashboard, topicPages, log }));

  return createApi(store);
}
