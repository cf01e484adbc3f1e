import * as vscode from 'vscode';

/** Which repos are being checked in this window now. */
export class CheckActivity implements vscode.Disposable {
  private readonly running = new Set<string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();

  /** Told of the folder whose check has begun or ended. */
  readonly onDidChange = this.changed.event;

  isChecking(folder: vscode.Uri): boolean {
    return this.running.has(folder.toString());
  }

  get isIdle(): boolean {
    return this.running.size === 0;
  }

  begin(folder: vscode.Uri): void {
    this.running.add(folder.toString());
    this.changed.fire(folder);
  }

  end(folder: vscode.Uri): void {
    this.running.delete(folder.toString());
    this.changed.fire(folder);
  }

  dispose(): void {
    this.changed.dispose();
  }
}
