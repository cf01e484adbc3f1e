/** How many tests a run had. */
export interface Counts {
  passed: number;
  failed: number;
  pending: number;
}

/** What mocha says of the tests that failed, or undefined when it says nothing: everything behind its last "n failing". */
export function failuresIn(output: string): string | undefined {
  const lines = output.split('\n');
  const start = lines.findLastIndex((line) => /^\s*\d+ failing\s*$/.test(plain(line)));
  return start < 0
    ? undefined
    : lines
        .slice(start + 1)
        .join('\n')
        .trim();
}

// eslint-disable-next-line no-control-regex -- colours
const plain = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, '');

/**
 * Reads the counts from the output of a run: the line of runHost when there is one, otherwise mocha's summary. The last one
 * counts, because tests of the test support print summaries of their own on the way.
 */
export function countsIn(output: string): Counts | undefined {
  const lines = plain(output).split('\n');
  const last = (pattern: RegExp): RegExpExecArray | undefined => {
    for (const line of lines.toReversed()) {
      const found = pattern.exec(line);
      if (found) return found;
    }
    return undefined;
  };
  const start = lines.findLastIndex((line) => /^ {2}\d+ passing \(/.test(line));
  const host = last(/^\S+ \(VS Code [\d.]+\): (\d+) passed, (\d+) failed(?:, (\d+) skipped)?/);
  const hostAt = host ? lines.lastIndexOf(host.input) : -1;
  if (host && hostAt > start) return { passed: Number(host[1]), failed: Number(host[2]), pending: Number(host[3] ?? 0) };
  if (start < 0) return undefined;
  const summary = lines.slice(start, start + 4).join('\n');
  const count = (word: string): number => Number(new RegExp(`^  (\\d+) ${word}`, 'm').exec(summary)?.[1] ?? 0);
  return { passed: count('passing'), failed: count('failing'), pending: count('pending') };
}
