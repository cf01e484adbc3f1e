import * as vscode from 'vscode';
import { SettingId } from './ids';
import { reportUnexpected } from './base/log';
import { isUserError } from './base/userError';
import type { App } from './app';

/**
 * Registers commands by their ids behind one error boundary. What a command does is in the table of `commands.ts`, which is loaded
 * when the first one is called.
 */
export function registerCommands(ids: readonly string[], makeApp: () => App): vscode.Disposable {
  return vscode.Disposable.from(
    ...ids.map((id) =>
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        const app = makeApp();
        try {
          const { handleCommand } = await import('./commands');
          return await handleCommand(app, id, args);
        } catch (error) {
          if (isUserError(error)) void vscode.window.showErrorMessage(error.message);
          else void reportUnexpected(app.log, id.replace(`${SettingId.section}.`, ''), error);
          return undefined;
        }
      }),
    ),
  );
}
