/**
 * `node dist/checks/cli.mjs <folder>`: checks a repo from a terminal, a CI server, or the editor, which forks it with
 * `--reporter ndjson`. Ctrl+C, SIGTERM, the message `cancel` and the loss of the parent end the run, and whatever it has started.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDebugNews } from '../model/debugging';
import { eventLine, type Outcome } from '../model/events';
import { HELP, readArguments, type CliRequest, type ReporterName } from './arguments';
import { startInDebugger, type Editor } from './debugger';
import { sweepLeftovers } from './leftovers';
import { junitReporter } from './reporters/junit';
import { specReporter } from './reporters/spec';
import { jsonReporter, type Reporter } from './reporters/summary';
import { runChecks } from './run';

const EXIT_CODES: Readonly<Record<Outcome, number>> = { passed: 0, partial: 0, failed: 1, problem: 2, cancelled: 130 };

void main(readArguments(process.argv.slice(2)));

async function main(request: CliRequest): Promise<void> {
  if (request.mode === 'help') {
    process.stdout.write(HELP);
    return;
  }
  if (request.mode === 'wrong') {
    process.stderr.write(`${request.complaint}\n`);
    process.exitCode = EXIT_CODES.problem;
    return;
  }
  if (request.mode === 'sweep') {
    await sweepLeftovers();
    return;
  }
  const { folder, stage, only, approved, url, envFile, debug, reporter } = request;
  if (debug !== undefined && process.send === undefined) {
    process.stderr.write('--debug is for an editor that has started this and speaks with it.\n');
    process.exitCode = EXIT_CODES.problem;
    return;
  }
  // Until a run has ended, nothing is known to be well: Node ends with 0 as soon as there is nothing left to wait for.
  process.exitCode = EXIT_CODES.problem;
  const outcome = await runChecks({
    folder: resolve(folder),
    stage,
    only,
    approved,
    ...(url !== undefined && { url }),
    ...(envFile !== undefined && { envFile: resolve(envFile) }),
    ...(debug !== undefined && { startProcess: startInDebugger(debug, parent()) }),
    hostPath: fileURLToPath(new URL('../devServices/host.mjs', import.meta.url)),
    signal: cancellation(),
    emit: reporterOf(reporter),
  });
  process.exitCode = EXIT_CODES[outcome];
  // An open connection of a check must not keep the process; what was written has to arrive first.
  process.stdout.write('', () => process.exit());
}

/** The editor, over the channel by which it has started this. */
function parent(): Editor {
  return {
    // One that is gone is told nothing: its loss ends the run.
    send: (request) => void process.send?.(request, undefined, undefined, () => undefined),
    onNews: (listener) => {
      process.on('message', (message) => {
        const news = parseDebugNews(message);
        if (news) listener(news);
      });
    },
  };
}

/** Aborted when somebody wants the run to end. */
function cancellation(): AbortSignal {
  const controller = new AbortController();
  const cancel = () => controller.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, cancel);
  process.on('disconnect', cancel);
  process.on('message', (message) => {
    if (message === 'cancel') cancel();
  });
  return controller.signal;
}

function reporterOf(name: ReporterName): Reporter {
  const write = (text: string): void => {
    process.stdout.write(text);
  };
  switch (name) {
    case 'spec':
      return specReporter(write, { colours: process.stdout.isTTY && process.env['NO_COLOR'] === undefined });
    case 'json':
      return jsonReporter(write);
    case 'junit':
      return junitReporter(write);
    case 'ndjson':
      return (event) => write(eventLine(event));
  }
}
