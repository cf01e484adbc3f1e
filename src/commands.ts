import * as vscode from 'vscode';
import { CommandId, EXTENSION_ID, scaffoldCommandOf, WALKTHROUGH } from './ids';
import { settings } from './base/settings';
import type { App } from './app';
import type { CommandArguments } from './base/commands';
import { cancelCheck, check, checkAll, checkServer, debugStage, showCheckOutput } from './checks/commands/check';
import { reportCheck } from './checks/commands/reportCheck';
import { compareWithSolution } from './checks/commands/compareWithSolution';
import { exportCertificate } from './checks/commands/exportCertificate';
import { openRoadmap, showProjectCard } from './dashboard/commands';
import { openNote } from './notes/commands';
import { openStage } from './stages/commands';
import { continueLearning, openTopic } from './topic/commands';
import { copyTopicLink, showInSidebar } from './topic/commands';
import { clearPlan, planJourney } from './plan/commands';
import { exportChecklist } from './transfer/exportProgress';
import { exportProgress } from './transfer/exportProgress';
import { importProgress } from './transfer/importProgress';
import * as projects from './projects/commands';
import { startProject, stopServices } from './projects/commands';
import { review, takeQuiz } from './quiz/commands';
import { resetAll, resetSection, resetTopics, completeSection, setStatus, toggleTopics, undo } from './progress/commands';
import { search } from './search/commands';
import { enterRow } from './sidebar/enterRow';
import { showMenu } from './sidebar/showMenu';

type Handler = (app: App, args: CommandArguments) => unknown;

/** The table of contents: every command of the manifest and what it does. */
const HANDLERS: Readonly<Record<CommandId, Handler>> = {
  [CommandId.openRoadmap]: openRoadmap,
  [CommandId.start]: continueLearning,
  [CommandId.continue]: continueLearning,
  [CommandId.search]: search,
  [CommandId.showMenu]: showMenu,
  [CommandId.focusTree]: showInSidebar,
  [CommandId.openWalkthrough]: () => vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false),
  [CommandId.showLog]: (app) => app.log.show(),
  [CommandId.openSettings]: () => vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${EXTENSION_ID}`),

  [CommandId.openTopic]: openTopic,
  [CommandId.enterRow]: enterRow,
  [CommandId.openNote]: openNote,
  [CommandId.copyTopicLink]: copyTopicLink,
  [CommandId.takeQuiz]: takeQuiz,
  [CommandId.review]: review,
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

  [CommandId.planJourney]: planJourney,
  [CommandId.clearPlan]: clearPlan,

  [CommandId.scaffoldProject]: projects.scaffoldProject,
  [CommandId.openProject]: projects.openProject,
  [CommandId.openProjectInNewWindow]: projects.openProjectInNewWindow,
  [CommandId.addProjectToWorkspace]: projects.addProjectToWorkspace,
  [CommandId.revealProjectInOs]: projects.revealProjectInOs,
  [CommandId.removeProjectFromList]: projects.removeProjectFromList,
  [CommandId.showProjectCard]: showProjectCard,
  [CommandId.startProject]: startProject,
  [CommandId.stopServices]: stopServices,

  [CommandId.openStage]: openStage,
  [CommandId.check]: check,
  [CommandId.debugStage]: debugStage,
  [CommandId.checkAll]: checkAll,
  [CommandId.checkServer]: checkServer,
  [CommandId.cancelCheck]: cancelCheck,
  [CommandId.showCheckOutput]: showCheckOutput,
  [CommandId.reportCheck]: reportCheck,
  [CommandId.compareWithSolution]: compareWithSolution,
  [CommandId.exportCertificate]: exportCertificate,
};

/**
 * Does what a command says. Ids that the table does not have are those of the projects: one for each, to be found in the
 * palette by its name. Rejects when it could not; a UserError is meant for the learner.
 */
export async function handleCommand(app: App, id: string, args: CommandArguments): Promise<unknown> {
  const handler = (HANDLERS as Readonly<Record<string, Handler | undefined>>)[id];
  if (handler) return handler(app, args);
  const project = app.library.index.outline.projects.find((one) => scaffoldCommandOf(one.id) === id);
  return project && projects.scaffoldProject(app, args, project.id);
}
