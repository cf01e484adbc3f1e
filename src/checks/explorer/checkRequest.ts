import type * as vscode from 'vscode';
import type { RunEvent } from '../model/events';

/** One run of the runner, as the editor asks for it. */
export interface CheckProcessRequest {
  /** `dist/checks/cli.mjs` of the installed extension. */
  readonly cli: string;
  readonly folder: string;
  /** Checks this stage and those before it. */
  readonly stage: string;
  readonly token: vscode.CancellationToken;
  readonly onEvent: (event: RunEvent) => void;
  /** What the runner said that is no event: for the log. */
  readonly onNoise: (text: string) => void;
}

/** Runs the runner to its end. The last event is always `run-finished`. */
export type RunCheckProcess = (request: CheckProcessRequest) => Promise<void>;
