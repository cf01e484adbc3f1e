import type { Socket } from 'node:net';
import {
  copyInResponse,
  readsFromClient,
  errorResponse,
  FrontendReader,
  frame,
  PgProtocolError,
  readyForQuery,
  splitBackend,
  statusOf,
  type BackendMessage,
  type FrontendMessage,
  type TransactionStatus,
} from './pgMessages';
import { StatementNames, type CloseOf } from './statementNames';

/** Another connection holds the one session for too long. */
export class TurnTimeoutError extends Error {
  override name = 'TurnTimeoutError';
}

interface Waiting<Owner> {
  readonly owner: Owner;
  readonly start: () => void;
}

/** Gives the one session of PGlite to one connection at a time: for a query, or for a transaction until its end. */
export class SessionTurns<Owner> {
  private holder: Owner | undefined;
  private readonly queue: Waiting<Owner>[] = [];

  constructor(private readonly patience: number) {}

  /** Waits for the turn; at once when it is held already. */
  async take(owner: Owner): Promise<void> {
    if (this.holder === owner) return;
    if (this.holder === undefined) {
      this.holder = owner;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting<Owner> = {
        owner,
        start: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(waiting), 1);
        reject(new TurnTimeoutError());
      }, this.patience);
      this.queue.push(waiting);
    });
  }

  /** Passes the turn on. */
  release(owner: Owner): void {
    if (this.holder !== owner) return;
    const next = this.queue.shift();
    this.holder = next?.owner;
    next?.start();
  }

  /** Whether an owner has the turn. */
  isHeldBy(owner: Owner): boolean {
    return this.holder === owner;
  }
}

/** What all connections share. */
export interface SharedSession {
  readonly turns: SessionTurns<PgConnection>;
  /** What the database says to a new client, from authentication to the parameters. */
  readonly greeting: Buffer;
  /** Gives messages to the database and answers what it says. */
  run(messages: Buffer): Promise<Buffer>;
  /** Hands a notification to the connections that listen. */
  notify(message: BackendMessage): void;
}

/** One client. Its messages are collected into units that end where the client waits for an answer. */
export class PgConnection {
  /** Settles when the client has gone and nothing more is to be done for it. */
  readonly finished: Promise<void>;
  private readonly reader = new FrontendReader();
  private readonly names: StatementNames;
  private readonly channels = new Set<string>();
  private started = false;
  private unit: Buffer[] = [];
  private closes: CloseOf[] = [];
  private copying = false;
  private status: TransactionStatus = 'I';
  private work: Promise<void> = Promise.resolve();
  private gone = false;

