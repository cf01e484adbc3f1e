import * as vscode from 'vscode';
import { programTools } from '#platform';
import { isObject, isText } from '../../base/guards';
import { outside } from '../../base/text';
import { UserError } from '../../base/userError';
import { readOrdinary } from '../../content/ordinaryFile';
import { LAUNCH_FILE } from '../../content/projectFileName';
import { StorageKey } from '../../ids';
import type { ProjectFolder } from '../explorer/projectFolders';
import type { DebugMode } from '../model/debugging';
import { configurationsIn, inFolder, needOf, type DebugConfiguration } from '../model/debugConfigurations';

/** How the program of a project comes into its debugger. */
export interface DebugPlan {
  readonly mode: DebugMode;
  /** The one of the project's `.vscode/launch.json`; undefined for a program of Node.js, which needs none. */
  readonly configuration?: DebugConfiguration | undefined;
}

/** In bytes: what is larger says nothing that anybody has written. */
const MAX_LAUNCH_FILE = 100_000;
/** What a file says that is not there. */
const NO_CONTENT = new TextEncoder().encode('{}');

/**
 * How a project is debugged: a program of Node.js by its own start command; every other by the configurations of its `.vscode/launch.json`,
 * those that launch it before those that attach to it, and none that needs what nobody is shown before it runs. Where several fit, the learner
 * chooses once, or `anew`. Undefined when they would rather not.
 * @throws UserError when it has none.
 */
export async function debugPlanOf(folder: ProjectFolder, memory: vscode.Memento, anew = false): Promise<DebugPlan | undefined> {
  if ((await programTools()).runsOnNode(folder.file.start)) return { mode: 'launch' };
  const all = await configurationsOf(folder);
  const launching = all.filter(({ request }) => request === 'launch');
  const fitting = launching.length > 0 ? launching : all;
  const complete = fitting.filter((one) => needIn(folder, one) === undefined);
  const [only, second] = complete;
  if (!only && fitting[0]) throw incomplete(fitting[0].name, needIn(folder, fitting[0]) ?? '');
  if (!only) {
    throw new UserError(
      vscode.l10n.t(
        '{0} does not run on Node.js, and has no configuration in {1} to debug it: add one there that launches its program or attaches to it.',
        outside(folder.name),
        LAUNCH_FILE,
      ),
    );
  }
  const configuration = second ? await chosenOf(folder, complete, memory, anew) : only;
  if (!configuration) return undefined;
  return { mode: configuration.request === 'launch' ? 'launch' : 'attach', configuration };
}

/** As it will be started: the name of the folder may be a part of what VS Code fills in. */
const needIn = ({ uri }: ProjectFolder, configuration: DebugConfiguration): string | undefined =>
  needOf(inFolder(configuration, uri.fsPath));

const incomplete = (name: string, need: string): UserError =>
  new UserError(
    vscode.l10n.t(
      '{0} of {1} uses {2}, which is not shown before it runs: debug it with F5, or remove {2} from it.',
      outside(name),
      LAUNCH_FILE,
      outside(need),
    ),
  );

async function configurationsOf({ uri, name }: ProjectFolder): Promise<DebugConfiguration[]> {
  // Where there is none, it has no configurations.
  const content = await readOrdinary(vscode.Uri.joinPath(uri, LAUNCH_FILE), MAX_LAUNCH_FILE).catch(() => NO_CONTENT);
  if (content === undefined) {
    throw new UserError(
      vscode.l10n.t(
        '{0} of {1} cannot be read: it is not a file of at most {2} kB. Make it one, then try again.',
        LAUNCH_FILE,
        outside(name),
        MAX_LAUNCH_FILE / 1_000,
      ),
    );
  }
  try {
    return configurationsIn(new TextDecoder().decode(content));
  } catch {
    throw new UserError(vscode.l10n.t('{0} of {1} cannot be read: it is no JSON. Correct it, then try again.', LAUNCH_FILE, outside(name)));
  }
}

/** The one that the learner chose before, as long as it is there; else they are asked. */
async function chosenOf(
  { uri, name }: ProjectFolder,
  fitting: readonly DebugConfiguration[],
  memory: vscode.Memento,
  anew: boolean,
): Promise<DebugConfiguration | undefined> {
  const stored = memory.get<unknown>(StorageKey.debugConfigurations);
  const all = isObject(stored) ? stored : {};
  const known = all[uri.toString()];
  const before = anew || !isText(known) ? undefined : fitting.find((one) => one.name === known);
  if (before) return before;
  const items = fitting.map((configuration) => ({
    label: outside(configuration.name),
    description: outside(configuration.type),
    configuration,
  }));
  const placeHolder = vscode.l10n.t('Choose how {0} is debugged', outside(name));
  const chosen = (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Debug This Stage'), placeHolder }))?.configuration;
  if (chosen) await memory.update(StorageKey.debugConfigurations, { ...all, [uri.toString()]: chosen.name });
  return chosen;
}
