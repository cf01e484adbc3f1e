import * as vscode from 'vscode';
import { describe, type CommandArguments } from '../../base/commands';
import { isObject, isText } from '../../base/guards';
import { showInformation } from '../../base/messages';
import { homeFolder, uriOf } from '../../base/uris';
import { UserError } from '../../base/userError';
import { installedVersion } from '../installedVersion';
import type { CheckResults } from '../checkResults';
import { reportOf } from '../model/report';
import type { CheckParts } from './check';

/** The parts that this command works with. */
interface ReportParts extends CheckParts {
  readonly results: CheckResults;
}

/** A check as it stands in a folder. */
interface CheckPlace {
  readonly folder: vscode.Uri;
  readonly project: string;
  readonly stage: string;
  readonly check: string;
}

/**
 * Copies a report about a check that the learner thinks is wrong. Nothing is sent anywhere: it is theirs, to read and to give away.
 * @throws UserError when the argument names no check that failed when it was run last.
 */
export async function reportCheck(app: ReportParts, [argument]: CommandArguments): Promise<void> {
  const place = (await placeOfTest(app, argument)) ?? placeIn(argument);
  if (!place) throw new UserError(vscode.l10n.t('This command needs a check of a project, but it was given {0}.', describe(argument)));
  const { folder, project, stage, check } = place;
  await app.results.loaded;
  const failure = app.results.stage(folder, project, stage).checks.find(({ id }) => id === check)?.failure;
  const texts = app.library.stages.has(project) ? await app.library.stages.load(project) : [];
  const text = texts.find(({ id }) => id === stage);
  const listed = text?.checks.find(({ id }) => id === check);
  if (!failure || !text || !listed) {
    throw new UserError(vscode.l10n.t('Only a check that failed when it was run last can be reported: run it again first.'));
  }
  const versions = [`Backend Roadmap ${installedVersion()}`, `Visual Studio Code ${vscode.version}`, system()];
  const report = {
    place: [project, stage, check],
    title: listed.title,
    passage: listed.passage?.quote,
    text: text.markdown,
    failure,
  } as const;
  await vscode.env.clipboard.writeText(reportOf(report, versions, homeFolder()?.fsPath));
  void showInformation(
    vscode.l10n.t('A report about this check is on the clipboard, and was sent nowhere. Read it before you give it to anybody.'),
  );
}

/** The check of an item of the Test Explorer. */
async function placeOfTest(app: ReportParts, argument: unknown): Promise<CheckPlace | undefined> {
  const place = isObject(argument) ? (await app.checks.load()).placeOf(argument as unknown as vscode.TestItem) : undefined;
  if (place?.stage === undefined || place.check === undefined) return undefined;
  return { folder: place.folder.uri, project: place.folder.project, stage: place.stage, check: place.check };
}

/** The check that a page names. */
function placeIn(argument: unknown): CheckPlace | undefined {
  if (!isObject(argument)) return undefined;
  const { folder, project, stage, check } = argument;
  const uri = isText(folder) ? uriOf(folder) : undefined;
  return uri && isText(project) && isText(stage) && isText(check) ? { folder: uri, project, stage, check } : undefined;
}

const system = (): string => (typeof process === 'undefined' ? 'a browser' : `${process.platform} ${process.arch}`);
