import { beginLine, parseResultLine, type TestResult } from '../inHost/resultLine';
import { isExpected } from '../serverNoise';

/** Tells the output of tests from that of the VS Code around them. */
export interface TestOutput {
  add(level: string, message: string): void;
  result(): TestResult | undefined;
  /** The last errors, for a run that ended before its first test. */
  tail(): string;
}

/** VS Code logs a lot before and after the tests; only what comes between the two marks is worth printing. */
export function createTestOutput(print: (message: string) => void): TestOutput {
  let result: TestResult | undefined;
  let inside = false;
  const errors: string[] = [];
  return {
    add(level, message) {
      if (isExpected(message)) return;
      if (level === 'error' && !inside) errors.push(message);
      if (message === beginLine) {
        inside = true;
        return;
      }
      const found = parseResultLine(message);
      // The result goes on: whoever started the launcher reads it too.
      if (inside) print(message);
      if (!found) return;
      result = found;
      inside = false;
    },
    result: () => result,
    tail: () => errors.slice(-10).join('\n'),
  };
}
