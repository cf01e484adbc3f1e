/** Every id that the manifest, the code and the tests share, once. `test/unit/manifest.test.ts` holds the manifest to it. */

export const EXTENSION_ID = 'backend-roadmap.backend-roadmap';

export const CommandId = {
  openRoadmap: 'backendRoadmap.openRoadmap',
  start: 'backendRoadmap.start',
  continue: 'backendRoadmap.continue',
  search: 'backendRoadmap.search',
  showMenu: 'backendRoadmap.showMenu',
  focusTree: 'backendRoadmap.focusTree',
  openWalkthrough: 'backendRoadmap.openWalkthrough',
  showLog: 'backendRoadmap.showLog',
  openSettings: 'backendRoadmap.openSettings',

  openTopic: 'backendRoadmap.openTopic',
  enterRow: 'backendRoadmap.enterRow',
  openNote: 'backendRoadmap.openNote',
  copyTopicLink: 'backendRoadmap.copyTopicLink',
  takeQuiz: 'backendRoadmap.takeQuiz',
  review: 'backendRoadmap.review',
  markDone: 'backendRoadmap.markDone',
  startLearning: 'backendRoadmap.startLearning',
  skip: 'backendRoadmap.skip',
  toggleTopic: 'backendRoadmap.toggleTopic',
  resetTopic: 'backendRoadmap.resetTopic',

  completeSection: 'backendRoadmap.completeSection',
  resetSection: 'backendRoadmap.resetSection',
  resetAll: 'backendRoadmap.resetAll',
  undo: 'backendRoadmap.undo',

  hideCompleted: 'backendRoadmap.hideCompleted',
  showCompleted: 'backendRoadmap.showCompleted',

  exportProgress: 'backendRoadmap.exportProgress',
  importProgress: 'backendRoadmap.importProgress',
  exportChecklist: 'backendRoadmap.exportChecklist',

  planJourney: 'backendRoadmap.planJourney',
  clearPlan: 'backendRoadmap.clearPlan',

  scaffoldProject: 'backendRoadmap.scaffoldProject',
  openProject: 'backendRoadmap.openProject',
  openProjectInNewWindow: 'backendRoadmap.openProjectInNewWindow',
  addProjectToWorkspace: 'backendRoadmap.addProjectToWorkspace',
  revealProjectInOs: 'backendRoadmap.revealProjectInOs',
  removeProjectFromList: 'backendRoadmap.removeProjectFromList',
  showProjectCard: 'backendRoadmap.showProjectCard',
  startProject: 'backendRoadmap.startProject',
  stopServices: 'backendRoadmap.stopServices',

  check: 'backendRoadmap.check',
  debugStage: 'backendRoadmap.debugStage',
  checkAll: 'backendRoadmap.checkAll',
  checkServer: 'backendRoadmap.checkServer',
  cancelCheck: 'backendRoadmap.cancelCheck',
  showCheckOutput: 'backendRoadmap.showCheckOutput',
  reportCheck: 'backendRoadmap.reportCheck',
  openStage: 'backendRoadmap.openStage',
  compareWithSolution: 'backendRoadmap.compareWithSolution',
  exportCertificate: 'backendRoadmap.exportCertificate',
} as const;

export type CommandId = (typeof CommandId)[keyof typeof CommandId];

/** The command that scaffolds one project. The manifest has one for each project of the content. */
export const scaffoldCommandOf = (projectId: string): string => `backendRoadmap.scaffold.${projectId}`;

export const ViewId = {
  container: 'backendRoadmap',
  roadmap: 'backendRoadmap.roadmap',
  /** What a newcomer sees below the roadmap, until something has begun. */
  firstSteps: 'backendRoadmap.firstSteps',
  projects: 'backendRoadmap.projects',
} as const;

export const WebviewId = {
  dashboard: 'backendRoadmap.dashboard',
  topic: 'backendRoadmap.topic',
  quiz: 'backendRoadmap.quiz',
  stage: 'backendRoadmap.stage',
} as const;

