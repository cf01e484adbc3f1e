import * as vscode from 'vscode';
import { DevServicesError, startDevServices } from '#devServices';
import type { Log } from '../../base/log';
import { UserError } from '../../base/userError';
import type { DevServices } from '../../devServices';
import { parseProjectFile, PROJECT_FILE, ProjectFileError, startOf } from '../../content/projectFile';

export interface ProjectLauncherContext {
  readonly extensionUri: vscode.Uri;
  readonly environmentVariableCollection: vscode.GlobalEnvironmentVariableCollection;
  readonly log: Log;
}

/** Services that run for a folder. */
interface Running {
  readonly folder: vscode.Uri;
  readonly services: DevServices;
}

/**
 * The projects that were started, with their services: servers for those that a project brings no URL for, then its own start command
 * in a terminal, where the learner sees it and can end it.
 */
export class RunningProjects implements vscode.Disposable {
  private readonly running = new Map<string, Running>();
  private item: vscode.StatusBarItem | undefined;

  constructor(private readonly context: ProjectLauncherContext) {}

  /** @throws UserError when the project cannot be started here, with the one thing to do. */
  async start(folder: vscode.Uri, stopCommand: string): Promise<void> {
    const project = await readStart(folder);
    const services = await this.servicesOf(folder);
    const notes = services.services.map(({ note }) => note);
    this.showStatus(stopCommand);
    const terminal = vscode.window.createTerminal({
      name: project.project,
      cwd: folder,
      env: services.variables,
      ...(notes.length > 0 && { message: notes.join('\r\n') }),
    });
    terminal.show();
    terminal.sendText(await this.startCommand(folder, project));
  }

  /** Whether services are up that were started here. */
  get isRunning(): boolean {
    return this.running.size > 0;
  }

  /** Ends the services. The learner's terminals are theirs: they are left open. */
  async stop(): Promise<void> {
    const all = [...this.running.values()];
    this.running.clear();
    for (const { folder } of all) this.environmentOf(folder).clear();
    this.item?.dispose();
    this.item = undefined;
    await Promise.all(all.map(({ services }) => services.stop()));
  }

  dispose(): void {
    void this.stop();
  }

  /** The services of a folder: those that are up already, or new ones. */
  private async servicesOf(folder: vscode.Uri): Promise<DevServices> {
    const key = folder.toString();
    const known = this.running.get(key);
    if (known) return known.services;
    const services = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Starting the services of {0}', nameOf(folder)) },
      () => this.launch(folder, key),
    );
    if (Object.keys(services.variables).length === 0) return services;
    this.running.set(key, { folder, services });
    const environment = this.environmentOf(folder);
    environment.persistent = false;
    environment.description = vscode.l10n.t('Where the services of this project are');
    for (const [name, url] of Object.entries(services.variables)) environment.replace(name, url);
    return services;
  }

  private async launch(folder: vscode.Uri, key: string): Promise<DevServices> {
    try {
      return await startDevServices({
        folder: folder.fsPath,
        hostPath: vscode.Uri.joinPath(this.context.extensionUri, 'dist', 'devServices', 'host.mjs').fsPath,
        onCrash: (sentence) => this.crashed(key, sentence),
      });
    } catch (error) {
      if (error instanceof DevServicesError) throw new UserError(error.message);
      throw error;
    }
  }

  private crashed(key: string, sentence: string): void {
    this.context.log.warn(sentence);
    const running = this.running.get(key);
    this.running.delete(key);
    if (running) this.environmentOf(running.folder).clear();
    if (!this.isRunning) {
      this.item?.dispose();
      this.item = undefined;
    }
    void vscode.window.showErrorMessage(sentence);
  }

  /** The repo's own command; with its installation before it when that has never been done. */
  private async startCommand(folder: vscode.Uri, { start }: { readonly start: string }): Promise<string> {
    const has = async (name: string): Promise<boolean> => {
      const found = await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, name)).then(
        () => true,
        () => false,
      );
      return found;
    };
    if (!(await has('package.json')) || (await has('node_modules'))) return start;
    const install = vscode.l10n.t('Install and Start');
    const question = vscode.l10n.t('The dependencies of {0} are not installed yet.', nameOf(folder));
    return (await vscode.window.showInformationMessage(question, install)) === install ? `npm install && ${start}` : start;
  }

  private environmentOf(folder: vscode.Uri): vscode.EnvironmentVariableCollection {
    const workspaceFolder = vscode.workspace.getWorkspaceFolder(folder);
    return this.context.environmentVariableCollection.getScoped(workspaceFolder ? { workspaceFolder } : {});
  }

  /** Says plainly which services run, above all which of them are stand-ins, as long as they run. */
  private showStatus(stopCommand: string): void {
    if (!this.isRunning) return;
    const started = [...this.running.values()].flatMap(({ services }) =>
      services.services.filter(({ variable }) => variable in services.variables),
    );
    this.item ??= vscode.window.createStatusBarItem('services', vscode.StatusBarAlignment.Left, 49);
    this.item.name = vscode.l10n.t('Backend Roadmap: Services');
    this.item.text = `$(database) ${[...new Set(started.map(({ kind }) => kind))].join(', ')}`;
    this.item.tooltip = [...new Set(started.map(({ note }) => note)), vscode.l10n.t('Click to stop them.')].join('\n');
    this.item.accessibilityInformation = {
      label: vscode.l10n.t('Services: {0}. Press to stop them.', started.map(({ note }) => note).join('; ')),
      role: 'button',
    };
    this.item.command = stopCommand;
    this.item.show();
  }
}

const nameOf = (folder: vscode.Uri): string => folder.path.slice(folder.path.lastIndexOf('/') + 1);

/** Reads what a repo says about how it is started. @throws UserError when it says nothing, or it cannot be used. */
export async function readStart(folder: vscode.Uri): Promise<{ readonly project: string; readonly start: string }> {
  const refuse = (reason: string) => new UserError(vscode.l10n.t('{0} cannot be started: {1}', folder.fsPath, reason));
  let text: string;
  try {
    text = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, PROJECT_FILE)));
  } catch {
    throw refuse(vscode.l10n.t('it has no {0}, so it is not one of the projects.', PROJECT_FILE));
  }
  try {
    return startOf(parseProjectFile(text));
  } catch (error) {
    if (error instanceof ProjectFileError) throw refuse(error.message);
    throw error;
  }
}
