/** What other rooms may use of this one. */
export { type CheckActivity } from './checkActivity';
export { type CheckResults } from './checkResults';
export { type TestExplorer } from './explorer/testExplorer';
export { type Failure } from './model/events';
export {
  type CheckState,
  FAILURES_UNTIL_SOLUTION,
  type StageResult,
  checkStateOf,
  isFinished,
  maySeeSolution,
  nextStage,
  passedStages,
  stageResultOf,
  stageStateOf,
} from './model/results';
export { stagesPassedText, stateWords } from './words';
