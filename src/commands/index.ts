import * as vscode from 'vscode';
import { CommandId, SettingId, EXTENSION_ID, scaffoldCommandOf, ViewId, WALKTHROUGH } from '../ids';
import { reportUnexpected } from '../services/log';
import { settings } from '../services/settings';
import { isUserError } from '../services/userError';
import type { App } from './app';
import { openRoadmap } from './openRoadmap';
import { continueLearning, openTopic } from './openTopic';
import { exportChecklist } from './exportChecklist';
import { exportProgress } from './exportProgress';
import { importProgress } from './importProgress';
import type * as projects from './projects';
import { resetAll, resetSection, resetTopics } from './reset';
import { completeSection, setStatus, toggleTopics } from './setStatus';
import { search } from './search';
import { showMenu } from './showMenu';
import { undo } from './undo';

/** What VS Code hands to a command: anything, since keybindings and other extensions may call it. */
export type CommandArguments = readonly unknown[];
type Handler = (app: App, args: CommandArguments) => unknown;

/** What is done with projects is loaded by the first command that does it. */
const inProjects =
  (command: keyof typeof projects): Handler =>
  async (app, args) =>
    (await import('./projects'))[command](app, args);

/** The table of contents: every command of the manifest and what it does. */
const HANDLERS: Readonly<Record<CommandId, Handler>> = {
  [CommandId.openRoadmap]: openRoadmap,
  [CommandId.continue]: continueLearning,
  [CommandId.search]: search,
  [CommandId.showMenu]: showMenu,
  [CommandId.focusTree]: () => vscode.commands.executeCommand(`${ViewId.roadmap}.focus`),
  [CommandId.openWalkthrough]: () => vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false),
  [CommandId.showLog]: (app) => app.log.show(),
  [CommandId.openSettings]: () => vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${EXTENSION_ID}`),

  [CommandId.openTopic]: openTopic,
  [CommandId.markDone]: (app, args) => setStatus(app, args, 'done'),
  [CommandId.startLearning]: (app, args) => setStatus(app, args, 'doing'),
  [CommandId.skip]: (app, args) => setStatus(app, args, 'skipped'),
  [CommandId.toggleTopic]: toggleTopics,
  [CommandId.resetTopic]: resetTopics,

  [CommandId.completeSection]: completeSection,
  [CommandId.resetSection]: resetSection,
  [CommandId.resetAll]: resetAll,
  [CommandId.undo]: undo,

  [CommandId.hideCompleted]: () => settings.setHideCompleted(true),
  [CommandId.showCompleted]: () => settings.setHideCompleted(false),

  [CommandId.exportProgress]: exportProgress,
  [CommandId.importProgress]: importProgress,
  [CommandId.exportChecklist]: exportChecklist,

  [CommandId.scaffoldProject]: inProjects('scaffoldProject'),
  [CommandId.openProject]: inProjects('openProject'),
  [CommandId.openProjectInNewWindow]: inProjects('openProjectInNewWindow'),
  [CommandId.addProjectToWorkspace]: inProjects('addProjectToWorkspace'),
  [CommandId.revealProjectInOs]: inProjects('revealProjectInOs'),
  [CommandId.removeProjectFromList]: inProjects('removeProjectFromList'),
  [CommandId.showProjectCard]: inProjects('showProjectCard'),
  [CommandId.startProject]: async (app, args) => (await import('./startProject')).startProject(app, args),
  [CommandId.stopServices]: async (app) => (await import('./startProject')).stopServices(app),
};

/** One command for each project of the roadmap, to be found in the palette by its name. */
const projectHandlers = ({ library }: App): (readonly [string, Handler])[] =>
  library.index.outline.projects.map(({ id }) => [
    scaffoldCommandOf(id),
    async (app, args) => (await import('./projects')).scaffoldProject(app, args, id),
  ]);

/** Registers every command behind one error boundary. */
export function registerCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    ...[...Object.entries(HANDLERS), ...projectHandlers(app)].map(([id, handler]) =>
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          return await handler(app, args);
        } catch (error) {
          if (isUserError(error)) void vscode.window.showErrorMessage(error.message);
          else void reportUnexpected(app.log, id.replace(`${SettingId.section}.`, ''), error);
          return undefined;
        }
      }),
    ),
  );
}
