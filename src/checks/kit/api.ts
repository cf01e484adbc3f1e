import { setMaxListeners } from 'node:events';
import { type Agent, request as httpRequest, validateHeaderValue } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Answer, type Asked } from './answer';
import { BodyError, bodyOf, textOf } from './body';
import { connectionFailure, HEADER_LIMIT, lateFailure } from './connectionFailures';
import { CheckFailure } from './failure';
import { toJson } from './json';
import { limitTime } from './limitTime';
import { OPENED_AT_ONCE, Pace } from './pace';
import { brief } from './values';

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, with its Content-Type. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly text?: string;
  /** Sent in chunks, so that nobody knows its length before its end. */
  readonly isChunked?: boolean;
  /** Milliseconds until the whole answer has to be there; 10 seconds unless said. */
  readonly limit?: number;
  /** The last byte of the body waits there for the other requests. */
  readonly gate?: Gate;
}

/**
 * Lets requests reach the program at the same moment, however slow the machine is that sends them: each is sent but for the last byte of its
 * body, and that follows when all are there. Without it, a program is often through with the first before the second comes.
 */
export class Gate {
  private arrived = 0;
  private open: () => void = () => undefined;
  private readonly opened = new Promise<void>((resolve) => (this.open = resolve));

  /** Opens when so many requests have come. */
  constructor(private readonly count: number) {}

  /** A request has come, or never will. Resolves when all have. */
  arrive(): Promise<void> {
    this.arrived += 1;
    if (this.arrived >= this.count) this.open();
    return this.opened;
  }
}

/** The two addresses that `localhost` may stand for. */
export type LocalHost = '127.0.0.1' | '::1';

/** `http://127.0.0.1:41234`, `http://[::1]:41234`; without a port that goes without saying, as programs leave it out themselves. */
export const urlOf = (host: string, port: number, isSecure = false): string =>
  new URL(`http${isSecure ? 's' : ''}://${host.includes(':') ? `[${host}]` : host}:${port}`).origin;

/** Where to ask, and who wants to know. */
export interface ApiContext {
  readonly host: () => string;
  /** Whether it is asked over TLS, as a server may be that runs elsewhere. */
  readonly isSecure?: boolean;
  /** Asked anew for each request: a program that was restarted may be elsewhere. */
  readonly port: () => number;
  readonly agent: () => Agent;
  /** Of what runs now: a check that is over sends nothing more. */
  readonly signal: () => AbortSignal;
  /** Told of each answer, for the report of a failure. */
  readonly onAnswer: (answer: Answer) => void;
  /** Why the program cannot be asked, when it has ended or is just about to; undefined while it runs. */
  readonly whyGone: () => Promise<string | undefined>;
  /** Counts while a request waits for its answer. */
  readonly asking: { during<T>(work: Promise<T>): Promise<T> };
  /** Milliseconds until the whole answer has to be there, unless a request says. */
  readonly limit: number;
}

/** More than any answer of a project needs. */
const BODY_LIMIT = 8 * 1024 * 1024;

/**
 * The program under test, as a client sees it. Redirects are answers like others and are never followed, so that nothing leaves this
 * machine; an answer that never ends, or is larger than any needs to be, ends the check.
 */
export class Api {
  constructor(
    private readonly context: ApiContext,
    private readonly defaults: Readonly<Record<string, string>> = {},
    private readonly pace = new Pace(),
  ) {}

  /** `http://127.0.0.1:41234`, without a slash at its end. */
  get url(): string {
    const { host, port, isSecure } = this.context;
    return urlOf(host(), port(), isSecure);
  }

  /** The same API with headers that go with every request, such as a token. */
  with(headers: Readonly<Record<string, string>>): Api {
    return new Api(this.context, { ...this.defaults, ...headers }, this.pace);
  }

  get(path: string, options?: RequestOptions): Promise<Answer> {
    return this.send('GET', path, options);
  }

  post(path: string, body?: unknown, options?: RequestOptions): Promise<Answer> {
    return this.send('POST', path, { ...(body !== undefined && { body }), ...options });
  }

  put(path: string, body?: unknown, options?: RequestOptions): Promise<Answer> {
    return this.send('PUT', path, { ...(body !== undefined && { body }), ...options });
  }

  patch(path: string, body?: unknown, options?: RequestOptions): Promise<Answer> {
    return this.send('PATCH', path, { ...(body !== undefined && { body }), ...options });
  }

  delete(path: string, options?: RequestOptions): Promise<Answer> {
    return this.send('DELETE', path, options);
  }

  /** Sends a request. `path` begins with `/`, or is an address of this same program. Fails when no whole answer comes. */
  async send(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const body = options.text ?? (options.body === undefined ? undefined : toJson(options.body));
    const asked: Asked = { method, path: this.pathOf(path), body };
    const answer = await this.context.asking.during(this.ask(asked, options));
    this.context.onAnswer(answer);
    return answer;
  }

