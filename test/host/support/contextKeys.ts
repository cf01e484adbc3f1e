import * as vscode from 'vscode';

const { executeCommand } = vscode.commands;
const replaceable = vscode.commands as { executeCommand: unknown };

/** Records the context keys that are set from now on, beside what is done otherwise. `restoreCommands` ends it. */
export function recordContextKeys(): Map<string, unknown> {
  const keys = new Map<string, unknown>();
  replaceable.executeCommand = (command: string, ...args: unknown[]) => {
    if (command === 'setContext') keys.set(String(args[0]), args[1]);
    return executeCommand(command, ...args);
  };
  return keys;
}

/** Records what a command is called with, instead of carrying it out. `restoreCommands` ends it. */
export function recordCommand(id: string): unknown[][] {
  const calls: unknown[][] = [];
  replaceable.executeCommand = (command: string, ...args: unknown[]) =>
    command === id ? Promise.resolve(void calls.push(args)) : executeCommand(command, ...args);
  return calls;
}

/** Puts the editor's own function back. */
export function restoreCommands(): void {
  replaceable.executeCommand = executeCommand;
}
