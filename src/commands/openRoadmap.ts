import * as vscode from 'vscode';
import { UserError } from '../services/userError';
import type { App } from './app';
import type { CommandArguments } from './index';

/** Opens the dashboard; with the id of a project, at its card. */
export async function openRoadmap(app: App, [project]: CommandArguments): Promise<void> {
  if (project === undefined || project === null) return app.dashboard.open();
  const known = app.library.index.outline.projects.find(({ id }) => id === project);
  if (!known) throw new UserError(vscode.l10n.t('There is no such project in this roadmap: {0}', String(project).slice(0, 60)));
  await app.dashboard.open(known.id);
}
