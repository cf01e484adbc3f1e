/** What other rooms may use of this one. */
export { type CheckActivity } from './checkActivity';
export { type CheckResults } from './checkResults';
export { type Checks } from './explorer/checks';
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
  resultsFor,
  stageResultOf,
  stageStateOf,
} from './model/results';
export { stagesPassedText, stateWords } from './words';
