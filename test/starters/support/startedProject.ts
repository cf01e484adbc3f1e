import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { declaredServices, startDevServices } from '../../../src/devServices/supervisor';
import { takesConnections } from '../../support/ports';
import { Program, type Settings } from './programs';
import { scaffoldAll } from './scaffold';

/** Long enough for a cold start on a machine that does something else as well. */
const START_LIMIT = 180_000;
const STOP_LIMIT = 60_000;

/** A project that runs by `npm start`. */
export interface StartedProject {
  readonly url: string;
  /** What the program has printed so far. */
  readonly output: () => string;
  /** Ends it by SIGTERM and holds it to an orderly end; then ends its services. */
  stop(): Promise<void>;
}

/** Runs `npm start` as VS Code does it: services that are not in `settings` are built-in ones, in a process of their own. */
export async function startProject(folder: string, settings: Settings): Promise<StartedProject> {
  const { host: hostPath } = (await scaffoldAll()).devServices;
  const crashes: string[] = [];
  const services = await startDevServices({
    folder,
    hostPath,
    standInsOnly: true,
    environment: settings,
    onCrash: (sentence) => crashes.push(sentence),
  });
  const all = { ...settings, ...services.variables };
  const program = Program.start(folder, ['npm', 'start'], { ...all, ...eagerShell(), PORT: '0', LOG_LEVEL: 'info' });
  try {
    const [, url = ''] = await program.prints(/"url":"(http:[^"]+)"/, START_LIMIT);
    const stop = async (): Promise<void> => {
      await endInOrder(program, Number(new URL(url).port)).finally(() => services.stop());
      assert.deepEqual(crashes, []);
    };
    return { url, output: () => program.output, stop };
  } catch (error) {
    await program.stop(STOP_LIMIT).catch(() => undefined);
    await services.stop();
    throw error;
  }
}

/** Starts a project, tries something and stops it. What fails is told together with what the program said. */
export async function withStartedProject(folder: string, settings: Settings, use: (url: string) => Promise<void>): Promise<void> {
  const project = await startProject(folder, settings);
  try {
    await use(project.url);
  } catch (error) {
    await project.stop().catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}\nThe program said:\n${project.output().slice(-4000)}`, { cause: error });
  }
  await project.stop();
}

/** Which services a repo declares, by the same rules as in VS Code. */
export const servicesOf = (folder: string): Promise<readonly string[]> => declaredServices(folder);

async function endInOrder(program: Program, port: number): Promise<void> {
  const { code, output } = await program.stop(STOP_LIMIT);
  const said = `It said:\n${output.slice(-2000)}`;
  // npm says 143 when its shell was ended before the program, which is the shell's choice.
  assert.ok(code === 0 || code === 143, `npm start ended with ${code}. ${said}`);
  assert.match(output, /"message":"(?:stopped|goodbye)"/, `It did not say that it stopped in order. ${said}`);
  assert.doesNotMatch(output, /"level":"error"/, `Something went wrong on the way. ${said}`);
  assert.equal(await takesConnections(port), false, 'somebody still listens on its port');
}

/** A shell that becomes the program instead of waiting for it. npm passes signals on to it, so they arrive twice. */
function eagerShell(): Settings {
  return existsSync('/bin/bash') ? { npm_config_script_shell: '/bin/bash' } : {};
}
