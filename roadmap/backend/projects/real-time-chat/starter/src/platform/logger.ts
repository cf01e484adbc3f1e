/**
 * One JSON object per line on stdout: people can read it, and every log tool can search it.
 * Fields set with `withLogContext` (the request id, the job id) appear on every line logged inside, however deep.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

type Fields = Record<string, unknown>;
type Log = (message: string, fields?: Fields) => void;

export interface Logger {
  readonly debug: Log;
  readonly info: Log;
  readonly warn: Log;
  readonly error: Log;
}

const context = new AsyncLocalStorage<Fields>();

export function withLogContext<T>(fields: Fields, run: () => T): T {
  return context.run({ ...context.getStore(), ...fields }, run);
}

export function createLogger(
  level: (typeof LOG_LEVELS)[number],
  write: (line: string) => void = (line) => process.stdout.write(line),
): Logger {
  const at =
    (name: (typeof LOG_LEVELS)[number]): Log =>
    (message, fields) => {
      if (LOG_LEVELS.indexOf(name) < LOG_LEVELS.indexOf(level)) return;
      const entry = { time: new Date().toISOString(), level: name, message, ...context.getStore(), ...fields };
      write(`${JSON.stringify(entry, errorsToObjects)}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** `JSON.stringify` turns an Error into `{}`: its fields are not enumerable. */
function errorsToObjects(_key: string, value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack, cause: value.cause } : value;
}
