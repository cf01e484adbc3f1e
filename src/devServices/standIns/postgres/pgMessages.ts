import { ByteQueue } from '../byteQueue';

/** A message from a client after the start: its type letter and what follows its length. */
export interface FrontendMessage {
  readonly type: string;
  readonly body: Buffer;
}

/** A message of the server as a whole, type and length included. */
export interface BackendMessage {
  readonly type: string;
  readonly bytes: Buffer;
}

/** What a client may open a connection with. */
export type StartMessage =
  | { readonly kind: 'startup'; readonly parameters: ReadonlyMap<string, string> }
  | { readonly kind: 'encryption' }
  | { readonly kind: 'cancel' };

/** What was sent is not this protocol; the connection is closed. */
export class PgProtocolError extends Error {
  override name = 'PgProtocolError';
}

const encryptionCodes = new Set([80877103, 80877104]);
const cancelCode = 80877102;
const version3 = 196608;
const maxMessage = 256 * 1024 * 1024;

/** Cuts what a client sends into messages. */
export class FrontendReader {
  private readonly bytes = new ByteQueue();

  push(chunk: Buffer): void {
    this.bytes.push(chunk);
  }

  /** The message before all others, which has no type letter. */
  nextStart(): StartMessage | undefined {
    const head = this.bytes.peek(8);
    if (head === undefined) return undefined;
    const length = head.readInt32BE(0);
    if (length < 8 || length > 10_000) throw new PgProtocolError('invalid length of startup packet');
    const body = this.bytes.take(length)?.subarray(4);
    if (body === undefined) return undefined;
    const code = body.readInt32BE(0);
    if (encryptionCodes.has(code)) return { kind: 'encryption' };
    if (code === cancelCode) return { kind: 'cancel' };
    if (code >> 16 !== version3 >> 16) throw new PgProtocolError('unsupported frontend protocol');
    const words = body.toString('utf8', 4).split('\0');
    const parameters = new Map<string, string>();
    for (let i = 0; i + 1 < words.length && words[i] !== ''; i += 2) parameters.set(words[i] ?? '', words[i + 1] ?? '');
    return { kind: 'startup', parameters };
  }

  /** The next ordinary message. */
  next(most = maxMessage): FrontendMessage | undefined {
    const head = this.bytes.peek(5);
    if (head === undefined) return undefined;
    const length = head.readInt32BE(1);
    if (length < 4 || length > most) throw new PgProtocolError('invalid message length');
    const message = this.bytes.take(length + 1);
    return message === undefined ? undefined : { type: String.fromCharCode(message[0] ?? 0), body: message.subarray(5) };
  }
}

/** Cuts what the database answers into messages. */
export function splitBackend(bytes: Buffer): BackendMessage[] {
  const messages: BackendMessage[] = [];
  for (let at = 0; at + 5 <= bytes.length;) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    messages.push({ type: String.fromCharCode(bytes[at] ?? 0), bytes: bytes.subarray(at, end) });
    at = end;
  }
  return messages;
}

/** Puts type and length in front of a body. */
export function frame(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** An error for a client, with its SQLSTATE. */
export function errorResponse(severity: 'ERROR' | 'FATAL', code: string, message: string): Buffer {
  const fields = [`S${severity}`, `V${severity}`, `C${code}`, `M${message}`];
  return frame('E', Buffer.from(`${fields.join('\0')}\0\0`));
}

/** Says that the next query may come. */
export function readyForQuery(status: TransactionStatus): Buffer {
  return frame('Z', Buffer.from(status));
}

/** Idle, in a transaction, or in one that has failed. */
export type TransactionStatus = 'I' | 'T' | 'E';

/** The status a ReadyForQuery carries. */
export function statusOf({ bytes }: BackendMessage): TransactionStatus {
  const status = String.fromCharCode(bytes[5] ?? 0);
  return status === 'T' || status === 'E' ? status : 'I';
}

/** The text from a position up to its zero byte, and where the next field begins. */
export function readText(body: Buffer, at: number): { text: string; next: number } {
  const end = body.indexOf(0, at);
  if (end < 0) throw new PgProtocolError('unterminated text in message');
  return { text: body.toString('utf8', at, end), next: end + 1 };
}

/** Whether a simple query is a `COPY … FROM STDIN`, whose data the client is about to send. */
export function readsFromClient(body: Buffer): boolean {
  const sql = body.toString('latin1');
  const start = wordAt(sql, 0);
  if (start === undefined || start.word !== 'copy') return false;
  let last = '';
  for (let next = wordAt(sql, start.end); next !== undefined; next = wordAt(sql, next.end)) {
    if (last === 'from' && next.word === 'stdin') return true;
    last = next.word;
  }
  return false;
}

/** The next word of a statement in lower case, or the next sign as a word; what is quoted is one without letters. Comments are passed over. */
function wordAt(sql: string, from: number): { word: string; end: number } | undefined {
  const at = afterComments(sql, from);
  if (at >= sql.length) return undefined;
  const quote = sql[at] ?? '';
  if (quote === "'" || quote === '"') {
    const end = sql.indexOf(quote, at + 1);
    return { word: quote, end: end < 0 ? sql.length : end + 1 };
  }
  wordHere.lastIndex = at;
  const word = wordHere.exec(sql)?.[0] ?? quote;
  return { word: word.toLowerCase(), end: at + word.length };
}

/** A name is never longer, and one that is has no meaning here: it is read in pieces. */
const wordHere = /\w{1,64}/y;
const blankHere = /\s+/y;
const commentEdge = /\/\*|\*\//g;

function afterComments(sql: string, from: number): number {
  for (let at = from; ;) {
    blankHere.lastIndex = at;
    const begin = blankHere.test(sql) ? blankHere.lastIndex : at;
    if (sql.startsWith('--', begin)) at = orEnd(sql.indexOf('\n', begin), sql);
    else if (sql.startsWith('/*', begin)) at = endOfComment(sql, begin);
    else return begin;
  }
}

/** Comments of PostgreSQL may hold others. */
function endOfComment(sql: string, from: number): number {
  commentEdge.lastIndex = from;
  for (let depth = 0; ;) {
    const edge = commentEdge.exec(sql);
    if (edge === null) return sql.length;
    depth += edge[0] === '/*' ? 1 : -1;
    if (depth === 0) return commentEdge.lastIndex;
  }
}

const orEnd = (place: number, sql: string): number => (place < 0 ? sql.length : place);

/** Asks for text; how many columns there are is known only later, and clients do not look. */
export function copyInResponse(): Buffer {
  return frame('G', Buffer.alloc(3));
}
