import { ByteQueue } from '../byteQueue';

/**
 * What a command answers. Strings are "binary strings": one character a byte (latin1), so that keys and values of any
 * bytes can be compared, put into Maps and sliced without copying Buffers around. A plain string is a bulk string.
 */
export type Reply = string | number | bigint | null | Status | RedisError | NilArray | readonly Reply[];

/** A simple string such as `+OK`. */
export class Status {
  constructor(readonly text: string) {}
}

/** The RESP2 null array, `*-1`, which differs from the null bulk string. */
export class NilArray {
  readonly kind = 'nil-array';
}

/** An error reply; the message starts with its code (`ERR …`, `WRONGTYPE …`). Thrown by commands, or nested in EXEC's answer. */
export class RedisError extends Error {
  override name = 'RedisError';
}

export const ok = new Status('OK');
export const queued = new Status('QUEUED');
export const nilArray = new NilArray();

/** Makes an error with the generic code. */
export function err(text: string): RedisError {
  return new RedisError(`ERR ${text}`);
}

export const syntaxError = (): RedisError => err('syntax error');
export const notAnInteger = (): RedisError => err('value is not an integer or out of range');
export const notAFloat = (): RedisError => err('value is not a valid float');
export const noSuchKey = (): RedisError => err('no such key');
export const wrongType = (): RedisError => new RedisError('WRONGTYPE Operation against a key holding the wrong kind of value');
export const wrongArity = (name: string): RedisError => err(`wrong number of arguments for '${name}' command`);
/** C prints a text up to its first zero byte, and Redis no more than 128 bytes of what it did not understand. */
export function printed(text: string, most = 128): string {
  const end = text.indexOf('\0');
  return (end < 0 ? text : text.slice(0, end)).slice(0, Math.max(0, most));
}

/** Encodes an answer as RESP2, as a binary string; the caller joins several and writes them at once. */
export function encodeReply(reply: Reply): string {
  if (typeof reply === 'string') return `$${String(reply.length)}\r\n${reply}\r\n`;
  if (typeof reply === 'number' || typeof reply === 'bigint') return `:${String(reply)}\r\n`;
  if (reply === null) return '$-1\r\n';
  if (reply instanceof Status) return `+${reply.text}\r\n`;
  if (reply instanceof RedisError) return `-${oneLine(reply.message)}\r\n`;
  if (reply instanceof NilArray) return '*-1\r\n';
  return encodeArray(reply);
}

function encodeArray(items: readonly Reply[]): string {
  let text = `*${String(items.length)}\r\n`;
  for (const item of items) text += encodeReply(item);
  return text;
}

/** A line break within an error would end the reply early and shift every later one. */
function oneLine(message: string): string {
  return message.replace(/[\r\n]+/g, ' ');
}

/** What a client sent that is not RESP; the connection is told and closed, as Redis does. */
export class ProtocolError extends Error {
  override name = 'ProtocolError';
}

const maxInline = 64 * 1024;
const maxArguments = 1024 * 1024;
const maxBulk = 512 * 1024 * 1024;

/** Cuts a byte stream into commands: arrays of bulk strings, or inline commands typed by hand. What is read of one that is not whole is kept. */
export class RespParser {
  private readonly bytes = new ByteQueue();
  private begun: { readonly count: number; readonly parts: string[] } | undefined;
  /** The length of the bulk string that comes next, once it was said. */
  private announced: number | undefined;

  /** Adds bytes as they arrive. */
  push(chunk: Buffer): void {
    this.bytes.push(chunk);
  }

  /** The next whole command, or undefined when more bytes are needed. An empty line is an empty command. */
  next(): string[] | undefined {
    if (this.begun !== undefined) return this.readParts(this.begun);
    const line = this.readLine();
    if (line === undefined) return undefined;
    if (!line.startsWith('*')) return splitInline(line);
    this.begun = { count: lengthOf(line.slice(1), maxArguments, 'invalid multibulk length'), parts: [] };
    return this.readParts(this.begun);
  }

  private readParts({ count, parts }: NonNullable<RespParser['begun']>): string[] | undefined {
    while (parts.length < count) {
      const part = this.readBulk();
      if (part === undefined) return undefined;
      parts.push(part);
    }
    this.begun = undefined;
    return parts;
  }

  private readBulk(): string | undefined {
    this.announced ??= this.readBulkLength();
    if (this.announced === undefined) return undefined;
    const text = this.bytes.take(this.announced + 2)?.toString('latin1', 0, this.announced);
    if (text !== undefined) this.announced = undefined;
    return text;
  }

  private readBulkLength(): number | undefined {
    const header = this.readLine();
    if (header === undefined) return undefined;
    if (!header.startsWith('$')) throw new ProtocolError(`expected '$', got '${header.slice(0, 1)}'`);
    const length = lengthOf(header.slice(1), maxBulk, 'invalid bulk length');
    if (length < 0) throw new ProtocolError('invalid bulk length');
    return length;
  }

  private readLine(): string | undefined {
    const end = this.bytes.indexOf(10, maxInline + 1);
    if (end < 0) {
      if (this.bytes.length > maxInline) throw new ProtocolError('too big inline request');
      return undefined;
    }
    const line = this.bytes.take(end + 1)?.toString('latin1', 0, end);
    return line?.endsWith('\r') === true ? line.slice(0, -1) : line;
  }
}

function lengthOf(text: string, most: number, complaint: string): number {
  if (!/^-?\d{1,10}$/.test(text)) throw new ProtocolError(complaint);
  const value = Number(text);
  if (value > most) throw new ProtocolError(complaint);
  return value;
}

/** Splits a typed line at blanks, honouring double quotes with escapes and single quotes. */
function splitInline(line: string): string[] {
  const parts: string[] = [];
  const pattern = /\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\'|[^'])*)'|(\S+))(?=\s|$)/gy;
  let last = 0;
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    last = pattern.lastIndex;
    const [, double, single, plain] = match;
    if (plain?.startsWith('"') === true || plain?.startsWith("'") === true) throw new ProtocolError('unbalanced quotes in request');
    parts.push(plain ?? (double === undefined ? (single ?? '').replaceAll("\\'", "'") : unescape(double)));
  }
  if (line.slice(last).trim() !== '') throw new ProtocolError('unbalanced quotes in request');
  return parts;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };

function unescape(text: string): string {
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|(.))/g, (_whole, hex: string | undefined, char: string | undefined) =>
    hex === undefined ? (escapes[char ?? ''] ?? char ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
