import type { App } from './app';
import { reportError } from './base/log';
import { SettingId } from './ids';

/**
 * Runs any command behind one error boundary. What a command does is in the table of `commands.ts`, which is loaded when the
 * first one is called.
 */
export async function runCommand(app: App, id: string, args: readonly unknown[]): Promise<unknown> {
  try {
    const { handleCommand } = await import('./commands');
    return await handleCommand(app, id, args);
  } catch (error) {
    reportError(app.log, id.replace(`${SettingId.section}.`, ''), error);
    return undefined;
  }
}
