import type { Cursors } from './collection';
import { isDocument, type Document } from './documents';
import { badValue, MongoError, typeMismatch } from './mongoError';
import type { Store } from './store';

/** What a command works with. */
export interface CommandContext {
  readonly store: Store;
  readonly cursors: Cursors;
  readonly connectionId: number;
  /** The database the command was sent to. */
  readonly database: string;
}

/** Carries out a command and answers what goes beside `ok: 1`. */
export type Handler = (context: CommandContext, command: Document) => Document;

/** A family of commands by name. */
export type CommandFamily = Readonly<Record<string, Handler>>;

/** The collection that a command names first, such as `{find: "users"}`. */
export function collectionName(command: Document): string {
  const [name] = Object.values(command);
  if (typeof name !== 'string') {
    throw new MongoError(73, 'InvalidNamespace', `collection name has invalid type ${typeof name}`);
  }
  return name;
}

/** An optional field that must be a document. */
export function documentField(command: Document, name: string): Document | undefined {
  const value = command[name];
  if (value === undefined || value === null) return undefined;
  if (!isDocument(value)) throw typeMismatch(`BSON field '${name}' is the wrong type, expected type 'object'`);
  return value;
}

/** An optional field that must be a number of at least zero. */
export function countField(command: Document, name: string): number | undefined {
  const value = command[name];
  if (value === undefined || value === null) return undefined;
  const number = Number(value);
  if (Number.isNaN(number)) throw typeMismatch(`BSON field '${name}' is the wrong type, expected type 'long'`);
  if (number < 0) throw badValue(`BSON field '${name}' value must be >= 0, actual value '${String(number)}'`);
  return number;
}
