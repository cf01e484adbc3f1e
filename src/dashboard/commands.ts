import * as vscode from 'vscode';
import { UserError } from '../base/userError';
import type { Library } from '../content/library';
import { projectIdOf } from '../projects';
import type { Dashboard } from './dashboard';
import type { CommandArguments } from '../base/commands';
import { shorten } from '../base/commands';

/** The parts that these commands work with. */
interface DashboardParts {
  readonly library: Library;
  readonly dashboard: Dashboard;
}

/** Opens the dashboard; with the id of a project, at its card. */
export async function openRoadmap(app: DashboardParts, [project]: CommandArguments): Promise<void> {
  if (project === undefined || project === null) return app.dashboard.open();
  const known = app.library.index.outline.projects.find(({ id }) => id === project);
  if (!known) {
    const what = typeof project === 'string' ? shorten(project) : typeof project;
    throw new UserError(vscode.l10n.t('There is no project "{0}" in this roadmap.', what));
  }
  await app.dashboard.open(known.id);
}

/** Shows the card of a project: of a row of the Projects view, or of an id. */
export const showProjectCard = (app: DashboardParts, [argument]: CommandArguments): Promise<void> =>
  openRoadmap(app, [projectIdOf(argument)]);
