import * as vscode from 'vscode';
import type { BackendRoadmapApi } from '../../../src/api';
import { CommandId, EXTENSION_ID } from '../../../src/ids';
import { recordMessages, restoreWindow } from './messages';

/** The extension under test, installed and activated as VS Code does it. */
export async function activate(): Promise<BackendRoadmapApi> {
  const extension = vscode.extensions.getExtension<BackendRoadmapApi>(EXTENSION_ID);
  if (!extension) throw new Error(`${EXTENSION_ID} is not installed`);
  return extension.activate();
}

/** Sets every topic back, so that a test starts from nothing. */
export async function resetEverything(api: BackendRoadmapApi): Promise<void> {
  for (const { topics } of api.getRoadmap().sections) {
    for (const { id } of topics) await api.setStatus(id, 'todo');
  }
}

/** Takes back what was ticked and what was proven: for tests that pass a stage of the installed extension. */
export async function resetProofs(): Promise<void> {
  recordMessages(({ modal }) => (modal ? 'Reset All Progress' : undefined));
  await vscode.commands.executeCommand(CommandId.resetAll);
  restoreWindow();
}
