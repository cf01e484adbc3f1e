import * as vscode from 'vscode';
import { certificateOf } from '../model/certificate';
import { noResults, stageResultOf } from '../model/results';
import { reportError, type Log } from '../../base/log';
import { showInformation, showWarning } from '../../base/messages';
import { outside } from '../../base/text';
import { CommandId } from '../../ids';
import { startTools } from '../../projects';
import type { CheckResults } from '../checkResults';
import { installedVersion } from '../installedVersion';
import type { CheckParts } from './check';
import type { CommandArguments } from '../../base/commands';
import { checkTarget } from './check';
import { saveAs } from '../../base/saveAs';
import { settings } from '../../base/settings';

/** The parts that these commands work with. */
interface CertificateParts extends CheckParts {
  readonly results: CheckResults;
  readonly log: Log;
}

/** A name is longer than this on no certificate. */
const LONGEST_NAME = 100;

/** Writes down what was checked in a finished project; of another one it says which stage is left. */
export async function exportCertificate(app: CertificateParts, args: CommandArguments): Promise<void> {
  const title = vscode.l10n.t('Export Certificate');
  const target = await checkTarget(app, args, title);
  if (!target) return;
  await app.results.loaded;
  const { project: id, name } = await (await app.checks.load()).folders.read(target.folder);
  const results = app.results.resultsOf(target.folder, id) ?? noResults(target.folder.toString(), id);
  const stages = await certifiedStages(app, id);
  const left = stages.filter((stage) => !stageResultOf(results, stage.id).passed);
  const [next] = left;
  if (next) {
    const folder = target.folder.toString();
    tellUnfinished({ folder, project: id, name, next, passed: stages.length - left.length, total: stages.length }, app.log);
    return;
  }
  const file = `${id}-certificate.md`;
  const { userName, commit } = await (await startTools()).repositoryFacts(target.folder, file);
  if (commit?.isClean === false && !(await exportsUncommitted(name))) return;
  const learner = settings.certificateName ?? (await askName(userName));
  if (learner === undefined) return;
  const { projects } = await app.library.load();
  const project = projects.items.find((one) => one.id === id);
  const content = certificateOf({
    project: { id, title: project?.title ?? id, summary: project?.summary ?? '' },
    learner: learner.trim().slice(0, LONGEST_NAME),
    ...{ stages, results, commit },
    checkedWith: [`Backend Roadmap ${installedVersion()}`, `Visual Studio Code ${vscode.version}`],
    dayOf: (milliseconds) => new Date(milliseconds).toLocaleDateString('sv-SE'),
  });
  await saveAs({ title, name: file, filters: { Markdown: ['md'] }, content, folder: target.folder });
}

interface Unfinished {
  readonly folder: string;
  readonly project: string;
  readonly name: string;
  /** The first stage that has not passed. */
  readonly next: { readonly id: string; readonly title: string };
  readonly passed: number;
  readonly total: number;
}

/** Nothing went wrong: says what is missing, and leads there. Does not wait for the answer. */
function tellUnfinished({ folder, project, name, next, passed, total }: Unfinished, log: Log): void {
  const open = vscode.l10n.t('Open Stage');
  const text = vscode.l10n.t(
    'The certificate of {0} comes with its last stage: {1} of {2} stages have passed. Next is "{3}".',
    ...[outside(name), passed, total, next.title],
  );
  const work = async (): Promise<void> => {
    if ((await showInformation(text, open)) !== open) return;
    await vscode.commands.executeCommand(CommandId.openStage, { folder, project, stage: next.id });
  };
  work().catch((error: unknown) => reportError(log, vscode.l10n.t('opening a stage'), error));
}

/** The stages of a project, with the topics that each practices. */
async function certifiedStages({ library }: CertificateParts, project: string) {
  const { projects } = await library.load();
  const { stages = [] } = projects.items.find(({ id }) => id === project) ?? {};
  const topicsOf = (stage: string) => stages.find(({ id }) => id === stage)?.topics ?? [];
  const titleOf = (topic: string) => library.index.topic(topic)?.title ?? topic;
  return (await library.stages.load(project)).map(({ id, title, checks }) => ({ id, title, checks, topics: topicsOf(id).map(titleOf) }));
}

/** Whether the learner wants a certificate for work that nobody else can get at the commit it names. */
async function exportsUncommitted(name: string): Promise<boolean> {
  const exports = vscode.l10n.t('Export All the Same');
  const question = vscode.l10n.t('{0} has changes that are not committed.', name);
  const detail = vscode.l10n.t(
    'The certificate names the last commit, at which others check your work again: it does not hold these changes. Commit them first.',
  );
  return (await showWarning(question, { modal: true, detail }, exports)) === exports;
}

/** Asks for the learner's name, once: it is kept with their settings, and so is that they gave none. Undefined when they left. */
async function askName(suggestion: string | undefined): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Your Name on the Certificate'),
    value: suggestion ?? '',
    prompt: vscode.l10n.t('Leave it empty for a certificate without a name. You are asked once, and can change it in the settings.'),
    placeHolder: vscode.l10n.t('No name'),
    validateInput: (text) => (text.trim().length > LONGEST_NAME ? vscode.l10n.t('At most {0} characters.', LONGEST_NAME) : undefined),
  });
  if (name !== undefined) await settings.setCertificateName(name.trim());
  return name;
}
