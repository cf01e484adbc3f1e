import * as vscode from 'vscode';
import { nameProblem, type NameProblem } from '../model/names';
import { below, kindAt, pathText } from './places';
import type { Questions } from './questions';
import { askText, type Outcome, type Place } from './steps';

const { Error: ERROR, Warning: WARNING } = vscode.InputBoxValidationSeverity;

/** What the new folder is called. */
export async function askName(place: Place, questions: Questions): Promise<Outcome> {
  const { draft } = questions;
  const suggested = await questions.suggestedName();
  const keep = (value: string): void => {
    draft.name = value;
    draft.isSuggested = value === suggested;
  };
  const result = await askText(place, {
    prompt: vscode.l10n.t('The name of the new folder, and of its package'),
    value: draft.name ?? suggested,
    validate: (value) => problemOf(value, draft.parent),
    onChange: keep,
  });
  if (typeof result === 'string') return result;
  keep(result.text);
  return 'next';
}

async function problemOf(name: string, parent: vscode.Uri | undefined): Promise<vscode.InputBoxValidationMessage | undefined> {
  const problem = nameProblem(name);
  if (problem) return { message: nameProblemText(problem), severity: ERROR };
  if (!parent) return undefined;
  // The parent is asked next, and writing says what is wrong with it.
  const kind = await kindAt(below(parent, name), true).catch(() => undefined);
  if (kind === undefined) return undefined;
  const where = pathText(parent);
  if (kind !== 'folder') return { message: vscode.l10n.t('There is a file of this name in {0}.', where), severity: WARNING };
  const message = vscode.l10n.t('There is a folder of this name in {0}; you will be asked before anything in it is overwritten.', where);
  return { message, severity: WARNING };
}

/** Why a name does not do, in one sentence. */
export function nameProblemText(problem: NameProblem): string {
  switch (problem.kind) {
    case 'empty':
      return vscode.l10n.t('Give the project a name.');
    case 'dots':
      return vscode.l10n.t('A name cannot be made of dots alone.');
    case 'leadingSpace':
      return vscode.l10n.t('A name cannot begin with a space.');
    case 'trailingSpace':
      return vscode.l10n.t('A name cannot end with a space.');
    case 'leadingDot':
      return vscode.l10n.t('A name that begins with a dot would be hidden.');
    case 'trailingDot':
      return vscode.l10n.t('A name cannot end with a dot.');
    case 'control':
      return vscode.l10n.t('The name holds a character that cannot be seen.');
    case 'separator':
      return vscode.l10n.t('A name cannot hold "{0}"; the folder around it is asked next.', problem.character);
    case 'forbidden':
      return vscode.l10n.t('A name cannot hold "{0}", which Windows does not allow.', problem.character);
    case 'reserved':
      return vscode.l10n.t('"{0}" is the name of a device on Windows; choose another one.', problem.name);
    case 'tooLong':
      return vscode.l10n.t('The name is too long: it may have {0} bytes.', problem.max);
  }
}
