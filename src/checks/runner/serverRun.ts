import { realpath, rm } from 'node:fs/promises';
import type { RunEvent } from '../model/events';
import { readProjectId } from './inspect';
import { RUN_LIMITS, type Clocks, type RunLimits } from './runContext';
import { lockRepo } from './runLock';
import { RunRecord } from './runRecord';
import { RunningServer, serverAddress } from './runningServer';
import { stagesOf, toldStages, type Selection } from './selection';
import { runStages, type RunOutcome } from './stageRun';
import { builtSuites, type Suites } from './suites';

export interface ServerRequest extends Selection {
  /** The repo of the project whose stages it is held to. Nothing in it is run. */
  readonly folder: string;
  readonly url: string;
  readonly signal: AbortSignal;
  readonly emit: (event: RunEvent) => void;
  readonly limits?: RunLimits;
  readonly suites?: Suites;
}

/** Checks a server that somebody else has started. @throws EnvironmentProblem when that cannot be done. */
export async function checkServer(request: ServerRequest, cleanUps: (() => unknown)[], { starting, asking }: Clocks): Promise<RunOutcome> {
  const { emit, signal, suites = builtSuites(), limits = RUN_LIMITS } = request;
  const address = serverAddress(request.url);
  const suite = await suites.suiteOf(await readProjectId(request.folder));
  const stages = stagesOf(suite, request);
  cleanUps.push(lockRepo(await realpath(request.folder)));
  const { url } = address;
  emit({ type: 'run-started', project: suite.project, command: url, url, stages: toldStages(suite, stages, request) });
  const server = new RunningServer({ address, signal, limits, asking });
  cleanUps.push(() => server.stop());
  await server.assertAnswers();
  const record = new RunRecord();
  cleanUps.push(() => record.remove());
  const { scratch, data } = record.makeFolders();
  for (const made of [scratch, data]) cleanUps.push(() => rm(made, { recursive: true, force: true, maxRetries: 3 }));
  const bench = { program: server, makeAnother: () => server.makeAnother(), scratch, limits, starting, signal, emit };
  return runStages(stages, (id) => suites.stageOf(suite.project, id), bench, request.check);
}
