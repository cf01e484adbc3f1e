/** What the checks of a project (`roadmap/<roadmap>/projects/<project>/checks/<stage>.ts`) are made of. */
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
  brief,
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
export { check, defineStage, type Check, type Environment, type Lab, type Program, type Stage, type Trial } from './stage';
