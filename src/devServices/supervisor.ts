import { fork, type ChildProcess } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_PROJECT_FILE, parseProjectFile, PROJECT_FILE, ProjectFileError } from '../content/projectFile';
import { localUrl, serviceDescriptions, type ServiceKind } from '../content/serviceKinds';
import { readSmall } from '../platform/smallFiles';
import { DevServicesError, readFromHost, type HostedService, type ToHost } from './hostMessages';
import { assertReachable, chooseSources, parseEnvFile, type ServiceSource, type Variables } from './reach';

/** What to start, and how. */
export interface DevServicesOptions {
  /** The learner's project. */
  readonly folder: string;
  /** The program that hosts the services: the bundled `dist/devServices/host.mjs`. */
  readonly hostPath: string;
  /** Where the services keep their data; in the project unless said. */
  readonly dataFolder?: string;
  /** Leaves real servers alone that are installed. */
  readonly standInsOnly?: boolean;
  /** Instead of those that the project declares. */
  readonly only?: readonly ServiceKind[];
  /** Where URLs are looked for before `.env`; by default the environment of this process. */
  readonly environment?: Variables;
  /** What `.env` says, where it was read already. */
  readonly dotEnv?: string;
  /** What the process that hosts the services has in its environment besides, by which it can be found. */
  readonly hostVariables?: Variables;
  /** Fixed ports; others are free ones. */
  readonly ports?: Readonly<Partial<Record<ServiceKind, number>>>;
  /** Told in one sentence when the services go down by themselves. Nothing is started again unasked. */
  readonly onCrash?: (sentence: string) => void;
}

/** A service that a project can use now. */
export interface ReadyService {
  readonly kind: ServiceKind;
  readonly variable: string;
  readonly url: string;
  /** Where it comes from: the learner's own, a server that is installed here and was started, or the stand-in. */
  readonly from: 'environment' | '.env' | 'program' | 'built-in';
  /** Which one it is, in one line for the learner, without the URL, which may hold a password. */
  readonly note: string;
}

/** The services of a project, until they are stopped. */
export interface DevServices {
  readonly services: readonly ReadyService[];
  /** The variables to set for the learner's program: those of the services that were started only. */
  readonly variables: Readonly<Record<string, string>>;
  /** Ends the services that were started; those that were the learner's own are left alone. */
  stop(): Promise<void>;
}

/** Longer ones are no settings. */
const MAX_ENV_FILE = 1_000_000;

/** PGlite needs seconds on a quiet machine and many times that on a busy one, the first time most. */
const startTimeout = 180_000;
const stopTimeout = 6_000;

/** Reads what a project declares, checks the URLs it brings, and starts servers for the rest. */
export async function startDevServices(options: DevServicesOptions): Promise<DevServices> {
  const kinds = options.only ?? (await declaredServices(options.folder));
  const text = options.dotEnv ?? (await readIfExists(join(options.folder, '.env'), MAX_ENV_FILE, { mayBePipe: true })) ?? '';
  const dotEnv = parseEnvFile(text);
  const sources = chooseSources(kinds, options.environment ?? process.env, dotEnv);
  for (const source of sources) {
    if (source.from !== 'host') await assertReachable(source.kind, source.url, placeOf(source.from));
  }
  const wanted = sources.filter(({ from }) => from === 'host').map(({ kind }) => kind);
  const { hosted, stop } = await startHosts(options, wanted);
  const services = sources.map((source) => readyService(source, hosted, options.dataFolder === undefined));
  const variables = services
    .filter(({ from }) => from === 'program' || from === 'built-in')
    .map(({ variable, url }) => [variable, url] as const);
  return { services, variables: Object.fromEntries(variables), stop };
}

/** Reads which services a project declares. */
export async function declaredServices(folder: string): Promise<ServiceKind[]> {
  const info = await stat(folder).catch(() => undefined);
  if (info?.isDirectory() !== true) throw new DevServicesError(`There is no folder ${folder}.`);
  const text = await readIfExists(join(folder, PROJECT_FILE), MAX_PROJECT_FILE);
  if (text === undefined) {
    throw new DevServicesError(`${folder} has no ${PROJECT_FILE}, so it is unknown which services it needs.`);
  }
  try {
    return [...parseProjectFile(text).services];
  } catch (error) {
    if (error instanceof ProjectFileError) throw new DevServicesError(error.message);
    throw error;
  }
}

function placeOf(from: 'environment' | '.env'): string {
  return from === '.env' ? '.env' : 'the environment';
}

