import { ObjectId } from 'bson';

/** A command's failure as the protocol carries it: a number, its name, a message, and what some errors add. */
export class MongoError extends Error {
  override name = 'MongoError';

  constructor(
    readonly code: number,
    readonly codeName: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

export const badValue = (message: string): MongoError => new MongoError(2, 'BadValue', message);
export const failedToParse = (message: string): MongoError => new MongoError(9, 'FailedToParse', message);
export const typeMismatch = (message: string): MongoError => new MongoError(14, 'TypeMismatch', message);
export const namespaceNotFound = (message: string): MongoError => new MongoError(26, 'NamespaceNotFound', message);
export const indexNotFound = (message: string): MongoError => new MongoError(27, 'IndexNotFound', message);
export const commandNotFound = (name: string): MongoError => new MongoError(59, 'CommandNotFound', `no such command: '${name}'`);
export const immutableField = (path: string): MongoError =>
  new MongoError(66, 'ImmutableField', `Performing an update on the path '${path}' would modify the immutable field '_id'`);

/** The error of an index whose fields go through two arrays: their keys would be all pairs of items. */
export const parallelArrays = (second: string, first: string): MongoError =>
  new MongoError(171, 'CannotIndexParallelArrays', `cannot index parallel arrays [${second}] [${first}]`);

/** What a single server without a replica set answers to any part of a transaction. */
export const noTransactions = (): MongoError =>
  new MongoError(20, 'IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');

/** A change that could not be kept on disk, and so was not made. */
export function notWritten(error: unknown): MongoError {
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return new MongoError(14031, 'OutOfDiskSpace', why);
  return new MongoError(39, 'FileStreamFailed', why);
}

/** The error of a unique index. */
export function duplicateKey(
  namespace: string,
  index: string,
  keyPattern: Readonly<Record<string, unknown>>,
  keyValue: Readonly<Record<string, unknown>>,
): MongoError {
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${showValue(value)}`);
  return new MongoError(
    11000,
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index} dup key: { ${shown.join(', ')} }`,
    { keyPattern, keyValue },
  );
}

function showValue(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof Date) return `new Date(${String(value.getTime())})`;
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  return JSON.stringify(value);
}
