import * as vscode from 'vscode';

/** Which projects have their dependencies installed in this window now. */
class Installations {
  private readonly running = new Map<string, Promise<boolean>>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();

  /** Told of the folder whose installation has begun or ended. */
  readonly onDidChange = this.changed.event;

  isInstalling(folder: vscode.Uri): boolean {
    return this.running.has(folder.toString());
  }

  /** Begins an installation, unless one of the folder is running: then that is waited for, and two package managers never meet. */
  async once(folder: vscode.Uri, install: () => Promise<boolean>): Promise<boolean> {
    const key = folder.toString();
    const known = this.running.get(key);
    if (known) return known;
    const installing = install().finally(() => {
      this.running.delete(key);
      this.changed.fire(folder);
    });
    this.running.set(key, installing);
    this.changed.fire(folder);
    return installing;
  }
}

/** One list for the window, whoever begins an installation. */
export const installations = new Installations();
