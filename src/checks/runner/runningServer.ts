import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Answer } from '../kit/answer';
import { Api } from '../kit/api';
import { limitTime } from '../kit/limitTime';
import type { Environment, Stage } from '../kit/stage';
import { outside } from '../../base/text';
import { hostIn, isThisMachine, parseServerAddress, type AddressFault, type ServerAddress } from '../serverAddress';
import { EnvironmentProblem, type Clock, type RunLimits } from './runContext';
import type { TestedProgram } from './testedProgram';

const FAULTS: Readonly<Record<AddressFault, string>> = {
  'no-address': 'it is no address of a server, such as http://localhost:3000',
  scheme: 'checks speak HTTP: it has to begin with http:// or https://',
  credentials: 'it holds a name or a password, which checks do not send',
  path: 'checks begin at the root of a server: leave out what follows the host and the port',
};

/** Reads the address of a server that is to be checked. @throws EnvironmentProblem when it is none. */
export function serverAddress(text: string): ServerAddress {
  const address = parseServerAddress(text);
  if ('fault' in address) {
    const host = hostIn(text);
    const what = host === undefined ? 'The address' : `"${outside(host)}"`;
    throw new EnvironmentProblem('no-server', `${what} cannot be checked: ${FAULTS[address.fault]}.`);
  }
  return address;
}

export interface RunningServerOptions {
  readonly address: ServerAddress;
  readonly signal: AbortSignal;
  readonly limits: RunLimits;
  /** Counts while it is asked something. */
  readonly asking: Clock;
}

/** A check has asked for what a server cannot give that somebody else has started. */
export class NotOurs extends Error {
  override readonly name = 'NotOurs';
}

/**
 * A server that somebody else has started, and goes on after the checks: it is asked, and neither started, ended nor restarted. What a check
 * needs beyond that is noted down, and makes that check one that is left out, however it ends.
 */
export class RunningServer implements TestedProgram {
  readonly isRunning = true;
  readonly whyGone = undefined;
  readonly lastLines = '';
  readonly api: Api;
  onAnswer: (answer: Answer) => void = () => undefined;
  checkSignal: AbortSignal;
  cut: string | undefined;
  private readonly agent: HttpAgent;
  private need: string | undefined;
  /** It has answered during this check that it was asked too often. */
  private isLimited = false;

  constructor(private readonly options: RunningServerOptions) {
    this.checkSignal = options.signal;
    const { hostname, port, protocol } = this.parsed;
    const isSecure = protocol === 'https:';
    const pool = { keepAlive: true, maxSockets: 512 };
    // On one's own machine nobody has signed a certificate that others trust.
    this.agent = isSecure ? new HttpsAgent({ ...pool, rejectUnauthorized: !options.address.isPrivate }) : new HttpAgent(pool);
    const number = port === '' ? (isSecure ? 443 : 80) : Number(port);
    this.api = new Api({
      host: () => hostname.replace(/^\[|\]$/g, ''),
      port: () => number,
      isSecure,
      agent: () => this.agent,
      signal: () => this.checkSignal,
      onAnswer: (answer) => {
        if (answer.status === TOO_MANY) this.isLimited = true;
        this.onAnswer(answer);
      },
      whyGone: () => Promise.resolve(undefined),
      asking: options.asking,
      limit: options.limits.request,
    });
  }

  private get parsed(): URL {
    return new URL(this.options.address.url);
  }

  get url(): string {
    return this.options.address.url;
  }

  /** The port by which this machine reaches it: there is none of a server elsewhere. */
  get port(): number {
    const { hostname, port } = this.parsed;
    if (!isThisMachine(hostname) || port === '') this.needs('it asks by other names of this computer');
    return Number(port);
  }

  readonly isOurs = false;

  get output(): string {
    this.needs('it reads what the program prints');
    return '';
  }

  /** A check begins: nothing is known of what it needs. */
  begin(): void {
    this.need = undefined;
    this.isLimited = false;
  }

  /** Why the check that has ended here says nothing; undefined when it does. */
  leftOutBecause(hasFailed: boolean): string | undefined {
    return this.need ?? (hasFailed && this.isLimited ? 'the server limits how often it may be asked (429)' : undefined);
  }

  needs(what: string): void {
    this.need ??= what;
  }

  start(): Promise<void> {
    return this.refuse('it starts the program');
  }

  restart(): Promise<void> {
    return this.refuse('it restarts the program');
  }

  crash(): Promise<void> {
    return this.refuse('it crashes the program');
  }

  /** Nothing of it is ours to end, but the connections. */
  stop(): Promise<void> {
    this.agent.destroy();
    return Promise.resolve();
  }

  /** @throws EnvironmentProblem when nobody answers there. */
  async assertAnswers(): Promise<void> {
    const { limits, signal } = this.options;
    const why = await new Promise<string | undefined>((resolve) => {
      const ask = this.parsed.protocol === 'https:' ? httpsRequest : httpRequest;
      const asked = ask(this.url, { agent: this.agent, signal });
      const finish = (fault?: string): void => {
        callOff();
        resolve(fault);
        asked.destroy();
      };
      // From its beginning: a server that sends a byte of a header now and then is never idle.
      const callOff = limitTime.after(limits.request, () => finish('nothing came in time'));
      asked.once('response', () => finish());
      asked.once('upgrade', () => finish('it changes to another protocol, which nobody asked for'));
      asked.on('error', (error) => finish(error.message === '' && 'code' in error ? String(error.code) : error.message));
      // After all others: what ends without any of them would be waited for without end.
      asked.once('close', () => finish('it closed the connection without an answer'));
      asked.end();
    });
    signal.throwIfAborted();
    if (why === undefined) return;
    throw new EnvironmentProblem('no-server', `No server answers at ${this.url} (${why}): start it, or check another address.`);
  }

  /** There is one, and nobody here can start another. @throws NotOurs */
  makeAnother(): never {
    const what = 'it starts another instance of the program';
    this.needs(what);
    throw new NotOurs(what);
  }

  private refuse(what: string): Promise<never> {
    this.needs(what);
    const refused = Promise.reject(new NotOurs(what));
    // A check may begin it and wait for it later, or never: that must not end the runner.
    refused.catch(() => undefined);
    return refused;
  }
}

const TOO_MANY = 429;

/** Why a check cannot be tried at a server that was not started for it, as far as its stage says so; undefined when it can. */
export function leftOutBefore(
  { restart, countsOn }: Pick<Stage<unknown>, 'restart' | 'countsOn'>,
  environment: Environment,
  check: string,
): string | undefined {
  const names = Object.keys(environment);
  if (restart === true) return 'its stage starts the program anew';
  if (countsOn === undefined && names.length > 0) return `its stage starts the program with ${names.join(', ')}`;
  const variables = countsOn?.[check] ?? [];
  return variables.length > 0 ? `it counts on ${variables.join(' and ')}, which the program may have been started without` : undefined;
}

/** The sentence for a check that is left out. */
export const leftOutSentence = (why: string): string => `Left out: ${why}.`;
