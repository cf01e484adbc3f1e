import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { evalExpr } from 'mingo/core';
import * as expression from 'mingo/operators/expression';
import type { Options } from 'mingo/types';
import { isDocument, type Document } from './documents';
import { MongoError } from './mongoError';

/** The bytes of MongoDB's largest document: none can hold an array of more items, or a text of more characters. */
const largest = 16 * 1024 * 1024;
/** Of the memory that V8 may take before it ends the whole program, the share that may be in use. */
const share = 2 / 3;
/** After so many items and characters that operators have made, it is looked how much memory is in use. */
const interval = 1_000_000;

type Operator = (...args: never[]) => unknown;
type Family = Readonly<Record<string, Operator>>;

/** The operators of a family, each of which ends a command that takes more memory than there is. */
export function withMemoryLimit<T extends object>(family: T): T {
  const bounded = Object.entries(family as Family).map(([name, operator]): [string, Operator] => [
    name,
    (...args) => weighed(name, operator(...args)),
  ]);
  return Object.fromEntries(bounded) as T;
}

/** Stages of a pipeline hand on one document after the other, and the next one, or the answer, may keep them all. */
export function withStagesLimited<T extends object>(stages: T): T {
  const bounded = Object.entries(stages as Readonly<Record<string, (...args: never[]) => Iterated>>).map(([name, stage]) => [
    name,
    (...args: never[]) => {
      let count = 0;
      return stage(...args).map((document) => {
        if (++count > largest) throw exceeded(name);
        if (isDocument(document)) for (const value of Object.values(document)) weighed(name, value);
        return document;
      });
    },
  ]);
  return Object.fromEntries(bounded) as T;
}

interface Iterated {
  map(change: (document: unknown) => unknown): unknown;
}

/** The operators that make much of little at once, or in a loop without another operator: they are looked at before. */
export const carefulOperators = {
  $range: (document: never, given: unknown, options: Options) => {
    const values = evalExpr(document, given, options);
    if (!Array.isArray(values)) return expression.$range(document, given, options);
    const [start = 0, end = 0, step = 0] = values.map(Number);
    if ((end - start) / (step || 1) > largest) throw exceeded('$range');
    return expression.$range(document, values.map(literal), options);
  },
  $concatArrays: (document: never, given: unknown, options: Options) =>
    expression.$concatArrays(document, joined('$concatArrays', given, evalExpr(document, given, options)), options),
  $setUnion: (document: never, given: unknown, options: Options) =>
    expression.$setUnion(document, joined('$setUnion', given, evalExpr(document, given, options)), options),
  $zip: (document: never, given: Document, options: Options) => {
    const inputs = evalExpr(document, given['inputs'], options);
    const lengths = arraysOf(inputs).map(({ length }) => length);
    if (lengths.reduce((longest, length) => Math.max(longest, length), 0) * lengths.length > largest) throw exceeded('$zip');
    return expression.$zip(document, { ...given, inputs: literal(inputs) } as never, options);
  },
  // A match takes as much memory as some items.
  $regexFindAll: (document: never, given: Document, options: Options) => {
    const input = evalExpr(document, given['input'], options);
    if (typeof input === 'string' && input.length > largest / 8) throw exceeded('$regexFindAll');
    return expression.$regexFindAll(document, { ...given, input: literal(input) }, options);
  },
  $map: (document: never, given: unknown, options: Options) => expression.$map(document, eachWeighed(given) as never, options),
  $reduce: (document: never, given: unknown, options: Options) => expression.$reduce(document, eachWeighed(given) as never, options),
};

const literal = (value: unknown): Document => ({ $literal: value });
const arraysOf = (value: unknown): unknown[][] =>
  Array.isArray(value) ? value.filter((item): item is unknown[] => Array.isArray(item)) : [];

/** The arguments of an operator that puts arrays together. */
function joined(name: string, given: unknown, values: unknown): unknown {
  if (arraysOf(values).reduce((sum, { length }) => sum + length, 0) > largest) throw exceeded(name);
  return Array.isArray(given) && Array.isArray(values) ? values.map(literal) : literal(values);
}

/** What is made of each item passes through an operator, which weighs it. */
function eachWeighed(given: unknown): unknown {
  return isDocument(given) && 'in' in given ? { ...given, in: { $let: { vars: {}, in: given['in'] } } } : given;
}

let untilLook = interval;

function weighed<T>(name: string, value: T): T {
  const size = Array.isArray(value) || typeof value === 'string' ? value.length : 1;
  if (size > largest) throw exceeded(name);
  untilLook -= size + 1;
  if (untilLook > 0) return value;
  untilLook = interval;
  if (isShort()) {
    // Much of what is in use may only be waiting to be thrown away.
    collectGarbage();
    if (isShort()) throw exceeded(name);
  }
  return value;
}

function isShort(): boolean {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used > limit * share;
}

/** V8 shows it to no program that has not asked for it. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

function exceeded(name: string): MongoError {
  const why = 'and cannot spill to disk: ask for less of it at once';
  return new MongoError(146, 'ExceededMemoryLimit', `${name} would use more memory than the built-in stand-in for MongoDB has ${why}`);
}
