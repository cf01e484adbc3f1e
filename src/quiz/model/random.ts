/** A number from 0 up to, but not including, 1: `Math.random`, or something that can be repeated. */
export type Random = () => number;

/** Seeds are whole numbers of 32 bits. */
export const MAX_SEED = 0xffff_ffff;

/** A source that gives the same numbers for the same seed (mulberry32): good for games, not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / (MAX_SEED + 1);
  };
}

/** The items in a random order (Fisher and Yates), each order as likely as any other. */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
}

/** The numbers from 0 to `size - 1` in a random order that is not the one they started in. */
export function derange(size: number, random: Random): number[] {
  const sorted = Array.from({ length: size }, (_, index) => index);
  const shuffled = shuffle(sorted, random);
  // Turned by one, what came out sorted is as far from it as any other order.
  return size > 1 && shuffled.every((value, index) => value === index) ? [...sorted.slice(1), 0] : shuffled;
}
