import { l10n } from 'vscode';
import { UserError } from '../../base/userError';
import type { DevServices } from '../../devServices';

/** The web host cannot start a process: it says so (`imports` in package.json puts this in the supervisor's place). */
export function startDevServices(): Promise<DevServices> {
  return Promise.reject(
    new UserError(
      l10n.t(
        'Starting a project needs a host that can start processes: open this folder in VS Code on the desktop, or over a remote connection.',
      ),
    ),
  );
}
