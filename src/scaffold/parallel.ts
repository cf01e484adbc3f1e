import * as vscode from 'vscode';

/** How many files are written at once: every starter in one go. One after the other takes six times as long. */
const AT_ONCE = 64;

/**
 * Does something with every item, many at once. After a failure or a cancellation no further one is begun, and what was begun is
 * waited for: when this rejects, nothing is still being written. @throws vscode.CancellationError
 */
export async function forAll<T>(items: readonly T[], token: vscode.CancellationToken, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const item of waiting) {
      if (token.isCancellationRequested) failures.push(new vscode.CancellationError());
      if (failures.length > 0) return;
      await work(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
  if (token.isCancellationRequested) throw new vscode.CancellationError();
}
