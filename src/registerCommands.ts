import * as vscode from 'vscode';
import { CommandId, scaffoldCommandOf, SettingId } from './ids';
import { reportUnexpected } from './base/log';
import { isUserError } from './base/userError';
import type { App } from './app';

/**
 * Registers every command behind one error boundary. What a command does is in the table of `handlers.ts`, which is loaded
 * when the first one is called.
 */
export function registerCommands(projectIds: readonly string[], makeApp: () => App): vscode.Disposable {
  const ids = [...Object.values(CommandId), ...projectIds.map(scaffoldCommandOf)];
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
