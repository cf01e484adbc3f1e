import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { ability, anyId, anyText, brief, CheckFailure, equal, fail, like, limitTime, that, type Program, type Trial } from '#checkKit';

/** How long an answer or an event may take: far longer than it needs, because the machine may be busy. */
const PATIENCE = 5_000;
/** How long where it was waited for in vain before: else a program that does nothing yet would be waited for in each check. */
const IMPATIENCE = 500;
/** No check needs so many events of one connection: a program that sends more sends without end. */
const MOST_EVENTS = 100_000;
/** Nor so many megabytes of it: the longest message has 2,000 characters, and 100 of them are an answer. */
const MOST_MEGABYTES = 8;
const MOST_BYTES = MOST_MEGABYTES * 1024 * 1024;
/** Longer than anybody sits at a breakpoint of the program, which says nothing meanwhile: how long is waited is up to the checks. */
const A_DAY = 24 * 60 * 60 * 1_000;

/**
 * How long is waited for the events of one program, and for their answers. What has come once is always waited for patiently: what a program
 * does at all, it may do slowly.
 */
class Waits {
  private readonly came = new Set<string>();
  private readonly missed = new Set<string>();

  limit(what: string): number {
    return this.missed.has(what) && !this.came.has(what) ? IMPATIENCE : PATIENCE;
  }

  ended(what: string, came: boolean): void {
    (came ? this.came : this.missed).add(what);
  }
}

/** Those of each program that is checked: one process may check several. */
const waits = new WeakMap<Program, Waits>();

function waitsFor(program: Program): Waits {
  const known = waits.get(program) ?? new Waits();
  waits.set(program, known);
  return known;
}

export type Fields = Readonly<Record<string, unknown>>;

export interface User {
  /** Text or a number. */
  readonly id: unknown;
  readonly name: string;
}

export interface Session {
  readonly token: string;
  readonly user: User;
}

/** A message that the program has numbered. */
export interface Message extends Fields {
  readonly seq: number;
}

export const anyNumberFrom1 = that('a whole number from 1', (value) => Number.isInteger(value) && (value as number) >= 1);

/** Asks for a session, for somebody nobody else is called. */
export const newSession = ability(
  'asking for a session',
  'connect/session',
  async ({ program, unique }: Trial, { api }: Program = program): Promise<Session> => {
    const name = unique('ada-');
    const answer = await api.post('/sessions', { name });
    return answer.hasStatus(201).isLike({ token: anyText, user: { id: anyId, name } }).object as unknown as Session;
  },
);

/** Connects with the token of a session. */
export const connect = ability('connecting', 'connect/joins', async (trial: Trial, session: Session, program: Program = trial.program) => {
  const socket = prepare(trial, program, { token: session.token });
  // Before the connection is there, so that nothing that comes first is missed.
  const client = new Client(socket, session, waitsFor(trial.program));
  const refusal = await opening(socket);
  if (refusal) fail(`A connection with the token of a session was refused: ${brief(refusal.message)}.`);
  return client;
});

/** Somebody new, with a session and a connection, who has joined the room. */
export async function enter(trial: Trial, room: string, program: Program = trial.program): Promise<Client> {
  const client = await connect(trial, await newSession(trial, program), program);
  await client.join(room);
  return client;
}

/** Holds a connection to being refused; `how` says what is wrong with it: "without a token". */
export async function connectionIsRefused(trial: Trial, auth: object, how: string): Promise<void> {
  const refusal = await opening(prepare(trial, trial.program, auth));
  if (!refusal) fail(`A connection ${how} should be refused, but is accepted.`);
  like(`The data of the refusal of a connection ${how}`, refusal.data, { code: 'unauthorized' });
}

function prepare({ defer }: Trial, { url }: Program, auth: object): Socket {
  const socket = io(url, {
    ...{ auth, transports: ['websocket'], forceNew: true, reconnection: false, autoConnect: false, timeout: A_DAY },
    transportOptions: { websocket: { maxPayload: MOST_BYTES } },
  });
  defer(() => socket.disconnect());
  socket.io.once('open', () => limitBytes(socket));
  return socket;
}

/** Why connections were closed from here. */
const hungUp = new WeakMap<Socket, string>();

function hangUp(socket: Socket, why: string): void {
  hungUp.set(socket, `the connection was closed after ${why}`);
  socket.disconnect();
}

/** Counts all that comes over a connection, also what is no event, and what waits in it for a connection to be accepted. */
function limitBytes(socket: Socket): void {
  const { engine } = socket.io;
  const tooMuch = `${MOST_MEGABYTES} MB, for what it sends did not end`;
  let bytes = 0;
  engine.on('data', (data: string | ArrayBuffer) => {
    bytes += typeof data === 'string' ? data.length : data.byteLength;
    if (bytes > MOST_BYTES) hangUp(socket, tooMuch);
  });
  engine.on('error', (error) => {
    if (isTooLarge(error)) hangUp(socket, tooMuch);
  });
}

