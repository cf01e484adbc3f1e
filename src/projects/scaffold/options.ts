import * as vscode from 'vscode';
import { AFTERWARDS, isAfterwards, type Afterwards } from '../../base/settings';
import { UserError } from '../../base/userError';
import type { Library } from '../../content/library';
import { projectIdOf } from '../projectTargets';
import { shorten } from '../../base/commands';

/** What is known of a new repo already. Everything that is missing is asked. */
export interface ScaffoldOptions {
  /** The id of a project that exists. */
  readonly project?: string;
  /** The name of the new folder, which is also its package's. */
  readonly name?: string;
  /** The folder in which the new one is made. */
  readonly parent?: vscode.Uri;
  /** Whether to begin a git repository; without effect where git cannot be run. */
  readonly git?: boolean;
  readonly open?: Afterwards;
}

/**
 * What a command's argument says about a new repo: a project's row or id, or options by name.
 * @throws UserError when it is none of these, or names an option that cannot be.
 */
export function scaffoldOptionsOf(library: Library, argument: unknown): ScaffoldOptions {
  if (argument === undefined || argument === null) return {};
  const id = projectIdOf(argument);
  if (typeof id === 'string') return { project: existingProject(library, id) };
  if (typeof argument !== 'object' || Array.isArray(argument)) throw refusal('project', argument);
  const { project, name, parent, git, open } = argument as Partial<Record<keyof ScaffoldOptions, unknown>>;
  if (project !== undefined && typeof project !== 'string') throw refusal('project', project);
  if (name !== undefined && typeof name !== 'string') throw refusal('name', name);
  if (parent !== undefined && !(parent instanceof vscode.Uri)) throw refusal('parent', parent);
  if (git !== undefined && typeof git !== 'boolean') throw refusal('git', git);
  if (open !== undefined && !isAfterwards(open)) throw refusal('open', open);
  return {
    ...(project !== undefined && { project: existingProject(library, project) }),
    ...(name !== undefined && { name }),
    ...(parent !== undefined && { parent }),
    ...(git !== undefined && { git }),
    ...(open !== undefined && { open }),
  };
}

function existingProject(library: Library, id: string): string {
  if (library.index.outline.projects.some((project) => project.id === id)) return id;
  throw new UserError(vscode.l10n.t('There is no project "{0}" in this roadmap.', shorten(id)));
}

function refusal(option: keyof ScaffoldOptions, value: unknown): UserError {
  const given = typeof value === 'string' ? `"${shorten(value)}"` : typeof value;
  return new UserError(
    option === 'open'
      ? vscode.l10n.t('The option "open" is one of {0}, not {1}.', AFTERWARDS.join(', '), given)
      : vscode.l10n.t('The option "{0}" cannot be {1}.', option, given),
  );
}
