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
