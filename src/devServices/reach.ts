import { connect } from 'node:net';
import { parseEnv } from 'node:util';
import { serviceDescriptions, type ServiceKind } from '../content/serviceKinds';
import { DevServicesError } from './hostMessages';

const defaultPorts: Readonly<Record<ServiceKind, number>> = { postgres: 5432, redis: 6379, mongodb: 27017 };
const schemes: Readonly<Record<ServiceKind, readonly string[]>> = {
  postgres: ['postgres', 'postgresql'],
  redis: ['redis', 'rediss'],
  mongodb: ['mongodb', 'mongodb+srv'],
};

/** A place to connect to. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/**
 * The places a service's URL names: several for a MongoDB replica set, none where a name server has to be asked first
 * (`mongodb+srv`). The text is taken apart by hand because a URL with several hosts is none to the platform's parser.
 */
export function endpointsOf(kind: ServiceKind, url: string, where: string): Endpoint[] {
  const { variable, label } = serviceDescriptions[kind];
  const match = /^([a-z][a-z0-9+.-]*):\/\/(?:[^@/?#]*@)?([^/?#]*)/i.exec(url);
  const scheme = match?.[1]?.toLowerCase();
  if (match === null || scheme === undefined || !schemes[kind].includes(scheme)) {
    throw new DevServicesError(`${variable} in ${where} is not a URL of ${label}: it must start with ${schemes[kind][0] ?? ''}://.`);
  }
  if (scheme === 'mongodb+srv') return [];
  return (match[2] ?? '').split(',').map((text) => {
    const parts = /^(\[[^\]]+\]|[^:]*)(?::(\d{1,5}))?$/.exec(text);
    if (parts === null) throw new DevServicesError(`${variable} in ${where} names no host and port that can be connected to.`);
    const host = (parts[1] ?? '').replace(/^\[|\]$/g, '');
    return { host: host === '' ? 'localhost' : host, port: Number(parts[2] ?? defaultPorts[kind]) };
  });
}

/** Fails unless at least one of the places that a URL names takes connections. */
export async function assertReachable(kind: ServiceKind, url: string, where: string, timeout = 3000): Promise<void> {
  const endpoints = endpointsOf(kind, url, where);
  if (endpoints.length === 0) return;
  const answers = await Promise.all(endpoints.map((endpoint) => takesConnections(endpoint, timeout)));
  if (answers.includes(true)) return;
  const { label, variable } = serviceDescriptions[kind];
  const places = endpoints.map(({ host, port }) => `${host}:${String(port)}`).join(', ');
  throw new DevServicesError(
    `${label} is not reachable at ${places} (${variable} in ${where}): start it, or remove ${variable} to have one started.`,
  );
}

function takesConnections({ host, port }: Endpoint, timeout: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout });
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => {
      finish(true);
    });
    socket.once('timeout', () => {
      finish(false);
    });
    socket.once('error', () => {
      finish(false);
    });
  });
}

/** Variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Where a project's services come from, one entry for each it declares. */
export type ServiceSource =
  | { readonly kind: ServiceKind; readonly from: 'environment' | '.env'; readonly url: string }
  | { readonly kind: ServiceKind; readonly from: 'host' };

/** Reads the text of a `.env` or `.env.example` by the rules of `process.loadEnvFile`, which is how the projects read it. */
export function parseEnvFile(text: string): Variables {
  return parseEnv(text);
}

/**
 * The one rule: a URL in the environment or in `.env` is used as it is, and where there is none, the host starts a server. The
 * environment comes first because `process.loadEnvFile` lets it win too. An empty value is none.
 */
export function chooseSources(kinds: readonly ServiceKind[], environment: Variables, dotEnv: Variables): ServiceSource[] {
  return kinds.map((kind): ServiceSource => {
    const { variable } = serviceDescriptions[kind];
    const fromEnvironment = environment[variable]?.trim();
    if (fromEnvironment !== undefined && fromEnvironment !== '') return { kind, from: 'environment', url: fromEnvironment };
    const fromFile = dotEnv[variable]?.trim();
    if (fromFile !== undefined && fromFile !== '') return { kind, from: '.env', url: fromFile };
    return { kind, from: 'host' };
  });
}