  constructor(
    private readonly socket: Socket,
    private readonly id: number,
    private readonly session: SharedSession,
  ) {
    this.names = new StatementNames(id);
    socket.setNoDelay(true);
    // A client that goes away in the middle is ordinary; 'close' follows and cleans up.
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      this.reader.push(chunk);
      this.work = this.work.then(() => this.drain());
    });
    this.finished = new Promise((resolve) => {
      socket.on('close', () => {
        this.gone = true;
        this.work = this.work.then(() => this.cleanUp()).finally(resolve);
      });
    });
  }

  private async drain(): Promise<void> {
    try {
      while (!this.started) {
        const start = this.reader.nextStart();
        if (start === undefined) return;
        if (start.kind === 'encryption') this.socket.write('N');
        else if (start.kind === 'cancel') this.socket.end();
        else this.greet(start.parameters);
      }
      for (let message = this.reader.next(); message !== undefined && !this.gone; message = this.reader.next()) {
        await this.take(message);
      }
    } catch (error) {
      if (!(error instanceof PgProtocolError)) throw error;
      this.socket.end(errorResponse('FATAL', '08P01', error.message));
    }
  }

  private greet(parameters: ReadonlyMap<string, string>): void {
    const database = parameters.get('database') ?? parameters.get('user') ?? '';
    if (database !== 'postgres') {
      this.socket.end(
        errorResponse('FATAL', '3D000', `database "${database}" does not exist: the built-in PostgreSQL has one, "postgres"`),
      );
      return;
    }
    const key = Buffer.alloc(8);
    key.writeInt32BE(this.id, 0);
    this.socket.write(Buffer.concat([this.session.greeting, frame('K', key), readyForQuery('I')]));
    this.started = true;
  }

  private async take(message: FrontendMessage): Promise<void> {
    if (message.type === 'X') {
      this.socket.end();
      return;
    }
    if (message.type === 'Q') this.noteListening(message.body);
    const { bytes, closes } = this.names.rename(message);
    this.unit.push(...bytes);
    this.closes.push(...closes);
    if (message.type === 'Q' && readsFromClient(message.body)) {
      // PGlite wants the data together with the statement; the client wants to be asked for it first.
      this.copying = true;
      this.socket.write(copyInResponse());
    } else if (this.copying ? 'cf'.includes(message.type) : 'QSFH'.includes(message.type)) {
      await this.runUnit(message.type !== 'H');
    }
  }

  /** Runs what was collected. A flush asks for the answers so far; anything else ends with one ReadyForQuery. */
  private async runUnit(ends: boolean): Promise<void> {
    const unit = Buffer.concat(this.unit);
    this.unit = [];
    try {
      await this.session.turns.take(this);
    } catch (error) {
      if (!(error instanceof TurnTimeoutError)) throw error;
      this.refuse(ends);
      return;
    }
    const answers = splitBackend(await this.session.run(unit));
    const shown = answers.filter((answer) => this.isForClient(answer));
    this.closes = ends ? [] : this.closes;
    this.copying = false;
    // After an error PGlite says that it is ready more often than it was asked; the client must hear it once.
    const ready = answers.filter(({ type }) => type === 'Z').at(-1);
    if (ready !== undefined) this.status = statusOf(ready);
    if (!this.gone) this.socket.write(Buffer.concat([...shown.map(({ bytes }) => bytes), ...(ends ? [readyForQuery(this.status)] : [])]));
    if (ends && this.status === 'I') this.session.turns.release(this);
  }

  private isForClient(answer: BackendMessage): boolean {
    if (answer.type === 'Z') return false;
    if (answer.type === 'G' && this.copying) return false;
    if (answer.type === '3') return this.closes.shift() !== 'own';
    if (answer.type !== 'A') return true;
    this.session.notify(answer);
    return false;
  }

  private refuse(ends: boolean): void {
    this.closes = [];
    this.copying = false;
    const message =
      'the built-in PostgreSQL works on one transaction at a time, and another connection has kept one open for too long; do not wait for a second connection within a transaction';
    this.socket.write(Buffer.concat([errorResponse('ERROR', '55P03', message), ...(ends ? [readyForQuery('I')] : [])]));
  }

  private noteListening(body: Buffer): void {
    const sql = body.toString('utf8');
    for (const [, quoted, plain] of sql.matchAll(/\blisten\s+(?:"([^"]+)"|(\w+))/gi))
      this.channels.add(quoted ?? plain?.toLowerCase() ?? '');
    if (/\bunlisten\b/i.test(sql)) this.channels.clear();
  }

  /** Passes a notification on when this client listens to its channel. */
  deliver({ bytes }: BackendMessage): void {
    const end = bytes.indexOf(0, 9);
    if (!this.gone && this.channels.has(bytes.toString('utf8', 9, end))) this.socket.write(bytes);
  }

  /** Whoever leaves within a transaction has not committed it. */
  private async cleanUp(): Promise<void> {
    const { turns } = this.session;
    const closes = this.names.closeAll();
    const open = turns.isHeldBy(this);
    if (!open && closes.length === 0) return;
    if (!open) await takePatiently(turns, this);
    const rollback = this.status === 'I' ? [] : [frame('Q', Buffer.from('ROLLBACK\0'))];
    // Sync first: a client that left between Bind and Sync would have the rest ignored.
    const sync = frame('S', Buffer.alloc(0));
    await this.session.run(Buffer.concat([sync, ...rollback, ...closes, sync]));
    turns.release(this);
  }
}

/** Housekeeping has no client that would complain: it waits as long as it takes. */
async function takePatiently(turns: SessionTurns<PgConnection>, connection: PgConnection): Promise<void> {
  for (;;) {
    try {
      await turns.take(connection);
      return;
    } catch (error) {
      if (!(error instanceof TurnTimeoutError)) throw error;
    }
  }
}
