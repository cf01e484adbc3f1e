import { isCount, isFlag, isListOf, isObject, isText } from '../../base/guards';
import type { Failure } from './events';
import { type RepoResults, type StageResult, type Untried, stageResultOf } from './results';

/** Whether something can be the id of a learner's project. It lies in a folder that may be a stranger's, and names a file of ours. */
export const isIdentity = (value: unknown): value is string => isText(value) && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

/** Reads stored results; undefined when they are none, or of a newer version. */
export function parseResults(text: string): RepoResults | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isResults(value) ? value : undefined;
}

// By hand: whoever has a project reads results in every window, and a validator is larger than all else that it loads.
const isResults = (value: unknown): value is RepoResults =>
  isObject(value) &&
  value['version'] === 1 &&
  (value['id'] === undefined || isIdentity(value['id'])) &&
  isText(value['uri']) &&
  isText(value['project']) &&
  isListOf(value['allowed'], isText) &&
  isObject(value['stages']) &&
  Object.values(value['stages']).every(isStageResult);

const isStageResult = (value: unknown): value is StageResult =>
  isObject(value) &&
  isFlag(value['passed']) &&
  isCount(value['at']) &&
  (value['firstPassedAt'] === undefined || isCount(value['firstPassedAt'])) &&
  isCount(value['failures']) &&
  isCount(value['hints']) &&
  (value['address'] === undefined || isText(value['address'])) &&
  isListOf(value['checks'], isCheckResult);

const isCheckResult = (value: unknown): value is StageResult['checks'][number] =>
  isObject(value) &&
  isText(value['id']) &&
  (value['failure'] === undefined || isFailure(value['failure'])) &&
  (value['untried'] === undefined || isUntried(value['untried']));

const isUntried = (value: unknown): value is Untried => isObject(value) && ['reason', 'stage', 'check'].every((key) => isText(value[key]));

const isFailure = (value: unknown): value is Failure =>
  isObject(value) &&
  isText(value['message']) &&
  ['expected', 'actual', 'exchange', 'output'].every((key) => value[key] === undefined || isText(value[key]));

/**
 * What two windows know of a repo together: of each stage the later run, the earliest pass, and as many hints and failures as either
 * knows. Merging with itself, or in another order, changes nothing.
 */
export function mergeResults(a: RepoResults, b: RepoResults): RepoResults {
  const ids = [...new Set([...Object.keys(a.stages), ...Object.keys(b.stages)])];
  const stages = ids.map((id) => [id, mergeStages(stageResultOf(a, id), stageResultOf(b, id))] as const);
  return { ...a, allowed: [...new Set([...a.allowed, ...b.allowed])].sort(), stages: Object.fromEntries(stages) };
}

function mergeStages(a: StageResult, b: StageResult): StageResult {
  const later = a.at > b.at || (a.at === b.at && runOf(a) >= runOf(b)) ? a : b;
  const passes = [a, b].flatMap(({ firstPassedAt }) => (firstPassedAt === undefined ? [] : [firstPassedAt]));
  return {
    ...later,
    ...(passes.length > 0 && { firstPassedAt: Math.min(...passes) }),
    failures: Math.max(a.failures, b.failures),
    hints: Math.max(a.hints, b.hints),
  };
}

/** Of two runs that began at once, all windows choose the same: by what they found. */
const runOf = ({ passed, checks }: StageResult): string => JSON.stringify([passed, checks]);
