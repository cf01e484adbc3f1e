import * as vscode from 'vscode';

/** What takes no longer shows nothing: a balloon that flashes is worse than none. */
const SHOW_AFTER = 1_000;

/** Does work that can be cancelled, and shows it once it takes long. Resolves as the work does. */
export async function withSlowProgress<T>(title: string, work: (token: vscode.CancellationToken) => Promise<T>): Promise<T> {
  const source = new vscode.CancellationTokenSource();
  const running = work(source.token);
  const ended = running.then(
    () => undefined,
    () => undefined,
  );
  const timer = setTimeout(() => {
    void vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (_, token) => {
      token.onCancellationRequested(() => source.cancel());
      return ended;
    });
  }, SHOW_AFTER);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}
