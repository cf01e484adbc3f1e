import * as vscode from 'vscode';
import type { ScaffoldOptions } from '../scaffold/scaffolder';
import { AFTERWARDS, isAfterwards } from '../services/scaffoldMemory';
import { UserError } from '../services/userError';
import type { App } from './app';
import { projectIdOf } from './projectTargets';

/**
 * What an argument says about a new repo: a project's row or id, or options by name (`project`, `name`, `parent`, `git`, `open`).
 * @throws UserError when it is none of these, or names an option that cannot be.
 */
export function scaffoldOptionsOf(app: App, argument: unknown): ScaffoldOptions {
  if (argument === undefined || argument === null) return {};
  const id = projectIdOf(argument);
  if (typeof id === 'string') return { project: existingProject(app, id) };
  if (typeof argument !== 'object' || Array.isArray(argument)) throw refuse('project', argument);
  const { project, name, parent, git, open } = argument as Partial<Record<keyof ScaffoldOptions, unknown>>;
  if (project !== undefined && typeof project !== 'string') throw refuse('project', project);
  if (name !== undefined && typeof name !== 'string') throw refuse('name', name);
  if (parent !== undefined && !(parent instanceof vscode.Uri)) throw refuse('parent', parent);
  if (git !== undefined && typeof git !== 'boolean') throw refuse('git', git);
  if (open !== undefined && !isAfterwards(open)) throw refuse('open', open);
  return {
    ...(project !== undefined && { project: existingProject(app, project) }),
    ...(name !== undefined && { name }),
    ...(parent !== undefined && { parent }),
    ...(git !== undefined && { git }),
    ...(open !== undefined && { open }),
  };
}

function existingProject(app: App, id: string): string {
  if (app.library.index.outline.projects.some((project) => project.id === id)) return id;
  throw new UserError(vscode.l10n.t('There is no project "{0}" in this roadmap.', id.slice(0, 60)));
}

function refuse(option: keyof ScaffoldOptions, value: unknown): UserError {
  const given = typeof value === 'string' ? `"${value.slice(0, 60)}"` : typeof value;
  const text =
    option === 'open'
      ? vscode.l10n.t('The option "open" is one of {0}, not {1}.', AFTERWARDS.join(', '), given)
      : vscode.l10n.t('The option "{0}" cannot be {1}.', option, given);
  return new UserError(text);
}
