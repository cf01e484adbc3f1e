import * as vscode from 'vscode';
import { homeFolder } from '../../base/uris';
import { SettingId } from '../../ids';
import { commandIn, shellCommand } from '../model/shellCommand';

export interface ShellTaskOptions {
  readonly folder: vscode.Uri;
  /** What the learner reads on its terminal. Two of a folder with one name never run at once. */
  readonly name: string;
  readonly command: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** A command that runs in a terminal of its own. */
export interface ShellTask {
  /** Its exit code; undefined when it was ended with its terminal, or never began, of which VS Code itself has told. */
  readonly ended: Promise<number | undefined>;
  terminate(): void;
  /** Brings its terminal to the front. */
  show(): void;
}

/** Runs a command as a task: it needs no shell that is ready to be typed into, and its end is known. The terminal stays, with what it says. */
export async function runShellTask(options: ShellTaskOptions): Promise<ShellTask> {
  const execution = await vscode.tasks.executeTask(taskOf(options));
  const isOurs = (event: { readonly execution: vscode.TaskExecution }) => event.execution === execution;
  const listeners: vscode.Disposable[] = [];
  let processId: number | undefined;
  const ended = new Promise<number | undefined>((resolve) => {
    listeners.push(
      vscode.tasks.onDidStartTaskProcess((event) => {
        if (isOurs(event)) processId = event.processId;
      }),
      vscode.tasks.onDidEndTaskProcess((event) => {
        if (isOurs(event)) resolve(event.exitCode);
      }),
      // Comes after the end of the process, if there was one.
      vscode.tasks.onDidEndTask((event) => {
        if (isOurs(event)) resolve(undefined);
      }),
    );
  }).finally(() => {
    for (const listener of listeners) listener.dispose();
  });
  return {
    ended,
    terminate: () => execution.terminate(),
    show() {
      for (const terminal of vscode.window.terminals) {
        // One by one: that of a terminal whose process could not be started is never known.
        void terminal.processId.then((id) => {
          if (id !== undefined && id === processId) terminal.show();
        });
      }
    },
  };
}

function taskOf({ folder, name, command, variables = {} }: ShellTaskOptions): vscode.Task {
  const isWindows = process.platform === 'win32';
  // In a window without a folder, VS Code starts terminals in the home folder and nowhere else.
  const home = vscode.workspace.workspaceFolders === undefined ? homeFolder() : undefined;
  const whole = home ? commandIn(folder.fsPath, command, isWindows) : command;
  const { commandLine, executable, shellArgs } = shellCommand(whole, isWindows);
  const task = new vscode.Task(
    { type: SettingId.section, folder: folder.toString(), name },
    vscode.workspace.getWorkspaceFolder(folder) ?? vscode.TaskScope.Workspace,
    name,
    'Backend Roadmap',
    new vscode.ShellExecution(commandLine, { executable, shellArgs, cwd: (home ?? folder).fsPath, env: { ...variables } }),
  );
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, panel: vscode.TaskPanelKind.Dedicated };
  return task;
}
