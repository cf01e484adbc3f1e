import { l10n } from 'vscode';
import { UserError } from '../../base/userError';
import type { RunCheckProcess } from './checkProcess';

/** The web host cannot start a process: it says so (`imports` in package.json puts this in the place of `checkProcess.ts`). */
export const runCheckProcess: RunCheckProcess = () => Promise.reject(new UserError(noProcesses()));

const noProcesses = (): string =>
  l10n.t(
    'A check starts your program, and this host cannot start programs: open the folder in VS Code on the desktop, or over a remote connection.',
  );
