/** Puts values in the places {0}, {1}, … of a sentence. A value that looks like a place is left as it is. */
export const fillIn = (sentence: string, ...values: readonly (string | number)[]): string =>
  sentence.replace(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
