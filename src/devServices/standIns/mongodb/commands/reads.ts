import { ObjectId } from 'bson';
import { type CommandContext, collectionName, countField, documentField, type CommandFamily } from '../command';
import { badValue, MongoError, typeMismatch } from '../mongoError';
import { isDocument, keyOf, keyOfAll, valuesAt, type Document, documentsOf } from '../documents';
import { withIdFirst } from '../updates';
import { aggregate, find, matcher, type QueryScope } from '../queries';

/** When a pipeline ends in `$out` or `$merge`: what writes its results. */
function writingStage(context: CommandContext, pipeline: readonly Document[]): ((results: Document[]) => void) | undefined {
  const last = pipeline.at(-1) ?? {};
  if ('$out' in last) {
    const target = targetOf(context, last['$out']);
    return (results) => {
      context.store.drop(target.database, target.name);
      const collection = context.store.getOrCreate(target.database, target.name);
      for (const document of results) collection.insert(withId(document));
    };
  }
  if ('$merge' in last) return mergeInto(context, isDocument(last['$merge']) ? last['$merge'] : { into: last['$merge'] });
  return undefined;
}

function targetOf({ database }: CommandContext, target: unknown): { database: string; name: string } {
  if (typeof target === 'string') return { database, name: target };
  if (isDocument(target) && typeof target['coll'] === 'string') {
    return { database: typeof target['db'] === 'string' ? target['db'] : database, name: target['coll'] };
  }
  throw badValue('the target of the stage must be the name of a collection');
}

function withId(document: Document): Document {
  return document['_id'] === undefined ? withIdFirst(document, new ObjectId()) : document;
}

function mergeInto(context: CommandContext, options: Document): (results: Document[]) => void {
  const target = targetOf(context, options['into']);
  const fields = (Array.isArray(options['on']) ? options['on'] : [options['on'] ?? '_id']).map(String);
  const { whenMatched = 'merge', whenNotMatched = 'insert' } = options;
  const keyFor = (document: Document): string => keyOfAll(fields.map((field) => valuesAt(document, field.split('.'))[0]));
  return (results) => {
    const collection = context.store.getOrCreate(target.database, target.name);
    const existing = new Map([...collection.all()].map((document) => [keyFor(document), document]));
    for (const result of results) {
      const old = existing.get(keyFor(result));
      if (old === undefined) {
        if (whenNotMatched === 'fail')
          throw new MongoError(
            13113,
            'MergeStageNoMatchingDocument',
            '$merge could not find a matching document in the target collection for at least one document in the source collection',
          );
        if (whenNotMatched === 'insert') collection.insert(withId(result));
      } else if (whenMatched === 'merge') collection.replace(old, withIdFirst({ ...old, ...result }, old['_id']));
      else if (whenMatched === 'replace') collection.replace(old, withIdFirst(result, old['_id']));
      else if (whenMatched === 'fail')
        throw new MongoError(11000, 'DuplicateKey', '$merge with whenMatched: fail found an existing document');
      else if (whenMatched !== 'keepExisting') throw badValue("$merge's whenMatched must be merge, replace, keepExisting or fail here");
    }
  };
}