  /** The path of an address of this program's own; whatever leads elsewhere is refused. */
  private pathOf(address: string): string {
    if (address.startsWith('/') && !address.startsWith('//')) return escaped(address);
    const url = URL.canParse(address) ? new URL(address) : undefined;
    const isLocal = url && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) && Number(url.port) === this.context.port();
    if (url && (isLocal || url.origin === this.url)) return `${url.pathname}${url.search}`;
    throw new CheckFailure(`"${address}" should be an address of the program itself (${this.url}/…).`, {
      expected: `${this.url}/…`,
      actual: address,
    });
  }

  private ask(asked: Asked, options: RequestOptions): Promise<Answer> {
    // Of the check that asks: what still waits when that has ended is not sent to the program of the next one.
    const signal = this.context.signal();
    return new Promise((resolve, reject) => {
      const send = (done: () => void): void => {
        this.sendNow(asked, options, signal).then(resolve, reject).finally(done);
      };
      // What waits at a gate would keep those from coming that it waits for.
      if (options.gate) send(() => undefined);
      else this.pace.add({ hasConnection: () => this.hasConnection(), send });
    });
  }

  private hasConnection(): boolean {
    const { agent, host, port } = this.context;
    return (agent().freeSockets[agent().getName({ host: host(), port: port() })]?.length ?? 0) > 0;
  }

  private async sendNow(asked: Asked, options: RequestOptions, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted();
    const { headers, body, text, isChunked = false, gate, limit = this.context.limit } = options;
    const { agent, host, port, isSecure = false, whyGone } = this.context;
    // Each request listens to it, and a check may send hundreds at once: Node would warn of a leak.
    setMaxListeners(0, signal);
    const name = `${asked.method} ${asked.path}`;
    const own = { ...this.defaults, ...headers };
    for (const [header, value] of Object.entries(own)) assertSendable(name, header, value);
    return await new Promise((resolve, reject) => {
      const sent = asked.body === undefined ? undefined : Buffer.from(asked.body);
      const request = (isSecure ? httpsRequest : httpRequest)({
        host: host(),
        port: port(),
        method: asked.method,
        path: asked.path,
        agent: agent(),
        signal,
        maxHeaderSize: HEADER_LIMIT,
        headers: {
          accept: 'application/json, */*;q=0.5',
          // Compressed answers say nothing in a report. What comes compressed all the same is understood.
          'accept-encoding': 'identity',
          ...(body !== undefined && text === undefined && { 'content-type': 'application/json' }),
          ...(sent && (isChunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': sent.length })),
          ...own,
        },
      });
      let isOver = false;
      const end = (error: Error): void => {
        isOver = true;
        callOff();
        void gate?.arrive();
        reject(error);
        request.destroy();
      };
      const callOff = limitTime.after(limit, () => end(lateFailure(name, limit, request)));
      request.once('error', (error: NodeJS.ErrnoException) => {
        if (isOver) return;
        if (signal.aborted) {
          end(error);
          return;
        }
        const others = socketsOf(agent()) - 1;
        void whyGone().then((reason) => {
          if (isOver) return;
          // A program may close a connection that rests, in the very moment we use it again: that is no fault, and Node says to ask anew.
          if (request.reusedSocket && error.code === 'ECONNRESET' && reason === undefined && !signal.aborted) {
            callOff();
            resolve(this.sendNow(asked, options, signal));
          } else end(connectionFailure(name, error, { whyGone: reason, others: request.reusedSocket ? 0 : others }));
        });
      });
      request.once('response', (response) => {
        const receive = (body: Buffer): void => {
          const text = textOf(body, response.headers['content-encoding'] ?? '', BODY_LIMIT);
          callOff();
          resolve(new Answer(asked, response.statusCode ?? 0, response.headers, text));
        };
        const refuse = (error: Error): void =>
          end(error instanceof BodyError ? new CheckFailure(`The answer to ${name} ${error.message}.`) : error);
        bodyOf(response, BODY_LIMIT).then(receive).catch(refuse);
      });
      request.once('upgrade', () => end(new CheckFailure(`${name} was answered with another protocol (101), which nobody asked for.`)));
      if (gate === undefined || sent === undefined || sent.length < 2) request.end(sent);
      else request.write(sent.subarray(0, -1), () => void gate.arrive().then(() => request.end(sent.subarray(-1))));
    });
  }
}

/** What no path of a request can hold, as a browser writes it that follows an address of the program's. */
const escaped = (path: string): string => path.replace(/[^\x21-\xff]/gu, (character) => percent(Buffer.from(character)));
const percent = (bytes: Buffer): string => bytes.toString('hex').toUpperCase().replace(/../g, '%$&');

/** What a program has given, such as a token, goes back in a header. @throws CheckFailure where it cannot. */
function assertSendable(name: string, header: string, value: string): void {
  try {
    validateHeaderValue(header, value);
  } catch {
    throw new CheckFailure(
      `${name} cannot be sent: its header "${header}" would be ${brief(value)}, and no header holds all of these characters.`,
    );
  }
}

/** The connections that are in use. */
const socketsOf = (agent: Agent): number => Object.values(agent.sockets).reduce((sum, sockets) => sum + (sockets?.length ?? 0), 0);

/**
 * Opens as many connections as there will be requests at the same moment. Without that, the first request, on the one that is open
 * already, is answered before the others are sent, and a program that cannot do two things at once is not found out.
 */
export async function openConnections(api: Api, count: number): Promise<void> {
  // Each time all that are open, and as many more as may be opened at once.
  for (let open = 0; open < count;) {
    open = Math.min(count, open + OPENED_AT_ONCE);
    await Promise.all(Array.from({ length: open }, () => api.get('/health')));
  }
}

/** Sends so many requests at the same moment, over connections that are open before. */
export async function atOnce(api: Api, count: number, send: (number: number) => Promise<Answer>): Promise<readonly Answer[]> {
  await openConnections(api, count);
  return Promise.all(Array.from({ length: count }, (_, number) => send(number)));
}
