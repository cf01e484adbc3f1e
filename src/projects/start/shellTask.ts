import * as vscode from 'vscode';
import { outside } from '../../base/text';
import { homeFolder } from '../../base/uris';
import { SettingId } from '../../ids';
import { UserError } from '../../base/userError';
import {
  BRACE,
  commandAfter,
  commandIn,
  commandWith,
  hasPlaceholder,
  isNameForSh,
  shellCommand,
  withoutPlaceholders,
} from '../model/shellCommand';

export interface ShellTaskOptions {
  readonly folder: vscode.Uri;
  /** What the learner reads on its terminal. Two of a folder with one name never run at once. */
  readonly name: string;
  readonly command: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** What the terminal says first, a line each. */
  readonly notes?: readonly string[];
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

function taskOf({ folder, name, command, variables = {}, notes = [] }: ShellTaskOptions): vscode.Task {
  const isWindows = process.platform === 'win32';
  const filledIn = Object.entries(variables).filter(([, value]) => hasPlaceholder(value));
  const unwritable = filledIn.find(([variable]) => isWindows || !isNameForSh(variable));
  if (unwritable) throw placeholderIn(unwritable[0]);
  // In a window without a folder, VS Code starts terminals in the home folder and nowhere else; and it would fill in what stands in a path.
  const isElsewhere = vscode.workspace.workspaceFolders === undefined || hasPlaceholder(folder.fsPath);
  const home = isElsewhere ? homeFolder() : undefined;
  const inFolder = home ? commandIn(folder.fsPath, command, isWindows) : command;
  const withVariables = commandWith(Object.fromEntries(filledIn), inFolder);
  // The command is said as well, since VS Code would otherwise show all that makes the terminal say the notes.
  const isSaid = notes.length > 0 || hasPlaceholder(withVariables);
  const whole = isSaid ? commandAfter([...notes, `> ${command}`], withVariables, isWindows) : withVariables;
  const { commandLine, executable, shellArgs } = shellCommand(withoutPlaceholders(whole, isWindows), isWindows);
  const plain = Object.entries(variables).filter(([, value]) => !hasPlaceholder(value));
  const env = { ...(isWindows && hasPlaceholder(whole) && BRACE), ...Object.fromEntries(plain) };
  const task = new vscode.Task(
    { type: SettingId.section, folder: folder.toString(), name },
    vscode.workspace.getWorkspaceFolder(folder) ?? vscode.TaskScope.Workspace,
    name,
    'Backend Roadmap',
    new vscode.ShellExecution(commandLine, { executable, shellArgs, cwd: (home ?? folder).fsPath, env }),
  );
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    echo: !isSaid,
  };
  return task;
}

const placeholderIn = (variable: string): UserError =>
  new UserError(
    vscode.l10n.t('The variable {0} holds "$" before "{", which VS Code would fill in: write it in another way.', outside(variable)),
  );
