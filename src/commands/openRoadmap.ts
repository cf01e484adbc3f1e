import * as vscode from 'vscode';
import { UserError } from '../services/userError';
import type { App, CommandArguments } from './app';

/** Opens the dashboard; with the id of a project, at its card. */
export async function openRoadmap(app: App, [project]: CommandArguments): Promise<void> {
  if (project === undefined || project === null) return app.dashboard.open();
  const known = app.library.index.outline.projects.find(({ id }) => id === project);
  if (!known) {
    const what = typeof project === 'string' ? project.slice(0, 60) : typeof project;
    throw new UserError(vscode.l10n.t('There is no project "{0}" in this roadmap.', what));
  }
  await app.dashboard.open(known.id);
}
