/**
 * The part of node:assert/strict that tests use, for the web worker, which has no node:assert. The bundle of the web tests puts
 * it in its place, so that a test reads the same in both hosts.
 */
type Check = (condition: unknown, message?: string) => void;

function fail(message: string): never {
  throw new Error(message);
}

const show = (value: unknown): string => {
  try {
    return value === undefined ? 'undefined' : JSON.stringify(value);
  } catch {
    return String(value);
  }
};

const asText = (error: unknown): string => (error instanceof Error ? error.toString() : show(error));

const ok: Check = (condition, message) => {
  if (!condition) fail(message ?? `expected something true, got ${show(condition)}`);
};

function equal(actual: unknown, expected: unknown, message?: string): void {
  if (!Object.is(actual, expected)) fail(message ?? `expected ${show(expected)}, got ${show(actual)}`);
}

function notEqual(actual: unknown, expected: unknown, message?: string): void {
  if (Object.is(actual, expected)) fail(message ?? `expected anything but ${show(expected)}`);
}

function deepEqual(actual: unknown, expected: unknown, message?: string): void {
  if (!same(actual, expected)) fail(message ?? `expected ${show(expected)}, got ${show(actual)}`);
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (a instanceof Map && b instanceof Map) return same([...a], [...b]);
  if (a instanceof Set && b instanceof Set) return same([...a], [...b]);
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  const left = Object.keys(a);
  const right = new Set(Object.keys(b));
  const at = (object: object, key: string): unknown => (object as Record<string, unknown>)[key];
  return left.length === right.size && left.every((key) => right.has(key) && same(at(a, key), at(b, key)));
}

function match(text: string, pattern: RegExp, message?: string): void {
  if (!pattern.test(text)) fail(message ?? `expected ${pattern.toString()} to match ${show(text)}`);
}

function throws(action: () => unknown, pattern?: RegExp): void {
  let error: unknown;
  try {
    action();
  } catch (caught) {
    error = caught;
  }
  if (error === undefined) fail('expected an error');
  if (pattern) match(asText(error), pattern);
}

async function rejects(action: Promise<unknown> | (() => Promise<unknown>), pattern?: RegExp): Promise<void> {
  const outcome = await Promise.resolve(typeof action === 'function' ? action() : action).then(
    () => undefined,
    (error: unknown) => error ?? 'undefined',
  );
  if (outcome === undefined) fail('expected a rejection');
  if (pattern) match(asText(outcome), pattern);
}

const assert = Object.assign(ok, {
  ...{ ok, fail, equal, notEqual, deepEqual, match, throws, rejects },
  ...{ strictEqual: equal, notStrictEqual: notEqual, deepStrictEqual: deepEqual },
});

// node:assert/strict has a default export, and what stands in for it needs one too.
export { assert as default, ok, fail, equal, notEqual, deepEqual, match, throws, rejects };
export { equal as strictEqual, notEqual as notStrictEqual, deepEqual as deepStrictEqual };