export const ContextKey = {
  hidesCompleted: 'backendRoadmap.hidesCompleted',
  /** The roadmap has no rows, as all of them are hidden. Not before that is known: who goes to a view without rows has the focus in its text, and loses it with that. */
  allHidden: 'backendRoadmap.allHidden',
  /** The roadmap has no rows, as they could not be loaded. */
  isBroken: 'backendRoadmap.isBroken',
  /** Nothing has begun: "Start" and not "Continue". */
  isNew: 'backendRoadmap.isNew',
  /** Nothing had begun when the window was opened, and nothing has since: the first steps are shown. */
  greets: 'backendRoadmap.greets',
  /** For the walkthrough's completion events. */
  hasProgress: 'backendRoadmap.hasProgress',
  /** For the walkthrough's completion events: the page of a topic was shown. */
  hasOpenedTopic: 'backendRoadmap.hasOpenedTopic',
  /** For the walkthrough's completion events: a quiz was answered to its end. */
  hasTakenQuiz: 'backendRoadmap.hasTakenQuiz',
  /** For the walkthrough's completion events: a check came to a result. */
  hasChecked: 'backendRoadmap.hasChecked',
  /** For the walkthrough's completion events: a quiz or a stage was passed. */
  hasProof: 'backendRoadmap.hasProof',
  /** The learner has a plan. */
  hasPlan: 'backendRoadmap.hasPlan',
  /** Some project was scaffolded, and is still on the list. */
  hasProjectRepos: 'backendRoadmap.hasProjectRepos',
  /** All stages of some project have passed, so that there is something to certify. */
  hasFinishedProject: 'backendRoadmap.hasFinishedProject',
  /** The active editor shows a file of a repo that can be checked. */
  inProject: 'backendRoadmap.inProject',
  /** A check is running in this window. */
  isChecking: 'backendRoadmap.isChecking',
} as const;

export const SettingId = {
  section: 'backendRoadmap',
  statusBarVisible: 'statusBar.visible',
  statusBarFormat: 'statusBar.format',
  hideCompleted: 'tree.hideCompleted',
  experience: 'experience',
  country: 'country',
  streak: 'statistics.streak',
  scaffoldAfterwards: 'scaffold.afterwards',
  certificateName: 'certificate.name',
  nodePath: 'nodePath',
  shellEnvironment: 'shellEnvironment',
  envFile: 'envFile',
} as const;

/** What holds the checks in the Test Explorer. */
export const CHECKS_CONTROLLER = 'backendRoadmap.checks';

/** By this a debug configuration says that a check debugs a program, and which: what a debugger does not know it leaves alone. */
export const DEBUGGED_PROGRAM = 'backendRoadmapProgram';

/** Colors of the theme that are ours. */
export const ColorId = {
  /** Proof: as in the Test Explorer, but for light themes, where that color is too pale for words and small icons. */
  proven: 'backendRoadmap.proven',
} as const;

/** The keys of VS Code's storage, each read and written in one place. */
export const StorageKey = {
  /** In `globalState`, by `services/progress`. */
  progress: 'progress',
  /** In `globalState`, by `services/projectRepos`. */
  projectRepos: 'projectRepos',
  /** In `globalState`, by `services/scaffoldMemory`. */
  scaffold: 'scaffold',
  /** In `workspaceState`, by the tree. */
  foldedSections: 'foldedSections',
  /** In `workspaceState`, by the checks: the addresses of running servers, by the folders of their projects. */
  servers: 'servers',
  /** In `workspaceState`, by the checks: the names of debug configurations, by the folders of their projects. */
  debugConfigurations: 'debugConfigurations',
} as const;

export const STATUS_BAR_ITEM = 'progress';
export const CHECKS_STATUS_BAR_ITEM = 'checks';
export const WALKTHROUGH = `${EXTENSION_ID}#start`;
