import * as vscode from 'vscode';
import { DevServicesError, startDevServices } from '#devServices';
import { startsPrograms } from '#platform';
import { reportUnexpected, type Log } from '../../base/log';
import { nameOf, pathOf } from '../../base/uris';
import { UserError } from '../../base/userError';
import type { DevServices } from '../../devServices';
import { PROJECT_FILE, ProjectFileError, startOf } from '../../content/projectFile';
import { readProjectFile } from '../../content/readProjectFile';
import { wasInterrupted } from '../model/exitCode';
import { buildProject } from './build';
import { mayRun, saveFilesIn, type Consents, type RunQuestion } from './consent';
import { installCommandOf, installDependencies, lacksDependencies } from './dependencies';
import { installations } from './installations';
import { ServicesItem } from './servicesItem';
import { machineVariables, withEnvFile } from './surroundings';
import { runShellTask, type ShellTask } from './shellTask';
import { startedProjects } from './startedProjects';
import { showError, showInStatusBar, showProgress } from '../../base/messages';

export interface ProjectLauncherContext {
  readonly extensionUri: vscode.Uri;
  readonly environmentVariableCollection: vscode.GlobalEnvironmentVariableCollection;
  readonly consents: Consents;
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
  /** Its services are being ended, and it is forgotten with them. */
  ending?: Promise<void>;
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
    this.followWithout(run);
  }

  /**
   * Does all that comes before the program, which somebody else starts then: its services end when it does. Those that are up already are
   * used. Resolves with their addresses; undefined when the learner would rather not, or ended the installation.
   */
  async prepare(folder: vscode.Uri, program: ShellTask): Promise<Readonly<Record<string, string>> | undefined> {
    const known = this.runs.get(folder.toString());
    await known?.ending;
    if (known && !known.ending) return known.services?.variables ?? {};
    const run: Run = { folder, isStopping: false };
    this.runs.set(folder.toString(), run);
    try {
      const asked = await this.ask(folder, 'debug');
      if (asked) this.tell(run);
      if (!asked || !(await this.makeReady(run, asked))) {
        await this.end(run);
        return undefined;
      }
    } catch (error) {
      await this.end(run);
      throw error;
    }
    run.task = program;
    this.followWithout(run);
    return run.services?.variables ?? {};
  }

  /** Whether anything runs that was started here. */
  get isRunning(): boolean {
    return this.runs.size > 0;
  }

  /** Ends the programs, and with them their services. */
  async stop(): Promise<void> {
    await Promise.all([...this.runs.values()].map((run) => this.stopRun(run)));
  }

  dispose(): void {
    void this.stop();
    this.item.dispose();
  }

  /** Starts all that a project needs, then its program; leaves `task` undefined when the learner changed their mind on the way. */
  private async launch(run: Run): Promise<void> {
    const { folder } = run;
    const asked = await this.ask(folder, 'start');
    if (!asked || hasToStop(run)) return;
    this.tell(run);
    if (!(await this.makeReady(run, asked))) return;
    const { start, build, environment } = asked.file;
    const { services = [] } = run.services ?? {};
    // As in a check: the file's own variables, and of services that were started, their addresses.
    const variables = { ...(await machineVariables(asked.file)), ...environment, ...run.services?.variables };
    if (build !== undefined) {
      const isBuilt = await buildProject({ folder, command: build, variables }, (task) => (run.task = task));
      delete run.task;
      if (!isBuilt || hasToStop(run)) return;
    }
    const name = vscode.l10n.t('Start {0}', nameOf(folder));
    run.task = await runShellTask({ folder, name, command: start, variables, notes: services.map(({ note }) => note) });
    if (hasToStop(run)) run.task.terminate();
  }

  /**
   * What may run in a folder: its file as it was read, and the installation that it needs first. Undefined when the learner would rather not.
   * @throws UserError when the project cannot be started.
   */
  private async ask(folder: vscode.Uri, purpose: 'start' | 'debug'): Promise<RunQuestion | undefined> {
    await saveFilesIn(folder);
    const { file, envFile } = await withEnvFile(folder, await readStart(folder, purpose));
    // What a debugger starts without a word in the file is a program of Node.js, or has no packages of that.
    const runs = file.start === '' ? { start: 'node' } : file;
    const needsInstall = !installations.isInstalling(folder) && (await lacksDependencies(folder, runs));
    const install = needsInstall ? await installCommandOf(folder, runs) : undefined;
    const question = { folder, file, envFile, purpose, ...(install !== undefined && { install }) };
    // Where no program can be started, nobody needs to be asked: the services say why.
    if (!startsPrograms) return question;
    return (await mayRun(question, this.context.consents)) === undefined ? undefined : question;
  }

  /** Starts the services and installs what is missing. False when the learner changed their mind on the way. */
  private async makeReady(run: Run, { file, install, purpose }: RunQuestion): Promise<boolean> {
    const { folder } = run;
    // Of the file that was shown: it may say something else by now. A debugger has variables of its own.
    run.services = await this.startServices(folder, file.services, purpose === 'debug' ? {} : file.environment);
    this.publish(run);
    // While they are being installed, packages are there that are not whole yet.
    if (installations.isInstalling(folder) || install !== undefined) {
      const onTask = (task: ShellTask): void => {
        run.task = task;
      };
      const isInstalled = await installDependencies(folder, onTask, install);
      delete run.task;
      if (!isInstalled) return false;
    }
    return !hasToStop(run);
  }

  /** From here on the learner sees that it runs, and can end it. */
  private tell(run: Run): void {
    startedProjects.began(run.folder, () => this.stopRun(run));
  }

  /** Nobody waits for the end of a program. */
  private followWithout(run: Run): void {
    this.follow(run).catch(
      (error: unknown) => void reportUnexpected(this.context.log, vscode.l10n.t('running {0}', nameOf(run.folder)), error),
    );
  }

  /** Waits for the end of a program, ends what was started for it, and says so when it failed. */
  private async follow(run: Run): Promise<void> {
    const exitCode = await run.task?.ended;
    await this.end(run);
    if (run.isStopping || exitCode === 0 || wasInterrupted(exitCode)) return;
    void showError(
      vscode.l10n.t(
        '{0} stopped with exit code {1}. Its terminal shows why. Fix that, then start the project again.',
        nameOf(run.folder),
        String(exitCode),
      ),
    );
  }

  /** Ends a run that is over, or is to be. */
  private end(run: Run): Promise<void> {
    run.ending ??= this.stopServices(run).finally(() => {
      this.runs.delete(run.folder.toString());
      startedProjects.ended(run.folder);
    });
    return run.ending;
  }

  private async stopRun(run: Run): Promise<void> {
    run.isStopping = true;
    run.task?.terminate();
    await Promise.all([run.task?.ended, this.stopServices(run)]);
  }

  private async startServices(
    folder: vscode.Uri,
    only: RunQuestion['file']['services'],
    variables: RunQuestion['file']['environment'],
  ): Promise<DevServices> {
    try {
      return await showProgress(
        { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Starting the services of {0}', nameOf(folder)) },
        () =>
          startDevServices({
            folder: folder.fsPath,
            only,
            environment: startsPrograms ? { ...process.env, ...variables } : variables,
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
    environment.description = vscode.l10n.t('Addresses of the services of this project');
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
    void showError(sentence);
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
  showInStatusBar(vscode.l10n.t('{0} is already running.', nameOf(folder)), 4_000);
  task?.show();
}

/**
 * Reads what a project says about how it is started; a debugger knows that by itself. @throws UserError when it says nothing, or it cannot be
 * used.
 */
async function readStart(folder: vscode.Uri, purpose: 'start' | 'debug'): Promise<RunQuestion['file']> {
  const refuse = (reason: string) => new UserError(vscode.l10n.t('{0} cannot be started: {1}', pathOf(folder), reason));
  try {
    const file = await readProjectFile(folder);
    const { project = '', start = '' } = purpose === 'debug' ? file : startOf(file);
    return { ...file, project, start };
  } catch (error) {
    if (error instanceof ProjectFileError) throw refuse(error.message);
    throw refuse(vscode.l10n.t('it has no file {0}, so it is not a project of the roadmap.', PROJECT_FILE));
  }
}
