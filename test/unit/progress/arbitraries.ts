import * as fc from 'fast-check';
import type { Register, Registers } from '../../../src/progress/model/registers';

/** Few keys, times, writers and values, so that copies collide and tie often. */
const key = fc.constantFrom('small/http#status', 'small/sql#status', 'other/http#status', 'small/http#proof:quiz:http', 'small/gone#x');
const json = fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text) as Register['v']);
const value = fc.oneof(fc.constantFrom<Register['v'][]>(null, 'todo', 'doing', 'done', true), json);

export const register: fc.Arbitrary<Register> = fc.record(
  { v: value, t: fc.integer({ min: 0, max: 3 }), w: fc.constantFrom('a', 'b') },
  { noNullPrototype: true },
);

export const registers: fc.Arbitrary<Registers> = fc.array(fc.tuple(key, register), { maxLength: 8 }).map((entries) => new Map(entries));

/** Any key and any time that a copy may hold. */
const word = fc.stringMatching(/^[a-z0-9-]{1,64}$/);
const anyKey = fc.tuple(word, word, fc.stringMatching(/^[A-Za-z][A-Za-z0-9:._-]{0,40}$/)).map(([r, t, f]) => `${r}/${t}#${f}`);
const anyRegister = fc.record(
  { v: value, t: fc.integer({ min: 0, max: 8.64e15 }), w: fc.string({ minLength: 1, maxLength: 64 }) },
  { noNullPrototype: true },
);
export const anyRegisters: fc.Arbitrary<Registers> = fc
  .array(fc.tuple(anyKey, anyRegister), { maxLength: 12 })
  .map((entries) => new Map(entries));

/** A copy as a plain object, which compares whatever the order of its entries. */
export const plain = (copy: Registers): Record<string, Register> => Object.fromEntries(copy);
