import { posix } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { TookTooLong, within } from '../interruptible';
import { errorResponse, frame, splitBackend } from './pgMessages';
import { loadPgliteAssets } from './pgliteAssets';

/** What the session answered, and whether it had to be begun anew: then nothing of it is left but the data. */
export interface SessionAnswer {
  readonly bytes: Buffer;
  readonly renewed: boolean;
}

/** The C side of PGlite, as far as it is driven from here; its own types rest on some that do not come with it. */
interface Engine {
  readonly FS: EngineFiles;
  readonly HEAPU8: Uint8Array;
  readonly HEAP32: Int32Array;
  /** Where the stack of C ends. */
  readonly ___stack_pointer: { value: number };
  addFunction(callback: (place: number, length: number) => number, signature: 'iii'): number;
  ___errno_location?(): number;
  _pgl_set_rw_cbs(read: number, write: number): void;
  _pgl_pq_flush(): void;
  _pq_buffer_remaining_data(): number;
  _PostgresMainLoopOnce(): void;
  _PostgresMainLongJmp(): void;
  _PostgresSendReadyForQueryIfNecessary(): void;
}

/** Its files, as Emscripten has them. */
interface EngineFiles {
  open(path: string, flags?: number | string, ...rest: unknown[]): unknown;
  readonly ErrnoError: new (errno: number) => Error;
}

/** The status with which PGlite throws where PostgreSQL jumps back to its main loop: an ordinary error of SQL. */
const ordinaryError = 100;
/** EPERM: what an operating system answers to whoever may not. */
const notPermitted = 63;
/** EACCES, and what a file is opened for. */
const permissionDenied = 2;
const writeOnly = 1;
const readAndWrite = 2;
const emptied = 0o1000;

const DATA_FOLDER = '/pglite/data/';
/** The file of `ALTER SYSTEM`, and how the name of the one begins that is written in its place. */
const SETTINGS = 'postgresql.auto.conf';
/** What the engine writes as a query writes a file: anew and from the beginning, under a name that it changes at the end. */
const drafts = /\/(?:pg_filenode\.map|pg_stat\/pgstat|pg_snapshots\/[\w-]+)\.tmp$|\/pg_internal\.init\.\d+$/;
/** Of the devices, those of this process itself, at whose input it would wait for ever, are not for queries. */
const devices = /^\/dev\/(?:shm\/|u?random$)/;

/** What one query may take, in milliseconds: all clients wait for it. The largest that a project for learning asks for are far from it. */
const defaultLimit = 60_000;

/**
 * PGlite, driven by the messages of the protocol. Its own way of feeding them takes whatever goes wrong inside for an ordinary error: after a
 * statement that needs another process, more data than there is, or more stack, every later one was answered with nothing. Here each
 * of these is an error of PostgreSQL's own; and where the engine has ended, it is begun anew on the same data, as after a crash.
 */
export class PgliteSession {
  private input: Buffer = Buffer.alloc(0);
  private at = 0;
  private output: Buffer[] = [];

  private constructor(
    private database: PGlite,
    private readonly open: () => Promise<PGlite>,
    /** What it says to a new client, from authentication to the parameters. */
    readonly greeting: Buffer,
    private readonly limit: number,
  ) {
    this.takeOver();
  }

  /** Opens the database in a folder, or one in memory. */
  static async open(folder: string | undefined, limit = defaultLimit): Promise<PgliteSession> {
    const assets = await loadPgliteAssets();
    // The alarm of its start rings every ten seconds for ever in an engine that was ended while it worked.
    const startParams = [...PGlite.defaultStartParams, '-c', 'log_startup_progress_interval=0'];
    const open = (): Promise<PGlite> => PGlite.create({ startParams, ...(folder === undefined ? {} : { dataDir: folder }), ...assets });
    const database = await open();
    return new PgliteSession(database, open, await greetingOf(database), limit);
  }

  /** Gives whole messages to the database and answers all that it says. */
  async run(messages: Buffer): Promise<SessionAnswer> {
    this.input = messages;
    this.at = 0;
    this.output = [];
    try {
      const engine = engineOf(this.database);
      within(this.limit, () => this.feed(engine));
      await this.database.syncToFs();
      const bytes = Buffer.concat(this.output);
      const hurt = leavesItHurt(bytes);
      if (hurt) await this.renew();
      return { bytes, renewed: hurt };
    } catch (error) {
      const said = splitBackend(Buffer.concat(this.output)).filter(({ type, bytes }) => type !== 'Z' && isWhole(bytes));
      await this.renew();
      const why = said.some(({ type }) => type === 'E') ? [] : [this.lastError(error)];
      return { bytes: Buffer.concat([...said.map(({ bytes }) => bytes), ...why]), renewed: true };
    }
  }

  /** Ends the database in order. */
  close(): Promise<void> {
    return this.database.close();
  }

