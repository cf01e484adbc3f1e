/** What the checks of a project (`roadmap/<roadmap>/projects/<project>/checks/<stage>.ts`) are made of. */
export { ability } from './ability';
export { otherAddresses } from './addresses';
export { Answer } from './answer';
export { Api, Gate, type RequestOptions } from './api';
export { atOnce, openConnections } from './api';
export {
  absent,
  anyBoolean,
  anyDate,
  anyId,
  anyList,
  anyNumber,
  anyText,
  CheckFailure,
  ensure,
  equal,
  fail,
  like,
  listOf,
  matching,
  Matcher,
  that,
} from './failure';
export { momentOf } from './dates';
export { namesIn } from './headers';
export { parseJson, toJson } from './json';
export { limitTime } from './limitTime';
export { check, defineStage, type Check, type Environment, type Lab, type Program, type Stage, type Trial } from './stage';
export { quickestOf } from './stopwatch';
export { brief } from './values';