/** Whether an error of Socket.IO comes from a message beyond `maxPayload`, which the WebSocket takes no further. */
const isTooLarge = (error: unknown): boolean =>
  (error as { readonly description?: { readonly error?: { readonly code?: unknown } } }).description?.error?.code ===
  'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';

/** Resolves to why the connection was refused, or to nothing when it stands. */
function opening(socket: Socket): Promise<(Error & { readonly data?: unknown }) | undefined> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new CheckFailure(`A WebSocket connection was neither accepted nor refused within ${seconds(PATIENCE)}.`));
    const callOff = limitTime.after(PATIENCE, late);
    const end = (refusal?: Error) => {
      callOff();
      resolve(refusal);
    };
    socket.once('connect', end);
    socket.once('connect_error', end);
    socket.connect();
    socket.io.engine.on('handshake', (data) => (data.pingTimeout = A_DAY));
  });
}

/** One connection, and what has arrived over it. */
export class Client {
  private readonly arrived: { readonly event: string; readonly payload: unknown }[] = [];
  /** Whoever waits for something, and looks again at every sign of life. */
  private readonly waiting = new Set<() => void>();
  /** They are about to. */
  private isLooking = false;

  constructor(
    private readonly socket: Socket,
    readonly session: Session,
    private readonly waits: Waits,
  ) {
    socket.onAny((event: string, payload: unknown) => {
      if (this.arrived.length < MOST_EVENTS) this.arrived.push({ event, payload });
      else hangUp(socket, `${MOST_EVENTS} events, for they did not end`);
      this.lookAgain();
    });
    socket.on('disconnect', () => this.lookAgain());
  }

  private get whyClosed(): string {
    return hungUp.get(this.socket) ?? 'the program closed the connection';
  }

  get user(): User {
    return this.session.user;
  }

  /** Sends an event and waits for its answer. */
  async ask(event: string, ...args: readonly unknown[]): Promise<Reply> {
    const limit = this.waits.limit(answerTo(event));
    const answers: unknown[] = [];
    this.socket.emit(event, ...args, (answer: unknown) => {
      answers.push(answer);
      this.lookAgain();
    });
    if (await this.comesToPass(() => answers.length > 0, limit)) {
      this.waits.ended(answerTo(event), true);
      return new Reply(event, args[0], answers[0]);
    }
    if (!this.socket.connected) fail(`${event} was not answered: ${this.whyClosed}.`);
    this.waits.ended(answerTo(event), false);
    return fail(`${event} was not answered within ${seconds(limit)}: ${brief(args[0])}.`);
  }

  /** Sends an event and wants no answer. */
  tell(event: string, ...args: readonly unknown[]): void {
    this.socket.emit(event, ...args);
  }

  /** Joins a room; further fields may go with it. What the answer says beyond that it went well. */
  async join(room: string, more?: object): Promise<Fields> {
    if (more === undefined) return joinAsUsual(this, room);
    return (await this.ask('room:join', { room, ...more })).isOk({ room }).fields;
  }

  /** Sends a message that has to be accepted, and returns it as the answer has it. */
  async say(room: string, text: string, clientId: string = randomUUID()): Promise<Message> {
    return send(this, room, text, clientId);
  }

  /** What has come of one event so far, in the order in which it came. */
  got(event: string): readonly Fields[] {
    return this.arrived.flatMap(({ event: name, payload }) =>
      name === event && typeof payload === 'object' && payload !== null ? [payload as Fields] : [],
    );
  }

  /** Waits until an event has come so often; `after` ends the sentence: "after another client had joined the room". */
  async hears(event: string, count: number, after: string): Promise<readonly Fields[]> {
    return this.hearsThat(event, (events) => events.length >= count, after, count);
  }

  /** Waits until an event has come that names this user. */
  async hearsOf(event: string, { id }: User, after: string): Promise<Fields | undefined> {
    const names = ({ user }: Fields) => (user as Partial<User> | null | undefined)?.id === id;
    return (await this.hearsThat(event, (events) => events.some(names), after)).find(names);
  }

  /** Waits until a message of this room has come. */
  async hearsIn(room: string, after: string): Promise<void> {
    await this.hearsThat('message:new', (messages) => messages.some((message) => message['room'] === room), after);
  }

