import * as vscode from 'vscode';

/** Which projects were started in this window, or are about to, and have not ended. */
class StartedProjects {
  private readonly running = new Map<string, () => Promise<void>>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();

  /** Told of the folder whose project has begun or ended. */
  readonly onDidChange = this.changed.event;

  isRunning(folder: vscode.Uri): boolean {
    return this.running.has(folder.toString());
  }

  /** Ends the program of a project and all that was started for it; one that does not run is as it should be. */
  async stop(folder: vscode.Uri): Promise<void> {
    await this.running.get(folder.toString())?.();
  }

  /** Told by whoever starts it, who knows how to end it. */
  began(folder: vscode.Uri, stop: () => Promise<void>): void {
    this.running.set(folder.toString(), stop);
    this.changed.fire(folder);
  }

  ended(folder: vscode.Uri): void {
    if (this.running.delete(folder.toString())) this.changed.fire(folder);
  }
}

/** One list for the window: what starts projects is loaded by the first start, and a page may ask before. */
export const startedProjects = new StartedProjects();
