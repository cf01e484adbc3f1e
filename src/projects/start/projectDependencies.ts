import * as vscode from 'vscode';
import { programTools } from '#platform';
import { PROJECT_FILE, startOf } from '../../content/projectFile';
import { readProjectFile } from '../../content/readProjectFile';
import { installations } from './installations';

/** What a project waits for: its dependencies are being installed, or somebody has to do that. */
export type DependencyState = 'installing' | 'missing';

/** What decides whether dependencies are missing, beside what is in `node_modules`. */
const DECIDING = `{node_modules,package.json,.pnp.cjs,.venv,venv,env,${PROJECT_FILE}}`;

/** Knows of projects whether their dependencies are installed, by the rule of the checks. It watches those that somebody asks about. */
export class ProjectDependencies implements vscode.Disposable {
  private readonly projects = new Map<string, WatchedProject>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly disposables: { dispose(): unknown }[];

  /** Told of the folder of which `stateOf` says something else now. */
  readonly onDidChange = this.changed.event;

  constructor() {
    this.disposables = [
      this.changed,
      installations.onDidChange((folder) => this.projects.get(folder.toString())?.installationChanged()),
      // Packages may be in a folder further up, which nobody watches.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) for (const project of this.projects.values()) project.look();
      }),
    ];
  }

  /** Undefined when nothing is known to be missing. The first question begins to look; `onDidChange` tells when that finds something. */
  stateOf(folder: vscode.Uri): DependencyState | undefined {
    const key = folder.toString();
    const known = this.projects.get(key);
    if (known) return known.state;
    const project = new WatchedProject(folder, () => this.changed.fire(folder));
    this.projects.set(key, project);
    return project.state;
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables, ...this.projects.values()).dispose();
  }
}

/** A project, and what changes in it. */
class WatchedProject implements vscode.Disposable {
  state: DependencyState | undefined;
  private readonly watcher: vscode.FileSystemWatcher;
  private packages: { dispose(): unknown } | undefined;
  /** Counts what may have changed something: a look that is behind it looks again. */
  private asked = 0;
  private isLooking = false;
  private isOver = false;

  constructor(
    private readonly folder: vscode.Uri,
    private readonly changed: () => void,
  ) {
    this.state = installations.isInstalling(folder) ? 'installing' : undefined;
    // Without the folders below: those of packages are thousands.
    this.watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, DECIDING));
    this.watcher.onDidCreate((file) => {
      if (file.path.endsWith('/node_modules')) this.watchPackages();
      this.look();
    });
    this.watcher.onDidChange(() => this.look());
    this.watcher.onDidDelete(() => this.look());
    this.watchPackages();
    this.look();
  }

  /** What has ended is looked at before anybody is told: it says best whether it has done its work. */
  installationChanged(): void {
    if (installations.isInstalling(this.folder)) this.set('installing');
    else this.look();
  }

  look(): void {
    this.asked += 1;
    if (!this.isLooking) void this.lookUntilQuiet();
  }

  dispose(): void {
    this.isOver = true;
    this.watcher.dispose();
    this.packages?.dispose();
  }

  private async lookUntilQuiet(): Promise<void> {
    this.isLooking = true;
    let seen: number;
    let isMissing: boolean;
    do {
      seen = this.asked;
      isMissing = await lacksDependencies(this.folder);
    } while (seen !== this.asked);
    this.isLooking = false;
    if (!installations.isInstalling(this.folder)) this.set(isMissing ? 'missing' : undefined);
  }

  /** A folder that comes anew is watched anew. */
  private watchPackages(): void {
    this.packages?.dispose();
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.joinPath(this.folder, 'node_modules'), '*'),
    );
    const look = (): void => this.look();
    this.packages = vscode.Disposable.from(watcher, watcher.onDidCreate(look), watcher.onDidChange(look), watcher.onDidDelete(look));
  }

  private set(state: DependencyState | undefined): void {
    if (this.state === state || this.isOver) return;
    this.state = state;
    this.changed();
  }
}

/** Whether a check would say that dependencies are missing. What keeps it from looking, it says itself. */
async function lacksDependencies(folder: vscode.Uri): Promise<boolean> {
  try {
    const file = await readProjectFile(folder);
    const missing = await (await programTools()).missingTools(folder.fsPath, [file.build, startOf(file).start]);
    return missing !== 'node' && missing.length > 0;
  } catch {
    return false;
  }
}
