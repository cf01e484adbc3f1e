import { Aggregator, Query } from 'mingo';
import type { Options } from 'mingo/types';
import { documentsOf, isDocument, type Document } from './documents';
import { badValue, MongoError } from './mongoError';

/** What a query may need beside the documents. */
export interface QueryScope {
  /** Finds another collection, for `$lookup` and its like. */
  readonly collection?: (name: string) => Document[];
  readonly variables?: Document;
  readonly collation?: unknown;
}

/** Scripts sent by a client are not run: a stand-in has no business evaluating JavaScript. */
function optionsOf({ collection, variables, collation }: QueryScope): Partial<Options> {
  return {
    scriptEnabled: false,
    ...(collection === undefined ? {} : { collectionResolver: collection }),
    ...(variables === undefined ? {} : { variables }),
    ...(isDocument(collation) && typeof collation['locale'] === 'string' && collation['locale'] !== 'simple'
      ? { collation: collation as unknown as NonNullable<Options['collation']> }
      : {}),
  };
}

/** Makes a predicate of a filter. */
export function matcher(filter: Document, scope: QueryScope = {}): (document: Document) => boolean {
  if (Object.keys(filter).length === 0) return () => true;
  return translated(() => {
    const query = new Query(filter, optionsOf(scope));
    return (document) => translated(() => query.test(document));
  });
}

/** The further parts of a find. */
export interface FindOptions {
  readonly sort?: Document;
  readonly skip?: number;
  readonly limit?: number;
  readonly projection?: Document;
}

/** Filters, sorts, cuts and projects. */
export function find(documents: Iterable<Document>, filter: Document, options: FindOptions, scope: QueryScope = {}): Document[] {
  const { sort, skip = 0, limit = 0, projection } = options;
  return translated(() => {
    const matched = [...documents].filter(matcher(filter, scope));
    const cursor = new Query({}, optionsOf(scope)).find<Document>(matched, projection ?? {});
    if (sort !== undefined && Object.keys(sort).length > 0) {
      if ('$natural' in sort) {
        if (Number(sort['$natural']) < 0) matched.reverse();
      } else cursor.sort(sort as Record<string, 1 | -1>);
    }
    if (skip > 0) cursor.skip(skip);
    if (limit > 0) cursor.limit(limit);
    return cursor.all();
  });
}

/** Runs a pipeline. */
export function aggregate(documents: readonly Document[], pipeline: readonly Document[], scope: QueryScope): Document[] {
  for (const stage of pipeline) checkStage(stage);
  return translated(() => new Aggregator(pipeline.flatMap(completed), optionsOf(scope)).run<Document>([...documents]));
}

function checkStage(stage: Document): void {
  const names = Object.keys(stage);
  const [name = ''] = names;
  if (names.length !== 1) throw new MongoError(40323, 'Location40323', 'A pipeline stage specification object must contain exactly one field.');
  if (name === '$changeStream') {
    throw new MongoError(40573, 'Location40573', 'The $changeStream stage is only supported on replica sets');
  }
}

/** Where a list of local values has some without a partner, mingo leaves holes in what `$lookup` found. */
function completed(stage: Document): Document[] {
  const lookup = stage['$lookup'];
  if (!isDocument(lookup) || typeof lookup['as'] !== 'string' || documentsOf(lookup['pipeline']).length > 0) return [stage];
  const isFound = { $eq: [{ $type: '$$joined' }, 'object'] };
  return [stage, { $addFields: { [lookup['as']]: { $filter: { input: `$${lookup['as']}`, as: 'joined', cond: isFound } } } }];
}

/** Turns the library's complaints into errors of the protocol. */
export function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof MongoError) throw error;
    throw translate(error instanceof Error ? error.message : String(error));
  }
}

function translate(message: string): MongoError {
  const stage = /unregistered pipeline operator (\$\w+)/i.exec(message);
  if (stage !== null) return new MongoError(40324, 'Location40324', `Unrecognized pipeline stage name: '${stage[1] ?? ''}'`);
  const operator = /unknown (?:query )?operator:? '?(\$\w+)/i.exec(message);
  if (operator !== null) return badValue(`unknown operator: ${operator[1] ?? ''}`);
  return badValue(message);
}
