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
import { PasswordExchange, type Verifier } from './passwordExchange';
import type { SessionAnswer } from './pgliteSession';
import { type SessionTurns, TurnTimeoutError } from './sessionTurns';
import { StatementNames, type CloseOf } from './statementNames';

/** What all connections share. */
export interface SharedSession {
  readonly turns: SessionTurns<PgConnection>;
  /** The parameters that the database tells a new client. */
  readonly greeting: Buffer;
  /** Whom it lets in. */
  readonly verifier: Verifier;
  /** Gives messages to the database and answers what it says. */
  run(messages: Buffer): Promise<SessionAnswer>;
  /** Tells all connections but one that the session was begun anew. */
  renewed(by: PgConnection): void;
  /** Hands a notification to the connections that listen. */
  notify(message: BackendMessage): void;
}

/** No answer to a question for a password is longer. */
const maxPassword = 65_535;

/** One client. Its messages are collected into units that end where the client waits for an answer. */
export class PgConnection {
  /** Settles when the client has gone and nothing more is to be done for it. */
  readonly finished: Promise<void>;
  private readonly reader = new FrontendReader();
  private readonly names: StatementNames;
  private readonly channels = new Set<string>();
  private started = false;
  private exchange: PasswordExchange | undefined;
  private database = '';
  private user = '';
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
      if (!this.started) this.letIn();
      if (!this.started) return;
      for (let message = this.reader.next(); message !== undefined && !this.gone; message = this.reader.next()) {
        await this.take(message);
      }
    } catch (error) {
      // Whatever goes wrong with what one client has sent, it is that client's alone.
      if (error instanceof PgProtocolError) this.leave(errorResponse('FATAL', '08P01', error.message));
      else this.leave(errorResponse('FATAL', 'XX000', `the built-in PostgreSQL failed: ${String(error)}`));
    }
  }

  /** Everything before the first query: encryption, which there is none of, the name, and the password. */
  private letIn(): void {
    while (!this.started && !this.gone) {
      if (this.exchange !== undefined) {
        const message = this.reader.next(maxPassword);
        if (message === undefined) return;
        if (!this.knowsPassword(this.exchange, message)) return;
      } else {
        const start = this.reader.nextStart();
        if (start === undefined) return;
        if (start.kind === 'encryption') this.socket.write('N');
        else if (start.kind === 'cancel') {
          this.leave();
          return;
        } else this.askPassword(start.parameters);
      }
    }
  }

  private askPassword(parameters: ReadonlyMap<string, string>): void {
    const user = parameters.get('user') ?? '';
    if (user === '') throw new PgProtocolError('no PostgreSQL user name specified in startup packet');
    this.user = user;
    this.database = parameters.get('database') ?? user;
    this.exchange = new PasswordExchange(user, this.session.verifier);
    this.socket.write(this.exchange.request);
  }

  /** Reads the client's part of the exchange; false when the connection has come to its end. */
  private knowsPassword(exchange: PasswordExchange, message: FrontendMessage): boolean {
    if (message.type !== 'p') throw new PgProtocolError(`expected SASL response, got message type ${String(message.type.charCodeAt(0))}`);
    const step = exchange.answer(message.body);
    if (step.kind === 'refused') {
      this.leave(errorResponse('FATAL', '28P01', `password authentication failed for user "${this.user}"`));
      return false;
    }
    this.socket.write(step.reply);
    return step.kind === 'continue' || this.greet();
  }

  private greet(): boolean {
    if (this.database !== 'postgres') {
      const message = `database "${this.database}" does not exist: the built-in PostgreSQL has one, "postgres"`;
      this.leave(errorResponse('FATAL', '3D000', message));
      return false;
    }
    const key = Buffer.alloc(8);
    key.writeInt32BE(this.id, 0);
    this.socket.write(Buffer.concat([this.session.greeting, frame('K', key), readyForQuery('I')]));
    this.started = true;
    return true;
  }

  /** Ends the connection; what else the client has sent is not looked at. */
  private leave(words?: Buffer): void {
    this.gone = true;
    if (words === undefined) this.socket.end();
    else this.socket.end(words);
  }

  private async take(message: FrontendMessage): Promise<void> {
    if (message.type === 'X') {
      this.socket.end();
      return;
    }
    // One that PostgreSQL does not know would end the session of all.
    if (!'QPBDECFSHdcf'.includes(message.type)) {
      throw new PgProtocolError(`invalid frontend message type ${String(message.type.charCodeAt(0))}`);
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
    const { bytes, renewed } = await this.session.run(unit);
    const answers = splitBackend(bytes);
    if (renewed) this.session.renewed(this);
    const shown = answers.filter((answer) => this.isForClient(answer));
    this.closes = ends ? [] : this.closes;
    this.copying = false;
    // After an error PGlite says that it is ready more often than it was asked; the client must hear it once.
    const ready = answers.filter(({ type }) => type === 'Z').at(-1);
    if (ready !== undefined) this.status = statusOf(ready);
    if (renewed) this.status = 'I';
    if (!this.gone) this.socket.write(Buffer.concat([...shown.map(({ bytes }) => bytes), ...(ends ? [readyForQuery(this.status)] : [])]));
    if (renewed) this.afterRenewal();
    if (ends && this.status === 'I') this.session.turns.release(this);
  }

  /**
   * The session was begun anew, and what it had prepared is gone. A client that relies on it would be answered wrongly: it is sent away, as
   * PostgreSQL sends all away when one of its processes has crashed. Any other may stay.
   */
  afterRenewal(): void {
    const relies = this.channels.size > 0 || this.names.forgetAll();
    if (!relies || this.gone) return;
    this.leave(errorResponse('FATAL', '57P02', 'terminating connection because of crash of another server process'));
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
    try {
      const { renewed } = await this.session.run(Buffer.concat([sync, ...rollback, ...closes, sync]));
      if (renewed) this.session.renewed(this);
    } catch {
      // The database could not be begun anew, so that nothing is open in it. Who asks it next is told.
    } finally {
      turns.release(this);
    }
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