  /** Waits until the message with this number has come, and returns all messages that have. */
  async hearsUpTo(seq: number, after: string): Promise<readonly Fields[]> {
    return this.hearsThat('message:new', (messages) => messages.some((message) => Number(message['seq']) >= seq), after);
  }

  /** Waits until what has come of one event holds. */
  private async hearsThat(
    event: string,
    holds: (events: readonly Fields[]) => boolean,
    after: string,
    count?: number,
  ): Promise<readonly Fields[]> {
    const limit = this.waits.limit(event);
    if (await this.comesToPass(() => holds(this.got(event)), limit)) {
      this.waits.ended(event, true);
      return this.got(event);
    }
    this.waits.ended(event, false);
    if (!this.socket.connected) fail(`${event} did not arrive after ${after}: ${this.whyClosed}.`);
    const had = this.got(event).length;
    const little = had === 0 ? `No ${event} arrived` : `Only ${had}${count === undefined ? '' : ` of ${count}`} ${event} arrived`;
    return fail(`${little} within ${seconds(limit)} after ${after}.`, {
      expected: count === undefined ? event : Array<string>(count).fill(event),
      actual: this.arrived,
    });
  }

  /** False when it did not and nothing else came for so long either, or the connection is gone. A program with much to do gets its time. */
  private comesToPass(holds: () => boolean, limit: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const end = (isSo: boolean) => {
        callOff();
        this.waiting.delete(look);
        resolve(isSo);
      };
      const wait = () => limitTime.after(limit, () => end(false));
      let callOff = wait();
      const look = () => {
        try {
          if (holds()) end(true);
          else if (!this.socket.connected) end(false);
          else {
            callOff();
            callOff = wait();
          }
        } catch (error) {
          // What has arrived is no number where one belongs. Nobody else would hear of it here.
          reject(error instanceof Error ? error : new Error(String(error)));
          end(false);
        }
      };
      this.waiting.add(look);
      look();
    });
  }

  /** Once for all that has come in this turn: each look goes through all of it. */
  private lookAgain(): void {
    if (this.isLooking) return;
    this.isLooking = true;
    setImmediate(() => {
      this.isLooking = false;
      for (const look of [...this.waiting]) look();
    });
  }

  /** Says goodbye and goes, as a closed tab does. */
  close(): void {
    this.socket.disconnect();
  }

  /** Goes without a word, as in a tunnel: only the connection breaks. */
  vanish(): void {
    this.socket.io.engine.close();
  }
}

const joinAsUsual = ability(
  'joining a room',
  'connect/joins',
  async (client: Client, room: string) => (await client.ask('room:join', { room })).isOk({ room }).fields,
);

const send = ability('sending a message', 'messages/acknowledged', async (client: Client, room: string, text: string, clientId: string) => {
  const { fields } = (await client.ask('message:send', { room, text, clientId })).isOk({ message: { seq: anyNumberFrom1 } });
  return fields['message'] as Message;
});

/**
 * Has clients drop out and come back again and again while others talk, to one of the programs after the other, and holds each of them to
 * having got every message once and in order: in the answer to room:join or live. `who` begins the sentence.
 */
export async function dropOutAndComeBack(trial: Trial, who: string, programs: readonly [Program, ...Program[]]): Promise<void> {
  const room = trial.unique('busy-');
  const talkers = [await enter(trial, room, programs[0]), await enter(trial, room, programs.at(-1)), await enter(trial, room)];
  let isOver = false;
  const talk = async (talker: Client): Promise<number> => {
    for (let last = 0; ;) {
      if (isOver) return last;
      last = (await talker.say(room, 'Still here?')).seq;
    }
  };
  const travel = async (): Promise<{ seen: unknown[]; comeBack: () => Promise<Client> }> => {
    const session = await newSession(trial);
    const seen: unknown[] = [];
    let visits = 0;
    const comeBack = async (): Promise<Client> => {
      const client = await connect(trial, session, programs[visits++ % programs.length]);
      const { messages, hasMore } = await client.join(room, { after: seen.at(-1) ?? 0 });
      seen.push(...seqs(messages));
      if (hasMore !== true) return client;
      // It was away for too long for one answer: what comes live would not follow on from this one.
      client.vanish();
      return comeBack();
    };
    while (visits < VISITS) {
      const client = await comeBack();
      // What was lost in the moment of coming back shows when something later has come.
      await client.hears('message:new', 1, 'a client had come back while others talk');
      client.vanish();
      seen.push(...seqs(client.got('message:new')));
    }
    return { seen, comeBack };
  };
  const travels = Promise.all(range(1, TRAVELERS).map(travel)).finally(() => (isOver = true));
  const [lasts, travelers] = await Promise.all([Promise.all(talkers.map(talk)), travels]);
  for (const { seen, comeBack } of travelers) {
    await comeBack();
    eachOnce(who, seen, 1, Math.max(...lasts));
  }
}

