export interface ComparedLine {
  readonly text: string;
  /** The other text has another line, or none, in its place. */
  readonly differs: boolean;
}

/** Two texts, line by line: between the lines that both begin with and those that both end with, every line differs. */
export function differingLines(expected: string, actual: string): { readonly expected: ComparedLine[]; readonly actual: ComparedLine[] } {
  const [ours, theirs] = [expected.split('\n'), actual.split('\n')];
  const least = Math.min(ours.length, theirs.length);
  let start = 0;
  while (start < least && ours[start] === theirs[start]) start += 1;
  let end = 0;
  while (end < least - start && ours.at(-1 - end) === theirs.at(-1 - end)) end += 1;
  const compared = (lines: readonly string[]) => lines.map((text, at) => ({ text, differs: at >= start && at < lines.length - end }));
  return { expected: compared(ours), actual: compared(theirs) };
}