  /** What has failed is left alone: to end it in order would run it once more. */
  private async renew(): Promise<void> {
    this.database = await this.open();
    this.takeOver();
  }

  /** PostgreSQL's own words where it would have found the limit itself. */
  private lastError(error: unknown): Buffer {
    if (error instanceof RangeError) return errorResponse('ERROR', '54001', 'stack depth limit exceeded');
    if (!(error instanceof TookTooLong))
      return errorResponse('ERROR', 'XX000', `the built-in PostgreSQL had to start again: ${String(error)}`);
    const why = `the built-in PostgreSQL gives a query ${String(this.limit / 1000)} seconds`;
    return errorResponse('ERROR', '57014', `canceling statement due to statement timeout: ${why}`);
  }

  private feed(engine: Engine): void {
    const stack = engine.___stack_pointer.value;
    while (this.at < this.input.length || engine._pq_buffer_remaining_data() > 0) {
      try {
        engine._PostgresMainLoopOnce();
      } catch (error) {
        if (!isOrdinary(error)) throw error;
        // The jump is an exception, which leaves on the stack what was there: after some thousand errors there was none left.
        engine.___stack_pointer.value = stack;
        engine._PostgresMainLongJmp();
      }
    }
    engine._PostgresSendReadyForQueryIfNecessary();
    engine._pgl_pq_flush();
  }

  /** Reads and writes of the protocol come here, other programs do not start, and no file is written that nobody could find. */
  private takeOver(): void {
    const engine = engineOf(this.database);
    const add = (callback: (place: number, length: number) => number): number => engine.addFunction(callback, 'iii');
    engine._pgl_set_rw_cbs(
      add((place, most) => this.read(engine, place, most)),
      add((place, length) => {
        this.output.push(Buffer.from(engine.HEAPU8.subarray(place, place + length)));
        return length;
      }),
    );
    this.database.handleExternalCmd = () => {
      const errno = engine.___errno_location?.();
      if (errno !== undefined) engine.HEAP32[errno >> 2] = notPermitted;
      return 0;
    };
    keepToDataFolder(engine);
  }

  private read(engine: Engine, place: number, most: number): number {
    if (this.at >= this.input.length) {
      // It asks for data of a COPY that nobody has sent: it could wait for ever, and all others with it.
      this.input = frame('f', Buffer.from('the data has to follow a COPY that stands alone in a simple query\0'));
      this.at = 0;
    }
    const piece = this.input.subarray(this.at, this.at + most);
    this.at += piece.length;
    engine.HEAPU8.set(piece, place);
    return piece.length;
  }
}

const engineOf = (database: PGlite): Engine => database.Module as unknown as Engine;

function isOrdinary(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === ordinaryError;
}

/** After a library that it could not load, it can load no other. */
function leavesItHurt(answer: Buffer): boolean {
  if (!answer.includes('Could not load dynamic lib')) return false;
  return splitBackend(answer).some(({ type, bytes }) => type === 'E' && bytes.includes('Could not load dynamic lib'));
}

/** What the engine has said before it ended may be cut in the middle. */
function isWhole(bytes: Buffer): boolean {
  return bytes.length >= 5 && bytes.length === 1 + bytes.readInt32BE(1);
}

/**
 * What a query writes into a file (`COPY … TO`, `lo_export`) is refused as to one who may not: beside the data it is lost and fills the memory,
 * and among them it can be what the database starts with. So is what `ALTER SYSTEM` writes: with a wrong setting, the database would never
 * start again, and nobody could say so to it.
 */
function keepToDataFolder({ FS }: Engine): void {
  const open = FS.open.bind(FS);
  FS.open = (path, flags = 0, ...rest) => {
    if (isRefused(posix.normalize(path), flags)) throw new FS.ErrnoError(permissionDenied);
    return open(path, flags, ...rest);
  };
}

function isRefused(path: string, flags: number | string): boolean {
  if (/^\/(?:dev|proc)\//.test(path)) return !devices.test(path);
  const writes = typeof flags === 'string' ? /[wa+]/.test(flags) : (flags & (writeOnly | readAndWrite)) !== 0;
  if (!writes) return false;
  const isOfQuery = typeof flags === 'number' && (flags & writeOnly) !== 0 && (flags & emptied) !== 0 && !drafts.test(path);
  return !path.startsWith(DATA_FOLDER) || path.includes(SETTINGS) || isOfQuery;
}

/** Greets the database once, as a client would, to pass on what it says about itself. */
async function greetingOf(database: PGlite): Promise<Buffer> {
  const body = Buffer.from('\0\0\0\0\0\x03\0\0user\0postgres\0database\0postgres\0\0', 'latin1');
  body.writeInt32BE(body.length, 0);
  const answers = splitBackend(Buffer.from(await database.execProtocolRaw(new Uint8Array(body))));
  return Buffer.concat(answers.filter(({ type }) => type === 'S').map(({ bytes }) => bytes));
}
