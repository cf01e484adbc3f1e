/** So many inputs are thrown at each parser of a boundary: a thousand in `npm test`, ten thousand in `npm run test:fuzz`. */
export const FUZZ_RUNS = Number(process.env['FUZZ_RUNS'] ?? 1_000);

/** Milliseconds that a test with so many inputs may take: no limit where somebody has asked for more of them. */
export const fuzzTimeout = (usual: number): number => (process.env['FUZZ_RUNS'] === undefined ? usual : 0);
