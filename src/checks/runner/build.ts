import { once } from 'node:events';
import { ProgramOutput } from './output';
import { EnvironmentProblem } from './problem';
import { RUN_MARK, signalTree, spawnCommand } from './processes';

export interface BuildOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly mark: string;
  readonly signal: AbortSignal;
  readonly print: (text: string) => void;
}

/** Longer than a compiler needs for a project of this size. */
const LIMIT = 120_000;

/** Runs the repo's own build command to its end. @throws EnvironmentProblem with what it printed last, when it fails. */
export async function build(command: string, folder: string, { environment, mark, signal, print }: BuildOptions): Promise<void> {
  const output = new ProgramOutput(print);
  const child = spawnCommand(command, folder, { ...environment, [RUN_MARK]: mark });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => output.add(text));
  const end = () => void signalTree(child, 'SIGKILL');
  const timer = setTimeout(end, LIMIT);
  signal.addEventListener('abort', end, { once: true });
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    signal.throwIfAborted();
    if (code === 0) return;
    throw new EnvironmentProblem(
      'build-failed',
      `The build command "${command}" failed (exit code ${String(code)}): run it in a terminal and mend what it says.`,
      output.lastLines,
    );
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    output.flush();
  }
}