/** Commands that read documents. */
export const readCommands: CommandFamily = {
  find: (context, command) => {
    const name = collectionName(command);
    const limit = Number(command['limit'] ?? 0);
    const documents = findDocuments(context, name, command, Math.abs(limit));
    const single = command['singleBatch'] === true || limit < 0;
    return context.cursors.start(`${context.database}.${name}`, documents, countField(command, 'batchSize'), single);
  },
  getMore: ({ cursors, database }, command) =>
    cursors.next(command['getMore'], `${database}.${String(command['collection'])}`, countField(command, 'batchSize')),
  killCursors: ({ cursors }, command) => {
    const ids = Array.isArray(command['cursors']) ? (command['cursors'] as unknown[]) : [];
    const { killed, missing } = cursors.kill(ids);
    return { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [] };
  },
  count: (context, command) => {
    const { query, ...rest } = command;
    const limit = Math.abs(Number(command['limit'] ?? 0));
    return { n: findDocuments(context, collectionName(command), { ...rest, filter: query ?? {} }, limit).length };
  },
  distinct: (context, command) => {
    const key = command['key'];
    if (typeof key !== 'string') throw typeMismatch("BSON field 'distinct.key' is the wrong type, expected type 'string'");
    const documents = findDocuments(
      context,
      collectionName(command),
      { filter: command['query'] ?? {}, collation: command['collation'], distinct: key },
      0,
    );
    const distinct = new Map<string, unknown>();
    for (const document of documents) {
      for (const found of valuesAt(document, key.split('.'))) {
        for (const value of Array.isArray(found) ? (found as unknown[]) : [found]) {
          if (value !== undefined) distinct.set(keyOf(value), value);
        }
      }
    }
    return { values: [...distinct.values()] };
  },
  aggregate: runPipeline,
};

/** A scope in which `$lookup` sees the other collections of the database. */
export function scopeOf({ store, database }: CommandContext, command: Document): QueryScope {
  refuseCollation(command);
  return {
    collection: (name) => [...(store.find(database, name)?.all() ?? [])],
    ...(isDocument(command['let']) ? { variables: constants(command['let']) } : {}),
    collation: command['collation'],
  };
}

/** The values of `let` are constant expressions: a `$literal` stands for what it holds. */
export function constants(variables: Document): Document {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, isDocument(value) && '$literal' in value ? value['$literal'] : value]),
  );
}

/** mingo compares texts by a collation when it sorts, but not when it looks for them; a wrong answer would be worse than none. */
function refuseCollation(command: Document): void {
  const { collation } = command;
  if (!isDocument(collation) || collation['locale'] === 'simple') return;
  const conditions = [command['filter'], command['query'], command['q'], command['pipeline']];
  const comparesTexts = /:"|\["/.test(JSON.stringify(conditions.filter((condition) => condition !== undefined)));
  if (comparesTexts || command['distinct'] !== undefined) {
    throw new MongoError(115, 'CommandNotSupported', 'a collation is only supported for sorting by the built-in stand-in for MongoDB');
  }
}

function findDocuments(context: CommandContext, name: string, command: Document, limit: number): Document[] {
  const collection = context.store.find(context.database, name);
  const filter = documentField(command, 'filter') ?? {};
  const sort = documentField(command, 'sort');
  const projection = documentField(command, 'projection');
  const skip = countField(command, 'skip') ?? 0;
  const scope = scopeOf(context, command);
  if (collection === undefined) {
    // A filter that cannot be read is an error even where there is nothing to filter.
    matcher(filter, scope);
    return [];
  }
  const options = { skip, limit, ...(sort === undefined ? {} : { sort }), ...(projection === undefined ? {} : { projection }) };
  return find(collection.candidates(filter), filter, options, scope);
}

function runPipeline(context: CommandContext, command: Document): Document {
  const name = command['aggregate'];
  if (!Array.isArray(command['pipeline'])) throw typeMismatch("'pipeline' option must be specified as an array");
  const pipeline = documentsOf(command['pipeline']);
  if (!isDocument(command['cursor'])) {
    throw badValue("The 'cursor' option is required, except for aggregate with the explain argument");
  }
  const source = typeof name === 'string' ? [...(context.store.find(context.database, name)?.all() ?? [])] : [];
  const namespace = `${context.database}.${typeof name === 'string' ? name : '$cmd.aggregate'}`;
  const write = writingStage(context, pipeline);
  const results = aggregate(source, write === undefined ? pipeline : pipeline.slice(0, -1), scopeOf(context, command));
  write?.(results);
  return context.cursors.start(namespace, write === undefined ? results : [], countField(command['cursor'], 'batchSize'));
}
