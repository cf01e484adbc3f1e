import { update as mingoUpdate } from 'mingo/updater';
import { ObjectId } from 'bson';
import { cloneDocument, documentsOf, isDocument, keyOf, setAt, valuesAt, type Document } from './documents';
import { failedToParse, immutableField, MongoError, typeMismatch } from './mongoError';
import { aggregate, operators as allOperators, refuseInherited, translated } from './queries';

/** What is to be done to documents: operators, a pipeline, or a whole new document. */
export type Change =
  | { readonly kind: 'operators'; readonly operators: Document; readonly arrayFilters: Document[] }
  | { readonly kind: 'pipeline'; readonly stages: Document[]; readonly variables: Document | undefined }
  | { readonly kind: 'replacement'; readonly document: Document };

/** Reads the `u` of an update or the `update` of a findAndModify. */
export function readChange(value: unknown, options: { arrayFilters?: unknown; variables?: unknown } = {}): Change {
  if (Array.isArray(value)) {
    return { kind: 'pipeline', stages: documentsOf(value), variables: isDocument(options.variables) ? options.variables : undefined };
  }
  if (!isDocument(value)) throw typeMismatch('Update argument must be either an object or an array');
  const names = Object.keys(value);
  const operators = names.filter((name) => name.startsWith('$'));
  if (operators.length === 0) return { kind: 'replacement', document: value };
  const plain = names.find((name) => !name.startsWith('$'));
  if (plain !== undefined) {
    throw failedToParse(`Unknown modifier: ${plain}. Expected a valid update modifier or pipeline-style update specified as an array`);
  }
  for (const operator of operators) checkOperator(operator, value[operator]);
  return { kind: 'operators', operators: value, arrayFilters: documentsOf(options.arrayFilters) };
}

const knownOperators = new Set(
  '$addToSet $bit $currentDate $inc $max $min $mul $pop $pull $pullAll $push $rename $set $setOnInsert $unset'.split(' '),
);

function checkOperator(operator: string, fields: unknown): void {
  if (!knownOperators.has(operator)) {
    throw failedToParse(`Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`);
  }
  if (!isDocument(fields)) {
    throw failedToParse(
      `Modifiers operate on fields but we found type ${typeof fields} instead. For example: {$mod: {<field>: ...}} not {${operator}: ...}`,
    );
  }
}

/** The document after the change; the original stays as it is. `filter` says which item the positional `$` means. */
export function applyChange(original: Document, change: Change, filter: Document): Document {
  if (change.kind === 'replacement') return withSameId(original, change.document);
  const document = cloneDocument(original);
  if (change.kind === 'pipeline') {
    for (const stage of change.stages) checkUpdateStage(stage);
    const [changed = document] = aggregate(
      [document],
      change.stages,
      change.variables === undefined ? {} : { variables: change.variables },
    );
    return withSameId(original, changed);
  }
  const operators = without(change.operators, '$setOnInsert');
  applyOperators(document, operators, change.arrayFilters, filter);
  if (keyOf(document['_id']) !== keyOf(original['_id'])) throw immutableField('_id');
  return document;
}

const updateStages = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith']);

function checkUpdateStage(stage: Document): void {
  const [name = ''] = Object.keys(stage);
  if (!updateStages.has(name)) throw new MongoError(72, 'InvalidOptions', `${name} is not allowed to be used within an update`);
}

function applyOperators(document: Document, operators: Document, arrayFilters: Document[], filter: Document): void {
  if (Object.keys(operators).length === 0) return;
  refuseInheritedFields(operators);
  checkNumbers(document, operators);
  checkArrays(document, operators);
  // Without a positional operator the condition plays no part, and need not be looked at again.
  const positional = Object.values(operators).some(
    (fields) => isDocument(fields) && Object.keys(fields).some((path) => /\.\$(\.|$)/.test(path)),
  );
  translated(() =>
    mingoUpdate(document, operators as never, arrayFilters, (positional ? filter : {}) as never, {
      cloneMode: 'deep',
      queryOptions: { context: allOperators },
    }),
  );
}

/** What is set may hold any names; where it is set may not. `$rename` has a path on either side. */
function refuseInheritedFields(operators: Document): void {
  for (const [operator, fields] of Object.entries(operators)) {
    if (isDocument(fields)) for (const path of Object.keys(fields)) refuseInherited({ [path]: 1 });
    if (operator === '$rename') refuseInherited(fields);
  }
}

