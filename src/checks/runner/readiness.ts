import { request, STATUS_CODES } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { LocalHost } from '../kit/api';

/** How a program stands that was just started. */
export type Readiness =
  | { readonly state: 'answers'; readonly host: LocalHost }
  /** It takes connections, and is not ready to answer: `why` is the end of a sentence that begins with "it". */
  | { readonly state: 'warms-up'; readonly why: string }
  | { readonly state: 'closed' };

/** What a proxy and a server say while what is behind them is not ready. */
const NOT_YET = [502, 503];

/** A program that has taken a request and says nothing for so long, in milliseconds, is up: what it makes of requests, the checks say. */
const SILENCE = 2_000;

/** A program may listen on one address a moment before the other. */
const OTHER_ADDRESS = 300;

/**
 * Asks on a port of this machine whether somebody answers HTTP there: a proxy takes connections before its program runs, and drops them. What
 * listens on `::1` alone, as `localhost` may, is asked there. @throws when the signal is aborted.
 */
export async function readinessOn(port: number, signal: AbortSignal): Promise<Readiness> {
  const usual = await ask('127.0.0.1', port, signal);
  if (usual.state !== 'closed' || (await ask('::1', port, signal)).state === 'closed') return usual;
  await wait(OTHER_ADDRESS, undefined, { signal });
  const again = await ask('127.0.0.1', port, signal);
  return again.state === 'closed' ? ask('::1', port, signal) : again;
}

function ask(host: LocalHost, port: number, signal: AbortSignal): Promise<Readiness> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const asked = request({ host, port, path: '/', agent: false, signal, headers: { 'accept-encoding': 'identity' } });
    const finish = (readiness: Readiness): void => {
      clearTimeout(timer);
      resolve(readiness);
      asked.destroy();
    };
    let isConnected = false;
    const timer = setTimeout(() => finish(isConnected ? { state: 'answers', host } : { state: 'closed' }), SILENCE);
    asked.once('socket', (socket) => socket.once('connect', () => (isConnected = true)));
    asked.once('response', ({ statusCode = 0 }) => {
      if (NOT_YET.includes(statusCode)) finish({ state: 'warms-up', why: `answered ${statusCode} ${STATUS_CODES[statusCode] ?? ''}` });
      else finish({ state: 'answers', host });
    });
    // Later errors are of a request that is over.
    asked.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (signal.aborted) reject(error);
      else if (!isConnected) resolve({ state: 'closed' });
      else if (error.code?.startsWith('HPE_') === true) resolve({ state: 'answers', host });
      else resolve({ state: 'warms-up', why: 'closed the connection without an answer' });
    });
    asked.end();
  });
}
