import type { CommandContext, Handler } from './command';
import { collectionCommands } from './families/collections';
import { findAndModifyCommands } from './families/findAndModify';
import { handshakeCommands } from './families/handshake';
import { readCommands } from './families/reads';
import { writeCommands } from './families/writes';
import type { Document } from './documents';
import { commandNotFound, MongoError, noTransactions } from './mongoError';

const table: ReadonlyMap<string, Handler> = new Map(
  [handshakeCommands, readCommands, writeCommands, findAndModifyCommands, collectionCommands].flatMap((family) => Object.entries(family)),
);

/** Carries out a command; whatever goes wrong becomes an answer too. */
export function runCommand(context: Omit<CommandContext, 'database'>, command: Document): Document {
  try {
    const [name = ''] = Object.keys(command);
    refuseTransaction(name, command);
    const handler = table.get(name);
    if (handler === undefined) throw commandNotFound(name);
    const database = command['$db'];
    return { ...handler({ ...context, database: typeof database === 'string' ? database : 'test' }, command), ok: 1 };
  } catch (error) {
    if (error instanceof MongoError) {
      return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.details };
    }
    // A fault of the stand-in must not look like an answer of MongoDB.
    return { ok: 0, errmsg: `the stand-in failed: ${String(error)}`, code: 8, codeName: 'UnknownError' };
  }
}

function refuseTransaction(name: string, command: Document): void {
  const isPart = name === 'commitTransaction' || name === 'abortTransaction';
  if (isPart || command['startTransaction'] === true || command['autocommit'] === false) throw noTransactions();
}
