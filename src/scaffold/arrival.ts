import * as vscode from 'vscode';
import { offerNextSteps } from './nextSteps';
import { kindAt } from './places';
import type { ScaffoldContext } from './scaffolder';

/** Shows where to begin in a new repo that is open now: its README as a page, its first stage in the sidebar. */
export async function showArrival(context: ScaffoldContext, { project, folder }: { project: string; folder: vscode.Uri }): Promise<void> {
  await showReadme(context, vscode.Uri.joinPath(folder, 'README.md'));
  await context.pointAt(project);
  offerNextSteps(context, folder, false);
}

async function showReadme(context: ScaffoldContext, readme: vscode.Uri): Promise<void> {
  if ((await kindAt(readme)) === undefined) return;
  try {
    await vscode.commands.executeCommand('markdown.showPreview', readme);
  } catch (error) {
    // The Markdown extension can be turned off.
    context.log.error('showing the README as a page', error);
    await vscode.window.showTextDocument(readme);
  }
}
