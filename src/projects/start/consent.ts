import * as vscode from 'vscode';
import { outside } from '../../base/text';
import { isWithin, nameOf, pathOf } from '../../base/uris';
import { PROJECT_FILE, type ProjectFile } from '../../content/projectFile';
import type { EnvFile } from '../../platform/host';
import { consentOf010, consentToDebug, consentToInstall, digestOf } from '../../content/runConsent';
import { isOneCommand, planDetail, plainText, type DebugConfiguration, type RunPlan } from './consentText';
import { askInDialog } from '../../base/dialog';
import { madeState } from './madeProject';

/** Where it is kept what the learner has agreed to, in each folder and for the project that it is. */
export interface Consents {
  consentsIn(folder: vscode.Uri, project: string): Promise<readonly string[]>;
  consent(folder: vscode.Uri, project: string, to: readonly string[]): Promise<void>;
}

/** What somebody wants to run, as it was just read. */
export interface RunQuestion {
  readonly folder: vscode.Uri;
  readonly file: ProjectFile & { readonly project: string; readonly start: string };
  /** The learner's own file with variables, which are in those of `file`, too. */
  readonly envFile?: EnvFile | undefined;
  /** The command that installs its dependencies, when they are missing and it is about to be run. */
  readonly install?: string | undefined;
  /** The configuration of `.vscode/launch.json` by which its program comes into a debugger. */
  readonly configuration?: DebugConfiguration | undefined;
  /**
   * A check, a check in a debugger, Start Project, or a debugger alone, which runs nothing of the file: of it, only the installation is ours.
   */
  readonly purpose: 'check' | 'debugStage' | 'start' | 'debug';
}

/**
 * Nothing of a project runs that the learner did not ask for: all that decides what runs is shown before it is run for the first time in a
 * folder, and again when any of it has changed. What this extension has made there, and nobody has touched since, needs no word. Returns what stands for it (`digestOf`); undefined when the learner would rather not.
 */
export async function mayRun(question: RunQuestion, consents: Consents): Promise<string | undefined> {
  const { folder, file, install, configuration, purpose } = question;
  const digest = await digestOf(file);
  const needed = [
    ...(purpose === 'debug' ? [] : [digest]),
    ...(install === undefined ? [] : [consentToInstall(install)]),
    ...(configuration === undefined ? [] : [await consentToDebug(configuration)]),
  ];
  const known = await consents.consentsIn(folder, file.project);
  const isKnown = (one: string) => known.includes(one) || (one === digest && known.includes(consentOf010(file) ?? digest));
  if (needed.every(isKnown)) return digest;
  const made = await madeState(folder, file, known);
  // What was made is what lies at the top of the folder: a configuration of a debugger does not.
  if (made === 'as-made' && configuration === undefined) return digest;
  if (!(await ask(question, made === 'changed'))) return undefined;
  // A folder that says of no project which it is has no memory.
  if (file.project !== '') await consents.consent(folder, file.project, needed);
  return digest;
}

async function ask({ folder, file, envFile, install, configuration, purpose }: RunQuestion, isChanged: boolean): Promise<boolean> {
  const plan: RunPlan = purpose === 'debug' ? { install, environment: {} } : { ...file, envFile, install, configuration };
  const run = {
    check: vscode.l10n.t('Run and Check'),
    debugStage: vscode.l10n.t('Run and Debug'),
    start: vscode.l10n.t('Start'),
    debug: vscode.l10n.t('Install and Debug'),
  }[purpose];
  const show = vscode.l10n.t('Show the File');
  const detail = planDetail(plan, outside(nameOf(folder)), [origin(folder, configuration), ...(isChanged ? ['', changed()] : [])]);
  const answer = await askInDialog(headline(folder, plan, purpose), detail, run, show);
  if (answer === show) await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, PROJECT_FILE));
  return answer === run;
}

function headline(folder: vscode.Uri, plan: RunPlan, purpose: RunQuestion['purpose']): string {
  const name = plainText(nameOf(folder), 60);
  if (!isOneCommand(plan)) {
    return purpose === 'check' || purpose === 'debugStage'
      ? vscode.l10n.t('A check runs these commands of {0}:', name)
      : vscode.l10n.t('Starting {0} runs these commands:', name);
  }
  const command = plainText(plan.install ?? plan.build ?? plan.start ?? '');
  return purpose === 'check' || purpose === 'debugStage'
    ? vscode.l10n.t('A check runs this command of {0}: {1}', name, command)
    : vscode.l10n.t('Starting {0} runs this command: {1}', name, command);
}

const origin = (folder: vscode.Uri, configuration: DebugConfiguration | undefined): string =>
  configuration === undefined
    ? vscode.l10n.t(
        'In {0}. It comes from the file .backend-roadmap.json in this folder; you are asked again when it changes.',
        plainText(pathOf(folder)),
      )
    : vscode.l10n.t(
        'In {0}. It comes from the files .backend-roadmap.json and .vscode/launch.json in this folder; you are asked again when it changes.',
        plainText(pathOf(folder)),
      );

const changed = (): string => vscode.l10n.t('You are asked because files at the top of this folder are no longer as they were created.');

/** What is run is what is on the disk, which is what the learner has before their eyes. */
export async function saveFilesIn(folder: vscode.Uri): Promise<void> {
  const unsaved = vscode.workspace.textDocuments.filter(({ uri, isDirty, isUntitled }) => isDirty && !isUntitled && isWithin(uri, folder));
  await Promise.all(unsaved.map((document) => document.save()));
}
