import { ObjectId } from 'bson';
import type { Collection } from '../collection';
import { collectionName, type CommandContext, type CommandFamily, documentField, type Handler } from '../command';
import { failedToParse, MongoError } from '../mongoError';
import { documentsOf, isDocument, sameDocument, type Document } from '../documents';
import { find, matcher } from '../queries';
import { applyChange, readChange, upsertedDocument, withIdFirst, type Change } from '../updates';
import { evaluate } from '../timeLimit';
import { constants, scopeOf } from './reads';

/** Commands that change documents. */
export const writeCommands: CommandFamily = {
  insert: (context, command) => {
    const documents = documentsOf(command['documents']);
    checkBatch('insert', documents);
    const collection = context.store.getOrCreate(context.database, collectionName(command));
    const writeErrors = eachInOrder(documents, command, (document) => {
      collection.insert(document['_id'] === undefined ? withIdFirst(document, new ObjectId()) : withIdFirst(document, document['_id']));
    });
    return withErrors({ n: writeErrors.done }, writeErrors.errors);
  },
  update: (context, command) => {
    const statements = documentsOf(command['updates']);
    checkBatch('update', statements);
    const name = collectionName(command);
    const totals = { n: 0, nModified: 0 };
    const upserted: Document[] = [];
    const { errors } = eachInOrder(statements, command, (statement, index) => {
      const result = runUpdate(context, name, withCommandScope(statement, command));
      totals.n += result.matched + (result.upsertedId === undefined ? 0 : 1);
      totals.nModified += result.modified;
      if (result.upsertedId !== undefined) upserted.push({ index, _id: result.upsertedId });
    });
    return withErrors({ ...totals, ...(upserted.length > 0 ? { upserted } : {}) }, errors);
  },
  delete: (context, command) => {
    const statements = documentsOf(command['deletes']);
    checkBatch('delete', statements);
    let n = 0;
    const { errors } = eachInOrder(statements, command, (statement) => {
      n += runDelete(context, collectionName(command), withCommandScope(statement, command));
    });
    return withErrors({ n }, errors);
  },
};

function asDocument(value: unknown): Document {
  return isDocument(value) ? value : {};
}

/** `let` is said once for all statements. */
function withCommandScope(statement: Document, command: Document): Document {
  return command['let'] === undefined ? statement : { ...statement, let: command['let'] };
}

function checkBatch(name: string, items: readonly Document[]): void {
  if (items.length > 0 && items.length <= 100_000) return;
  throw new MongoError(
    16,
    'InvalidLength',
    `Write batch sizes must be between 1 and 100000. Got ${String(items.length)} operations in '${name}'.`,
  );
}

/** Carries out the statements of a batch; an ordered one ends at its first error. */
function eachInOrder(
  items: readonly Document[],
  command: Document,
  run: (item: Document, index: number) => void,
): { done: number; errors: Document[] } {
  const errors: Document[] = [];
  let done = 0;
  for (const [index, item] of items.entries()) {
    try {
      run(item, index);
      done++;
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      errors.push({ index, code: error.code, ...error.details, errmsg: error.message });
      if (command['ordered'] !== false) break;
    }
  }
  return { done, errors };
}

function withErrors(answer: Document, writeErrors: Document[]): Document {
  return writeErrors.length === 0 ? answer : { ...answer, writeErrors };
}

interface UpdateResult {
  readonly matched: number;
  readonly modified: number;
  readonly upsertedId?: unknown;
}

function runUpdate(context: CommandContext, name: string, statement: Document): UpdateResult {
  const filter = isDocument(statement['q']) ? statement['q'] : {};
  const change = readChange(statement['u'], {
    arrayFilters: statement['arrayFilters'],
    variables: constants({ ...asDocument(statement['let']), ...asDocument(statement['c']) }),
  });
  if (statement['sort'] !== undefined) {
    throw new MongoError(40415, 'Location40415', "BSON field 'update.updates.sort' is an unknown field.");
  }
  const multi = statement['multi'] === true;
  if (multi && change.kind === 'replacement') throw failedToParse('multi update is not supported for replacement-style update');
  const collection = context.store.find(context.database, name);
  const scope = scopeOf(context, statement);
  const matched = collection === undefined ? [] : find(collection.candidates(filter), filter, { limit: multi ? 0 : 1 }, scope);
  if (matched.length === 0 && statement['upsert'] === true) {
    const target = collection ?? context.store.getOrCreate(context.database, name);
    return { matched: 0, modified: 0, upsertedId: upsert(target, filter, change)['_id'] };
  }
  if (collection === undefined) matcher(filter, scope);
  let modified = 0;
  const { changed, error } = changedDocuments(matched, change, filter);
  for (const [index, document] of changed.entries()) {
    if (keepChange(collection, matched[index] ?? document, document) !== undefined) modified++;
  }
  if (error !== undefined) throw error;
  return { matched: matched.length, modified };
}

