/** How a run of mocha ended. */
export interface TestResult {
  passed: number;
  failed: number;
  pending: number;
  /** Why there was no run, when there was none. */
  problem?: string | undefined;
}

const marker = '##tests ';

/** The line before the first output of the tests. */
export const beginLine = `${marker}begin`;

/** How the launcher starts the line that says why a run failed. */
export const failurePrefix = 'Run failed: ';

/** The line by which a run inside VS Code tells the outside how it ended; an exit code cannot carry counts. */
export function formatResultLine(result: TestResult): string {
  return marker + JSON.stringify(result);
}

/** Reads such a line; undefined for any other. */
export function parseResultLine(line: string): TestResult | undefined {
  const start = line.indexOf(marker);
  if (start < 0) return undefined;
  const text = line.slice(start + marker.length).split('\n')[0] ?? '';
  return text.startsWith('{') ? (JSON.parse(text) as TestResult) : undefined;
}

/** Whether a line is meant for programs, not for people. */
export function isMark(line: string): boolean {
  return line.startsWith(marker);
}
