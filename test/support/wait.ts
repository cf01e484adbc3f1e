/** Thrown by a check that knows that waiting is of no use. */
export class Stop extends Error {}

/** Waits until `check` gives something true (an error counts as not yet) and returns it; fails with `what` after `limitMs`. */
export async function waitUntil<T>(what: string, check: () => Promise<T>, limitMs = 15_000): Promise<NonNullable<T>> {
  const end = Date.now() + limitMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await check();
      if (value) return value;
      last = value;
    } catch (error) {
      if (error instanceof Stop) throw error;
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms in vain until ${what}; last: ${String(last)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A pattern that matches the whole of a text, whatever space surrounds it. */
export function wholeText(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
