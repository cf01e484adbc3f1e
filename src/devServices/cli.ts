import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { helpText, readArguments, type CliRequest } from './cliArguments';
import { withoutUrlPasswords } from '../base/secrets';
import { endTree } from '../platform/processes';
import { DevServicesError } from './hostMessages';
import { startDevServices, type DevServices, type ReadyService } from './supervisor';

const badUse = 2;
/** What a program has to end in order, and then its services. */
const endLimit = 10_000;

/** The bundle has the host beside it in a folder; the sources have it in the same one. */
const hostPath = fileURLToPath(new URL(import.meta.url.endsWith('.mjs') ? './devServices/host.mjs' : './serviceHost.ts', import.meta.url));

void main(readArguments(process.argv.slice(2)));

async function main(request: CliRequest): Promise<void> {
  if (request.mode === 'help') {
    process.stdout.write(helpText);
    return;
  }
  if (request.mode === 'wrong') {
    fail(request.complaint);
    return;
  }
  try {
    process.exitCode = await run(request);
  } catch (error) {
    if (!(error instanceof DevServicesError)) throw error;
    fail(error.message);
  }
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = badUse;
}

async function run(request: Extract<CliRequest, { mode: 'run' }>): Promise<number> {
  let crashed = (sentence: string): void => {
    process.stderr.write(`${sentence}\n`);
  };
  const services = await startDevServices({
    folder: resolve(request.folder),
    hostPath,
    standInsOnly: request.standInsOnly,
    ...(request.only === undefined ? {} : { only: request.only }),
    onCrash: (sentence) => {
      crashed(sentence);
    },
  });
  try {
    // What is said about the services goes beside the command's own output, which may be read by another program.
    for (const service of services.services) process.stderr.write(`${statusLine(service)}\n`);
    if (services.services.length === 0) process.stderr.write('This project declares no services.\n');
    if (request.command.length > 0) return await runCommand(request.command, services);
    const crash = new Promise<number>((done) => {
      crashed = (sentence) => {
        process.stderr.write(`${sentence}\n`);
        done(1);
      };
    });
    return await Promise.race([keepRunning(services), crash]);
  } finally {
    await services.stop();
  }
}

/** Says in one line which it was. The password of a service that was started here is no secret, the learner's own may be one. */
function statusLine({ url, note, from }: ReadyService): string {
  return `${note} at ${from === 'environment' || from === '.env' ? withoutUrlPasswords(url) : url}`;
}

/** Prints what a shell can read, and waits to be interrupted. */
async function keepRunning(services: DevServices): Promise<number> {
  const keepAlive = setInterval(() => undefined, 60_000);
  const interrupted = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => {
        done();
      });
  });
  for (const [name, value] of Object.entries(services.variables)) process.stdout.write(`export ${name}='${value}'\n`);
  await interrupted;
  clearInterval(keepAlive);
  return 0;
}

async function runCommand(command: readonly string[], services: DevServices): Promise<number> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    stdio: 'inherit',
    env: { ...process.env, ...services.variables },
    // npm and its like are scripts on Windows, which only a shell starts.
    shell: process.platform === 'win32',
  });
  let ending: Promise<void> | undefined;
  const end = (signal: NodeJS.Signals): void => {
    if (child.pid !== undefined) ending ??= endTree(child.pid, signal, endLimit);
  };
  process.on('SIGINT', () => {
    // Ctrl+C reaches the command through the terminal, and a second one would cut its orderly end short.
    if (process.stdin.isTTY) setTimeout(() => end('SIGTERM'), endLimit).unref();
    else end('SIGINT');
  });
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(signal));
  const code = await new Promise<number>((done) => {
    child.once('error', (error) => {
      process.stderr.write(`${program} cannot be started: ${error.message}\n`);
      done('code' in error && error.code === 'ENOENT' ? 127 : 126);
    });
    child.once('exit', (code, signal) => {
      done(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
  // npm is gone before the program that it has started, which may still need its database to end in order.
  await ending;
  return code;
}
