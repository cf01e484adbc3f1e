import * as vscode from 'vscode';
import { programTools, startsPrograms } from '#platform';
import { outside } from '../../base/text';
import { SettingId } from '../../ids';
import { UserError } from '../../base/userError';
import { environmentExcess, type ProjectFile } from '../../content/projectFile';
import type { EnvFile } from '../../platform/host';

/** A project's file, and what the learner's settings add to it. */
export interface WithSettings<T extends ProjectFile> {
  /** Its environment has the variables of the learner's file, too: they decide what runs as its own do. */
  readonly file: T;
  /** The file of the setting `backendRoadmap.envFile`, if there is one. */
  readonly envFile?: EnvFile | undefined;
}

/** Reads the variables that the learner has set for a project in a file of their own. @throws UserError when they cannot be used. */
export async function withEnvFile<T extends ProjectFile>(folder: vscode.Uri, file: T): Promise<WithSettings<T>> {
  const name = textOf(folder, SettingId.envFile);
  if (name === '' || !startsPrograms) return { file };
  const { envFileIn, readEnvFile } = await programTools();
  const path = envFileIn(folder.fsPath, name);
  const variables = await readEnvFile(path).catch((error: unknown) => {
    throw refused('envFile', name, error);
  });
  const environment = { ...file.environment, ...variables };
  const excess = environmentExcess(environment);
  if (excess !== undefined)
    throw refused('envFile', name, new Error(vscode.l10n.t('it is more than can be shown before it runs ({0})', excess)));
  return { file: { ...file, environment }, envFile: { path, variables } };
}

/**
 * The variables that the commands of a project find beside those of the editor and their own: PATH as the learner's settings and their login
 * shell make it. They are the learner's own machine, and no workspace can set them. @throws UserError when a setting cannot be followed.
 */
export async function machineVariables({ build, start }: Pick<ProjectFile, 'build' | 'start'>): Promise<Record<string, string>> {
  const nodePath = textOf(undefined, SettingId.nodePath);
  const shell = textOf(undefined, SettingId.shellEnvironment);
  const { environmentFor } = await programTools();
  return environmentFor([build, start], { nodePath, shell: shell === 'always' || shell === 'never' ? shell : 'whenNeeded' }).catch(
    (error: unknown) => {
      throw refused('nodePath', nodePath, error);
    },
  );
}

/** A setting that is a text; empty when it is anything else. Read here: no window needs these at its start. */
function textOf(folder: vscode.Uri | undefined, name: string): string {
  const value = vscode.workspace.getConfiguration(SettingId.section, folder).get<unknown>(name);
  return typeof value === 'string' ? value.trim() : '';
}

const refused = (setting: string, value: string, error: unknown): UserError =>
  new UserError(
    vscode.l10n.t(
      'The setting {0} is "{1}", which cannot be used: {2}.',
      `backendRoadmap.${setting}`,
      outside(value),
      error instanceof Error ? error.message : String(error),
    ),
  );
