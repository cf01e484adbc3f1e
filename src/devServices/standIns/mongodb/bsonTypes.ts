import { valuesAt } from './documents';
import { badValue } from './mongoError';

/** The names and numbers that `$type` knows, each with a test. A whole number that fits 32 bits counts as int, another as long or double. */
const tests: readonly { readonly names: readonly (string | number)[]; readonly test: (value: unknown) => boolean }[] = [
  { names: ['double', 1], test: (value) => (typeof value === 'number' && !isInt32(value)) || isBson(value, 'Double') },
  { names: ['string', 2], test: (value) => typeof value === 'string' },
  {
    names: ['object', 3],
    test: (value) => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype,
  },
  { names: ['array', 4], test: Array.isArray },
  { names: ['binData', 5], test: (value) => isBson(value, 'Binary') || value instanceof Uint8Array },
  { names: ['objectId', 7], test: (value) => isBson(value, 'ObjectId') },
  { names: ['bool', 8], test: (value) => typeof value === 'boolean' },
  { names: ['date', 9], test: (value) => value instanceof Date },
  { names: ['null', 10], test: (value) => value === null },
  { names: ['regex', 11], test: (value) => value instanceof RegExp || isBson(value, 'BSONRegExp') },
  { names: ['int', 16], test: (value) => isInt32(value) || isBson(value, 'Int32') },
  { names: ['timestamp', 17], test: (value) => isBson(value, 'Timestamp') },
  { names: ['long', 18], test: (value) => isBson(value, 'Long') || (Number.isSafeInteger(value) && !isInt32(value)) },
  { names: ['decimal', 19], test: (value) => isBson(value, 'Decimal128') },
  { names: ['minKey', -1], test: (value) => isBson(value, 'MinKey') },
  { names: ['maxKey', 127], test: (value) => isBson(value, 'MaxKey') },
];

function isInt32(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && (value | 0) === value;
}

function isBson(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && '_bsontype' in value && value._bsontype === name;
}

/** `$type` for queries: mingo's own does not know the types that only BSON has. */
export function typeQuery(path: string, wanted: unknown): (document: unknown) => boolean {
  const accepts = (Array.isArray(wanted) ? (wanted as unknown[]) : [wanted]).map(testOf);
  return (document) =>
    valuesAt(document, path.split('.'))
      .flatMap((value) => (Array.isArray(value) ? [value, ...(value as unknown[])] : [value]))
      .some((value) => accepts.some((accept) => accept(value)));
}

function testOf(name: unknown): (value: unknown) => boolean {
  if (name === 'number')
    return (value) => typeof value === 'number' || ['Long', 'Decimal128', 'Double', 'Int32'].some((type) => isBson(value, type));
  const found = tests.find(({ names }) => names.some((known) => known === name));
  if (found === undefined) throw badValue(`Unknown type name alias: ${String(name)}`);
  return found.test;
}
