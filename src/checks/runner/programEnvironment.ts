import type { Environment } from '../kit/stage';

/** What the editor, npm and this runner have put into their own environment, and is none of the learner's program's business. */
const NOT_PASSED_ON = /^(?:VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$|NODE_CHANNEL_|NODE_V8_COVERAGE$|PORT$|HOST$)/i;

/** The environment of a program under test; what comes later wins. `{scratch}` in the suite's values stands for the run's folder. */
export function programEnvironment(host: NodeJS.ProcessEnv, own: Environment, suite: Environment, scratch: string): NodeJS.ProcessEnv {
  const kept = Object.entries(host).filter(([name]) => !NOT_PASSED_ON.test(name));
  return { ...Object.fromEntries(kept), ...own, ...fillIn(suite, scratch) };
}

/** Puts the run's folder in the place of `{scratch}`. */
export const fillIn = (environment: Environment, scratch: string): Environment =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value.replaceAll('{scratch}', scratch)]));
