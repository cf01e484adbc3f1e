/** What other rooms may use of this one. */
export { type ActiveCheck, type CheckActivity, type CheckProblem } from './checkActivity';
export { type CheckResults } from './checkResults';
export { type StagePlace } from './explorer/context';
export { type TestExplorer } from './explorer/testExplorer';
export { type Failure } from './model/events';
export {
  type CheckState,
  type RepoResults,
  type StagePart,
  type StageState,
  type StageResult,
  type Untried,
  checkStateOf,
  isFinished,
  maySeeSolution,
  nextStage,
  passedStages,
  stageResultOf,
  stageStateOf,
} from './model/results';
export { checksDone, liveStateOf, type LiveState, type RunProgress, stageUnderCheck } from './model/runProgress';
export { checkingText, completeTopicsText, runDoneText, solutionCondition, stageNumber, stagesPassedText, stateWords } from './words';