function readyService(source: ServiceSource, hosted: readonly HostedService[], keepsData: boolean): ReadyService {
  const { kind } = source;
  const { label, variable } = serviceDescriptions[kind];
  if (source.from !== 'host') return { ...source, variable, note: `${label}: ${variable} from ${placeOf(source.from)}` };
  const found = hosted.find((one) => one.kind === kind);
  if (found === undefined) throw new DevServicesError(`${label} did not say where it is.`);
  const where = keepsData ? `${found.what} (${found.data})`.replace(') (', ', ') : found.what;
  return { kind, variable, url: localUrl(kind, found.port), from: found.from, note: `${label}: ${where}` };
}

interface Host {
  readonly service: HostedService | undefined;
  readonly stop: () => Promise<void>;
}

/**
 * Each service has a process of its own: one that is kept busy by what a program asks of it, or that ends, is no other's trouble. When one
 * of them has gone, the rest is ended too, since they are said to be up together.
 */
async function startHosts(
  options: DevServicesOptions,
  kinds: readonly ServiceKind[],
): Promise<{ hosted: HostedService[]; stop: () => Promise<void> }> {
  const hosts: Host[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(hosts.map((host) => host.stop()));
  };
  let crashed = false;
  const onCrash = (sentence: string): void => {
    if (crashed) return;
    crashed = true;
    void stop().then(() => options.onCrash?.(sentence));
  };
  const results = await Promise.allSettled(
    kinds.map(async (kind) => {
      hosts.push(await startHost({ ...options, onCrash }, kind));
    }),
  );
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined) {
    await stop();
    throw failure.reason;
  }
  return { hosted: hosts.flatMap(({ service }) => service ?? []), stop };
}

async function startHost(options: DevServicesOptions, kind: ServiceKind): Promise<Host> {
  const child = fork(options.hostPath, [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // A Ctrl+C in the terminal is for the learner's program, which may still need its database to shut down in order.
    detached: process.platform !== 'win32',
    // Within VS Code `execPath` is Electron, which must behave as Node.
    env: { ...process.env, ...options.hostVariables, ELECTRON_RUN_AS_NODE: '1' },
  });
  const errors = lastLines(child);
  let stopping = false;
  const gone = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const stop = async (): Promise<void> => {
    stopping = true;
    if (child.connected) send(child, { type: 'stop' });
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeout);
    if (child.exitCode === null && child.signalCode === null) await gone;
    clearTimeout(timer);
  };
  try {
    const [service] = await firstAnswer(
      child,
      {
        type: 'start',
        folder: options.dataFolder ?? options.folder,
        standInsOnly: options.standInsOnly ?? false,
        services: [{ kind, port: options.ports?.[kind] ?? 0 }],
      },
      errors,
    );
    reportCrash(child, errors, () => stopping, options.onCrash);
    return { service, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for the host to say that all is up, or why it is not. */
function firstAnswer(child: ChildProcess, request: ToHost, errors: () => string): Promise<readonly HostedService[]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new DevServicesError(`The services did not start within ${String(startTimeout / 1000)} seconds.`));
    }, startTimeout);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new DevServicesError(`The services could not start: ${whyGone(code, signal, errors())}.`));
    });
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(new DevServicesError(`The services could not start: ${error.message}.`));
    });
    child.once('message', (message) => {
      clearTimeout(timer);
      const answer = readFromHost(message);
      if (answer?.type === 'ready') resolve(answer.services);
      else reject(new DevServicesError(answer?.message ?? 'The services said something that could not be read.'));
    });
    send(child, request);
  });
}

function reportCrash(
  child: ChildProcess,
  errors: () => string,
  isStopping: () => boolean,
  onCrash: ((sentence: string) => void) | undefined,
): void {
  let said: string | undefined;
  child.on('message', (message) => {
    const answer = readFromHost(message);
    if (answer?.type === 'failed') said = answer.message;
  });
  child.once('exit', (code, signal) => {
    if (isStopping()) return;
    onCrash?.(`The services went down (${said ?? whyGone(code, signal, errors())}): start them again.`);
  });
}

function whyGone(code: number | null, signal: NodeJS.Signals | null, errors: string): string {
  if (errors !== '') return errors;
  return signal === null ? `exit code ${String(code)}` : `ended by ${signal}`;
}

/** Keeps the end of what a process writes to stderr; the last line of a crash says most. */
function lastLines(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-4000);
  });
  return () => /^(?:\w*Error\b.*)$/m.exec(text)?.[0] ?? '';
}

function send(child: ChildProcess, message: ToHost): void {
  // A child that has just died cannot be told anything; its exit is reported on its own.
  child.send(message, () => undefined);
}

async function readIfExists(path: string, most: number, options?: { readonly mayBePipe: boolean }): Promise<string | undefined> {
  try {
    return await readSmall(path, most, options);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new DevServicesError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