/** What the documents become, up to the first that cannot be changed; all at once, since a time limit costs more than most changes. */
function changedDocuments(documents: readonly Document[], change: Change, filter: Document): { changed: Document[]; error?: MongoError } {
  const changed: Document[] = [];
  try {
    evaluate(() => {
      for (const document of documents) changed.push(applyChange(document, change, filter));
    });
    return { changed };
  } catch (error) {
    if (!(error instanceof MongoError)) throw error;
    return { changed, error };
  }
}

/** Inserts what an upsert asks for. */
function upsert(collection: Collection, filter: Document, change: Change): Document {
  const document = upsertedDocument(filter, change);
  collection.insert(document);
  return document;
}

/** Changes one document; answers the new one, or undefined when nothing became different. */
function changeDocument(collection: Collection | undefined, document: Document, change: Change, filter: Document): Document | undefined {
  return keepChange(
    collection,
    document,
    evaluate(() => applyChange(document, change, filter)),
  );
}

function keepChange(collection: Collection | undefined, document: Document, changed: Document): Document | undefined {
  if (collection === undefined || sameDocument(document, changed)) return undefined;
  collection.replace(document, changed);
  return changed;
}

function runDelete(context: CommandContext, name: string, statement: Document): number {
  const filter = isDocument(statement['q']) ? statement['q'] : {};
  const scope = scopeOf(context, statement);
  const collection = context.store.find(context.database, name);
  if (collection === undefined) {
    matcher(filter, scope);
    return 0;
  }
  const matched = find(collection.candidates(filter), filter, { limit: Number(statement['limit'] ?? 0) }, scope);
  for (const document of matched) collection.delete(document);
  return matched.length;
}

const findAndModify: Handler = (context, command) => {
  const name = collectionName(command);
  const filter = documentField(command, 'query') ?? {};
  const remove = command['remove'] === true;
  if (remove === (command['update'] !== undefined)) {
    throw failedToParse(remove ? 'Cannot specify both an update and remove=true' : 'Either an update or remove=true must be specified');
  }
  const sort = documentField(command, 'sort');
  const scope = scopeOf(context, command);
  const collection = context.store.find(context.database, name);
  const [found] =
    collection === undefined
      ? []
      : find(collection.candidates(filter), filter, { limit: 1, ...(sort === undefined ? {} : { sort }) }, scope);
  const projected = (document: Document): Document => {
    const projection = documentField(command, 'fields');
    return projection === undefined ? document : (find([document], {}, { projection }, scope)[0] ?? document);
  };
  if (remove) {
    if (found === undefined) return { lastErrorObject: { n: 0 }, value: null };
    collection?.delete(found);
    return { lastErrorObject: { n: 1 }, value: projected(found) };
  }
  const change = readChange(command['update'], {
    arrayFilters: command['arrayFilters'],
    variables: constants(documentField(command, 'let') ?? {}),
  });
  const wantsNew = command['new'] === true;
  if (found === undefined) {
    if (command['upsert'] !== true) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
    const inserted = upsert(collection ?? context.store.getOrCreate(context.database, name), filter, change);
    return {
      lastErrorObject: { n: 1, updatedExisting: false, upserted: inserted['_id'] },
      value: wantsNew ? projected(inserted) : null,
    };
  }
  const changed = changeDocument(collection, found, change, filter) ?? found;
  return { lastErrorObject: { n: 1, updatedExisting: true }, value: projected(wantsNew ? changed : found) };
};

/** Find and change in one step; older drivers write it in lower case. */
export const findAndModifyCommands: CommandFamily = { findAndModify, findandmodify: findAndModify };