/** `$inc` and `$mul` need numbers. */
function checkNumbers(document: Document, operators: Document): void {
  for (const operator of ['$inc', '$mul']) {
    const fields = operators[operator];
    if (!isDocument(fields)) continue;
    for (const [path, by] of Object.entries(fields)) {
      if (!isNumeric(by))
        throw typeMismatch(
          `Cannot ${operator === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${JSON.stringify(by)}}`,
        );
      if (path.includes('$')) continue;
      const current = valuesAt(document, path.split('.'))[0];
      if (current !== undefined && !isNumeric(current)) {
        throw typeMismatch(
          `Cannot apply ${operator} to a value of non-numeric type. {_id: ${JSON.stringify(document['_id'])}} has the field '${path.split('.').at(-1) ?? path}' of non-numeric type ${bsonTypeName(current)}`,
        );
      }
    }
  }
}

/** `$push`, `$addToSet`, `$pull` and `$pop` need arrays. */
function checkArrays(document: Document, operators: Document): void {
  for (const operator of ['$push', '$addToSet', '$pop', '$pull', '$pullAll']) {
    const fields = operators[operator];
    if (!isDocument(fields)) continue;
    for (const path of Object.keys(fields)) {
      if (path.includes('$')) continue;
      const [current] = valuesAt(document, path.split('.'));
      if (current === undefined || Array.isArray(current)) continue;
      const place = `The field '${path}' must be an array but is of type ${bsonTypeName(current)} in document {_id: ${JSON.stringify(document['_id'])}}`;
      if (operator === '$push' || operator === '$addToSet') throw new MongoError(2, 'BadValue', place);
      throw typeMismatch(`Path '${path}' contains an element of non-array type '${bsonTypeName(current)}'`);
    }
  }
}

function isNumeric(value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'bigint') return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    '_bsontype' in value &&
    ['Long', 'Decimal128', 'Double', 'Int32'].includes(String(value._bsontype))
  );
}

function bsonTypeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (typeof value === 'object' && '_bsontype' in value) return String(value._bsontype).toLowerCase();
  if (typeof value === 'boolean') return 'bool';
  return typeof value;
}

function withSameId(original: Document, document: Document): Document {
  if (document['_id'] !== undefined && keyOf(document['_id']) !== keyOf(original['_id'])) throw immutableField('_id');
  return withIdFirst(document, original['_id']);
}

/** The document with its `_id` in front, where the real server keeps it. */
export function withIdFirst(document: Document, id: unknown): Document {
  return { _id: id, ...without(document, '_id') };
}

function without(document: Document, field: string): Document {
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== field));
}

/** The document that an upsert inserts: what the filter asks for by equality, then the change. */
export function upsertedDocument(filter: Document, change: Change): Document {
  const base: Document = {};
  for (const [path, value] of equalities(filter)) setAt(base, path, value);
  if (change.kind === 'replacement') {
    const id = change.document['_id'] ?? base['_id'] ?? new ObjectId();
    return withIdFirst(change.document, id);
  }
  if (change.kind === 'pipeline') return withIdFirst(applyChange({ _id: base['_id'], ...base }, change, {}), base['_id'] ?? new ObjectId());
  const { $setOnInsert: onInsert, ...operators } = change.operators;
  const document = cloneDocument(base);
  applyOperators(
    document,
    isDocument(onInsert) ? { ...operators, $set: { ...(isDocument(operators['$set']) ? operators['$set'] : {}), ...onInsert } } : operators,
    change.arrayFilters,
    {},
  );
  return withIdFirst(document, document['_id'] ?? new ObjectId());
}

function equalities(filter: Document): [string, unknown][] {
  return Object.entries(filter).flatMap(([path, value]): [string, unknown][] => {
    if (path === '$and') return documentsOf(value).flatMap(equalities);
    if (path === '$or' && Array.isArray(value) && value.length === 1) return documentsOf(value).flatMap(equalities);
    if (path.startsWith('$') || value instanceof RegExp) return [];
    if (!isDocument(value)) return [[path, value]];
    const names = Object.keys(value);
    if (!names.some((name) => name.startsWith('$'))) return [[path, value]];
    if ('$eq' in value) return [[path, value['$eq']]];
    const only = Array.isArray(value['$in']) && value['$in'].length === 1 ? (value['$in'] as unknown[]) : undefined;
    return only === undefined ? [] : [[path, only[0]]];
  });
}
