import * as vscode from 'vscode';

/** In which repos a check is running in this window. */
export class CheckActivity implements vscode.Disposable {
  private readonly running = new Map<string, number>();
  private readonly changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.changed.event;

  /** A check begins in a repo. */
  begin(folder: vscode.Uri): void {
    const key = folder.toString();
    this.running.set(key, (this.running.get(key) ?? 0) + 1);
    this.changed.fire();
  }

  /** A check that had begun has ended, however that was. */
  end(folder: vscode.Uri): void {
    const key = folder.toString();
    const left = (this.running.get(key) ?? 0) - 1;
    if (left > 0) this.running.set(key, left);
    else if (!this.running.delete(key)) return;
    this.changed.fire();
  }

  get isIdle(): boolean {
    return this.running.size === 0;
  }

  isChecking(folder: vscode.Uri): boolean {
    return this.running.has(folder.toString());
  }

  dispose(): void {
    this.changed.dispose();
  }
}
