import { collectionName, documentField, type CommandFamily, type Handler } from '../command';
import type { Document } from '../documents';
import { failedToParse } from '../mongoError';
import { find } from '../queries';
import { readChange } from '../updates';
import { constants, scopeOf } from './reads';
import { changeDocument, upsert } from './writes';

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
