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
