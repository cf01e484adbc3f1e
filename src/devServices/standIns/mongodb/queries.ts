import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import * as window from 'mingo/operators/window';
import { Query } from 'mingo/query';
import type { Options } from 'mingo/types';
import { typeQuery, cloneDocument, documentsOf, isDocument, setAt, valuesAt, type Document } from './documents';
import { carefulOperators, withMemoryLimit, withStagesLimited } from './memoryLimit';
import { badValue, immutableField, MongoError } from './mongoError';
import { evaluate } from './timeLimit';

/** All operators of mingo, and our own where its own falls short. */
export const operators = Context.init({
  accumulator: withMemoryLimit(accumulator),
  expression: withMemoryLimit({ ...expression, ...carefulOperators } as unknown as typeof expression),
  pipeline: withStagesLimited(pipeline),
  projection,
  query: { ...query, $type: typeQuery } as unknown as typeof query,
  window: withMemoryLimit(window),
});

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
    context: operators,
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
    const compiled = new Query(filter, optionsOf(scope));
    return (document) => translated(() => compiled.test(document));
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
  refuseInherited(sort, projection);
  return translated(() => {
    const matched = [...documents].filter(matcher(filter, scope));
    const { slices, rest } = splitProjection(projection ?? {});
    const cursor = new Query({}, optionsOf(scope)).find<Document>(matched, rest);
    if (sort !== undefined && Object.keys(sort).length > 0) {
      if ('$natural' in sort) {
        if (Number(sort['$natural']) < 0) matched.reverse();
      } else cursor.sort(sort);
    }
    if (skip > 0) cursor.skip(skip);
    if (limit > 0) cursor.limit(limit);
    return cursor.all().map((document) => slices.reduce(sliced, document));
  });
}

/** mingo does not let `$slice` stand beside fields that are left out, though MongoDB does. */
function splitProjection(projection: Document): { slices: [string, unknown][]; rest: Document } {
  const entries = Object.entries(projection);
  const isSlice = ([, value]: [string, unknown]): boolean => isDocument(value) && '$slice' in value;
  const others = entries.filter((entry) => !isSlice(entry));
  if (others.some(([path, value]) => path !== '_id' && value !== 0 && value !== false)) return { slices: [], rest: projection };
  return { slices: entries.filter(isSlice), rest: Object.fromEntries(others) };
}

function sliced(document: Document, [path, condition]: [string, unknown]): Document {
  const [value] = valuesAt(document, path.split('.'));
  const bounds = isDocument(condition) ? condition['$slice'] : undefined;
  if (!Array.isArray(value)) return document;
  const [skip, count = 0] = Array.isArray(bounds) ? bounds.map(Number) : [undefined, Number(bounds)];
  const copy = cloneDocument(document);
  const from = skip ?? (count < 0 ? count : 0);
  const start = from < 0 ? Math.max(0, value.length + from) : from;
  setAt(copy, path, (value as unknown[]).slice(start, start + Math.abs(count)));
  return copy;
}

const inherited = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Refuses what would lead mingo from a document to what all documents have in common: there it would write what one of them holds into all, in
 * every database. A text may be a path; one word alone leads nowhere.
 */
export function refuseInherited(...parts: readonly unknown[]): void {
  for (const part of parts) {
    if (typeof part === 'string' && part.includes('.')) refusePath(part.replace(/^\$+/, ''));
    else if (Array.isArray(part)) refuseInherited(...(part as unknown[]));
    else if (isDocument(part)) {
      Object.keys(part).forEach(refusePath);
      refuseInherited(...Object.values(part));
    }
  }
}

function refusePath(path: string): void {
  const name = path.split('.').find((step) => inherited.has(step));
  if (name !== undefined) throw badValue(`the built-in stand-in for MongoDB takes no "${name}" in a path: '${path.slice(0, 100)}'`);
}

/** Runs a pipeline. */
export function aggregate(documents: readonly Document[], stages: readonly Document[], scope: QueryScope): Document[] {
  for (const stage of stages) checkStage(stage);
  refuseInherited(stages);
  return translated(() => new Aggregator(stages.flatMap(completed), optionsOf(scope)).run<Document>([...documents]));
}

function checkStage(stage: Document): void {
  const names = Object.keys(stage);
  const [name = ''] = names;
  if (names.length !== 1)
    throw new MongoError(40323, 'Location40323', 'A pipeline stage specification object must contain exactly one field.');
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

/** Works within the time limit, and turns the library's complaints into errors of the protocol. */
export function translated<T>(work: () => T): T {
  try {
    return evaluate(work);
  } catch (error) {
    if (error instanceof MongoError) throw error;
    throw translate(error instanceof Error ? error.message : String(error));
  }
}

function translate(message: string): MongoError {
  const stage = /unregistered pipeline operator (\$\w+)/i.exec(message);
  if (stage !== null) return new MongoError(40324, 'Location40324', `Unrecognized pipeline stage name: '${stage[1] ?? ''}'`);
  if (message.includes('would modify the immutable field')) return immutableField('_id');
  const operator = /unknown (?:query )?operator:? '?(\$\w+)/i.exec(message);
  if (operator !== null) return badValue(`unknown operator: ${operator[1] ?? ''}`);
  return badValue(message);
}
