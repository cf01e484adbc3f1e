import * as vscode from 'vscode';
import { reportError, type Log } from '../../base/log';
import { PROJECT_FILE } from '../../content/projectFileName';
import { DEBUGGED_PROGRAM } from '../../ids';
import type { ProjectLauncher } from './projectLauncher';
import type { ShellTask } from './shellTask';

/** The projects that a debugger runs. Their services are there before its program starts, and end with the last session. */
export class DebuggedProjects implements vscode.Disposable {
  private readonly programs = new Map<string, DebuggedProgram>();
  private readonly disposables: readonly vscode.Disposable[];

  constructor(
    private readonly launcher: Pick<ProjectLauncher, 'prepare'>,
    private readonly log: Log,
  ) {
    this.disposables = [
      vscode.debug.onDidStartDebugSession((session) => this.programOf(session)?.begin(session)),
      vscode.debug.onDidTerminateDebugSession((session) => this.programOf(session)?.finish(session)),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  /** Only what is started in a project of the roadmap is ours. Undefined, where it cannot be started, keeps VS Code from trying. */
  async resolve(folder: vscode.WorkspaceFolder, asked: vscode.DebugConfiguration): Promise<vscode.DebugConfiguration | undefined> {
    // What a check debugs, it has started the services of.
    if (asked.request !== 'launch' || DEBUGGED_PROGRAM in asked || !(await isProject(folder.uri))) return asked;
    const program = new DebuggedProgram();
    try {
      const variables = await this.launcher.prepare(folder.uri, program);
      if (!variables) return undefined;
      this.programs.set(folder.uri.toString(), program);
      return { ...asked, env: { ...variables, ...(asked['env'] as Readonly<Record<string, string>> | undefined) } };
    } catch (error) {
      reportError(this.log, vscode.l10n.t('starting a project in the debugger'), error);
      return undefined;
    }
  }

  /** The sessions that a session has made of itself, for the processes of its program, end with it. */
  private programOf({ parentSession, workspaceFolder }: vscode.DebugSession): DebuggedProgram | undefined {
    return parentSession ? undefined : this.programs.get(workspaceFolder?.uri.toString() ?? '');
  }
}

const isProject = (folder: vscode.Uri): Promise<boolean> =>
  Promise.resolve(vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, PROJECT_FILE))).then(
    () => true,
    () => false,
  );

/** A program that the debugger runs, as what starts projects knows programs. */
class DebuggedProgram implements ShellTask {
  private readonly sessions = new Set<vscode.DebugSession>();
  private end: () => void = () => undefined;

  readonly ended = new Promise<undefined>((resolve) => {
    this.end = () => resolve(undefined);
  });

  begin(session: vscode.DebugSession): void {
    this.sessions.add(session);
  }

  finish(session: vscode.DebugSession): void {
    this.sessions.delete(session);
    if (this.sessions.size === 0) this.end();
  }

  /** One whose debugger has never begun is over. */
  terminate(): void {
    if (this.sessions.size === 0) this.end();
    for (const session of this.sessions) void vscode.debug.stopDebugging(session);
  }

  show(): void {
    void vscode.commands.executeCommand('workbench.view.debug');
  }
}
