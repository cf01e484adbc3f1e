import * as vscode from 'vscode';
import { DevServicesError, startDevServices } from '#devServices';
import { reportUnexpected, type Log } from '../../base/log';
import { nameOf } from '../../base/uris';
import { UserError } from '../../base/userError';
import type { DevServices } from '../../devServices';
import { parseProjectFile, PROJECT_FILE, ProjectFileError, startOf } from '../../content/projectFile';
import { wasInterrupted } from '../model/exitCode';
import { installDependencies, lacksDependencies } from './dependencies';
import { ServicesItem } from './servicesItem';
import { runShellTask, type ShellTask } from './shellTask';

export interface ProjectLauncherContext {
  readonly extensionUri: vscode.Uri;
  readonly environmentVariableCollection: vscode.GlobalEnvironmentVariableCollection;
  readonly log: Log;
}

/** A project from its start to the end of its program. */
interface Run {
  readonly folder: vscode.Uri;
  services?: DevServices;
  /** What runs now: the installation of its dependencies, then its program. */
  task?: ShellTask;
  /** Whether it was told to end, so that its end is no surprise. */
  isStopping: boolean;
}

/**
 * The projects that were started: servers for the services that a project brings no URL for, its dependencies if they are not installed,
 * then its own start command, in a terminal where the learner sees it and can end it. With the program, its services end.
 */
export class RunningProjects implements vscode.Disposable {
  private readonly runs = new Map<string, Run>();
  private readonly item = new ServicesItem();

  constructor(private readonly context: ProjectLauncherContext) {}

  /**
   * Starts the project in a folder, unless it runs; done when its program has begun.
   * @throws UserError when it cannot be started here, with the one thing to do.
   */
  async start(folder: vscode.Uri): Promise<void> {
    const known = this.runs.get(folder.toString());
    if (known) {
      showAgain(known);
      return;
    }
    const run: Run = { folder, isStopping: false };
    this.runs.set(folder.toString(), run);
    try {
      await this.launch(run);
    } catch (error) {
      await this.end(run);
      throw error;
    }
    this.follow(run).catch(
      (error: unknown) => void reportUnexpected(this.context.log, vscode.l10n.t('running {0}', nameOf(folder)), error),
    );
  }

  /** Whether services are up that were started here. */
  get isRunning(): boolean {
    return this.withServices.length > 0;
  }

  /** Ends the services, and with them the programs that use them. */
  async stop(): Promise<void> {
    await Promise.all(this.withServices.map((run) => this.stopRun(run)));
  }

  dispose(): void {
    void this.stop();
    this.item.dispose();
  }

  private get withServices(): Run[] {
    return [...this.runs.values()].filter(({ services }) => Object.keys(services?.variables ?? {}).length > 0);
  }

  /** Starts all that a project needs, then its program; leaves `task` undefined when the learner changed their mind on the way. */
  private async launch(run: Run): Promise<void> {
    const { folder } = run;
    const { start } = await readStart(folder);
    const services = await this.startServices(folder);
    run.services = services;
    this.publish(run);
    if (await lacksDependencies(folder)) {
      const isInstalled = await installDependencies(folder, (task) => {
        run.task = task;
      });
      delete run.task;
      if (!isInstalled) return;
    }
    if (hasToStop(run)) return;
    const name = vscode.l10n.t('Start {0}', nameOf(folder));
    run.task = await runShellTask({ folder, name, command: start, variables: services.variables });
    if (hasToStop(run)) run.task.terminate();
  }

  /** Waits for the end of a program, ends what was started for it, and says so when it failed. */
  private async follow(run: Run): Promise<void> {
    const exitCode = await run.task?.ended;
    await this.end(run);
    if (run.isStopping || exitCode === 0 || wasInterrupted(exitCode)) return;
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'The program of {0} ended with exit code {1}. Its terminal says why: mend that, and start the project again.',
        nameOf(run.folder),
        String(exitCode),
      ),
    );
  }

  /** Ends a run that is over, or is to be. */
  private async end(run: Run): Promise<void> {
    await this.stopServices(run);
    this.runs.delete(run.folder.toString());
  }

  private async stopRun(run: Run): Promise<void> {
    run.isStopping = true;
    run.task?.terminate();
    await Promise.all([run.task?.ended, this.stopServices(run)]);
  }

  private async startServices(folder: vscode.Uri): Promise<DevServices> {
    try {
      return await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Starting the services of {0}', nameOf(folder)) },
        () =>
          startDevServices({
            folder: folder.fsPath,
            hostPath: vscode.Uri.joinPath(this.context.extensionUri, 'dist', 'devServices', 'host.mjs').fsPath,
            onCrash: (sentence) => this.crashed(folder, sentence),
          }),
      );
    } catch (error) {
      if (error instanceof DevServicesError) throw new UserError(error.message);
      throw error;
    }
  }

  private async stopServices(run: Run): Promise<void> {
    const { services } = run;
    delete run.services;
    const environment = this.environmentOf(run.folder);
    for (const name of Object.keys(services?.variables ?? {})) environment.delete(name);
    this.showServices();
    await services?.stop();
  }

  /** Says where the services of a project are: to the learner, and to the terminals that are opened from now on. */
  private publish({ folder, services }: Run): void {
    for (const { note } of services?.services ?? []) this.context.log.info(note);
    const variables = Object.entries(services?.variables ?? {});
    if (variables.length === 0) return;
    const environment = this.environmentOf(folder);
    environment.persistent = false;
    environment.description = vscode.l10n.t('Where the services of this project are');
    for (const [name, url] of variables) environment.replace(name, url);
    this.showServices();
  }

  private showServices(): void {
    this.item.show([...this.runs.values()].flatMap(({ services = [] }) => services));
  }

  /** A program is of no use without its services, and together they can be started again. */
  private crashed(folder: vscode.Uri, sentence: string): void {
    this.context.log.warn(sentence);
    const run = this.runs.get(folder.toString());
    if (run) void this.stopRun(run);
    void vscode.window.showErrorMessage(sentence);
  }

  private environmentOf(folder: vscode.Uri): vscode.EnvironmentVariableCollection {
    const workspaceFolder = vscode.workspace.getWorkspaceFolder(folder);
    return this.context.environmentVariableCollection.getScoped(workspaceFolder ? { workspaceFolder } : {});
  }
}

/** Asked anew after each step: the learner may have changed their mind meanwhile. */
const hasToStop = (run: Run): boolean => run.isStopping;

/** What runs is not started twice: the learner is led to where it runs. */
function showAgain({ folder, task }: Run): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('{0} was started already: its terminal shows how it goes.', nameOf(folder)));
  task?.show();
}

/** Reads what a repo says about how it is started. @throws UserError when it says nothing, or it cannot be used. */
async function readStart(folder: vscode.Uri): Promise<{ readonly project: string; readonly start: string }> {
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