const TRAVELERS = 4;
const VISITS = 6;

/** The answer to an event. The methods that hold it to something end the check when it does not hold. */
export class Reply {
  constructor(
    private readonly event: string,
    private readonly payload: unknown,
    private readonly value: unknown,
  ) {}

  private get name(): string {
    return `The answer to ${this.event}`;
  }

  get fields(): Fields {
    if (typeof this.value === 'object' && this.value !== null) return this.value as Fields;
    return fail(`${this.name} should be an object, but is ${brief(this.value)}.`, { expected: '{ … }', actual: this.value });
  }

  get isAccepted(): boolean {
    return this.fields['ok'] === true;
  }

  /** Holds it to `"ok": true` and a pattern, see `like`. */
  isOk(pattern: object = {}): this {
    if (this.fields['ok'] !== true) {
      fail(`${this.name} should have "ok": true, but is ${brief(this.value)}.`, {
        expected: { ok: true, ...pattern },
        actual: { sent: this.payload, answer: this.value },
      });
    }
    like(this.name, this.value, pattern);
    return this;
  }

  /** Holds it to a refusal; `because` ends the sentence: "since the text is empty". */
  isRefused(code: string, because: string): this {
    const error = this.fields['error'];
    const found = typeof error === 'object' && error !== null ? (error as Fields)['code'] : undefined;
    if (this.fields['ok'] === false && found === code) {
      like(this.name, this.value, { error: { message: anyText } });
      return this;
    }
    const wanted = { ok: false, error: { code } };
    return fail(`${this.name} should be refused with the code ${brief(code)}, ${because}, but is ${brief(this.value)}.`, {
      expected: wanted,
      actual: { sent: this.payload, answer: this.value },
    });
  }

  /** What a refusal says beyond its code. */
  get error(): Fields {
    return this.fields['error'] as Fields;
  }
}

/** The numbers of messages, as they are. */
export const seqs = (messages: unknown): readonly unknown[] =>
  Array.isArray(messages) ? messages.map((message: unknown) => (message as Fields | null)?.['seq']) : [];

/** All whole numbers from one to another. */
export const range = (first: number, last: number): readonly number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** Holds numbers to being all from one to another, each once and in order. `who` begins the sentence: "The client that came back". */
export function eachOnce(who: string, numbers: readonly unknown[], first: number, last: number): void {
  const wanted = range(first, last);
  const twice = numbers.find((number, index) => numbers.indexOf(number) < index);
  const foreign = numbers.find((number) => !wanted.includes(number as number));
  const missing = wanted.find((number) => !numbers.includes(number));
  const early = numbers.find((number, index) => number !== wanted[index]);
  const fault =
    twice !== undefined
      ? `got number ${brief(twice)} twice`
      : foreign !== undefined
        ? `got number ${brief(foreign)} as well`
        : missing !== undefined
          ? `never got number ${missing}`
          : early !== undefined
            ? `got number ${brief(early)} too early`
            : undefined;
  if (fault === undefined) return;
  const all = wanted.length === 0 ? 'no messages' : wanted.length === 1 ? `message ${first}` : `the messages ${first} to ${last}`;
  const how = wanted.length > 1 ? ', each once and in order' : '';
  fail(`${who} should get ${all}${how}, but ${fault}.`, { expected: wanted, actual: numbers });
}

/** Holds two lists of users to being the same people, in whatever order. */
export function sameUsers(what: string, actual: unknown, expected: readonly User[]): void {
  const ids = (users: readonly unknown[]) => users.map((user) => String((user as Partial<User> | null)?.id)).sort();
  if (!Array.isArray(actual)) return equal(what, actual, expected);
  const [found, wanted] = [ids(actual), ids(expected)];
  if (found.length > new Set(found).size) fail(`${what} should name each user once, but names one twice.`, { expected, actual });
  if (found.join() !== wanted.join()) {
    const missing = wanted.filter((id) => !found.includes(id)).length;
    const fault = missing > 0 ? `${missing} of them ${missing === 1 ? 'is' : 'are'} missing` : `somebody else is in it`;
    fail(`${what} should name the ${wanted.length} who are in the room, but ${fault}.`, { expected, actual });
  }
  const names = (users: readonly unknown[]) => users.map((user) => (user as Partial<User>).name).sort();
  equal(`${what}: the names`, names(actual), names(expected));
}

const answerTo = (event: string): string => `the answer to ${event}`;

const seconds = (milliseconds: number): string => `${milliseconds / 1000} second${milliseconds === 1_000 ? '' : 's'}`;
