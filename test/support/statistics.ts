/** The middle value; the mean of the two middle ones where their number is even. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? at(sorted, Math.floor(middle)) : (at(sorted, middle - 1) + at(sorted, middle)) / 2;
}

/** Between which two values the median lies, with 95 % confidence, whatever the values are distributed like. */
export function medianInterval(values: number[]): [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const reach = (1.96 * Math.sqrt(sorted.length)) / 2;
  const low = Math.max(0, Math.floor(sorted.length / 2 - reach));
  return [at(sorted, low), at(sorted, sorted.length - 1 - low)];
}

/** The value that 95 of 100 do not exceed. */
export function p95(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return at(sorted, Math.max(0, Math.ceil(sorted.length * 0.95) - 1));
}

function at(values: number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new Error('no values to summarize');
  return value;
}
