import * as vscode from 'vscode';
import { readAtMost } from '#platform';
import { reasonOf } from '../base/errors';
import { nameOf } from '../base/uris';
import { UserError } from '../base/userError';
import type { Log } from '../base/log';
import type { RoadmapIndex } from '../content/outline';
import { decodeNotes, type Notes } from '../notes';
import { isDamagedPlan, today } from '../plan';
import { decodeProgress, MAX_IMPORT_SIZE } from '../progress/model/codec';
import { isUnderstood } from '../progress/model/held';
import { PLAN_FIELD } from '../progress/model/progress';
import { withinBounds } from './model/bounds';
import { isParsable } from './model/jsonShape';
import { keyOf, WHOLE_ROADMAP, type Registers } from '../progress/model/registers';
import { showWarning } from '../base/messages';

/** What a file holds that can be merged. */
export interface ProgressFile {
  readonly registers: Registers;
  /** How many of these registers belong to nothing that this release knows. */
  readonly unknown: number;
  readonly notes: Notes;
}

/** More problems than this are counted in the log, and not named one by one. */
const NAMED_PROBLEMS = 100;

/**
 * Reads a file that was exported. What is damaged in it, or beyond all bounds, is left out and told.
 * @throws UserError when nothing can be taken from it.
 */
export async function readProgressFile(file: vscode.Uri, { index, log }: { index: RoadmapIndex; log: Log }): Promise<ProgressFile> {
  const refuse = (reason: string) =>
    new UserError(vscode.l10n.t('{0} was not imported: {1} Your progress is unchanged.', nameOf(file), reason));
  const parsed = parse(await readBytes(file, refuse), refuse);
  const decoded = decodeProgress(parsed);
  if ('refused' in decoded) {
    throw refuse(
      decoded.refused === 'newer'
        ? vscode.l10n.t('it was written by a newer release (format {0}); update the extension first.', decoded.version ?? '?')
        : vscode.l10n.t('it is not an export of Backend Roadmap.'),
    );
  }
  const { notes, problems: noteProblems } = decodeNotes((parsed as { notes?: unknown }).notes, index);
  const { taken, problems: planProblems } = withoutDamagedPlan(index, decoded.registers);
  const bounded = withinBounds(index, taken);
  report(file, log, [...decoded.problems, ...noteProblems, ...planProblems], bounded.leftOut);
  const unknown = [...bounded.taken].filter(([key, register]) => !isUnderstood(index, key, register)).length;
  return { registers: bounded.taken, unknown, notes };
}

type Refuse = (reason: string) => UserError;

async function readBytes(file: vscode.Uri, refuse: Refuse): Promise<Uint8Array> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(file);
    // A pipe or a device has no end.
    if ((type & vscode.FileType.File) === 0) throw refuse(vscode.l10n.t('it is not a file.'));
    const tooLarge = refuse(vscode.l10n.t('it is larger than {0} MB.', MAX_IMPORT_SIZE / 1_000_000));
    if (size > MAX_IMPORT_SIZE) throw tooLarge;
    const content = await readAtMost(vscode.workspace.fs, file, MAX_IMPORT_SIZE);
    if (content === undefined) throw tooLarge;
    return content;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw refuse(vscode.l10n.t('it could not be read ({0}).', reasonOf(error)));
  }
}

function parse(content: Uint8Array, refuse: Refuse): unknown {
  if (!isParsable(content)) throw refuse(vscode.l10n.t('it has more entries than progress can have.'));
  try {
    return JSON.parse(new TextDecoder().decode(content));
  } catch (error) {
    throw refuse(vscode.l10n.t('it is not JSON ({0}).', reasonOf(error)));
  }
}

/** A plan that cannot be would take the place of one that can. */
function withoutDamagedPlan(
  index: RoadmapIndex,
  registers: Registers,
): { readonly taken: Registers; readonly problems: readonly string[] } {
  const key = keyOf(index.outline.id, WHOLE_ROADMAP, PLAN_FIELD);
  const plan = registers.get(key);
  if (!plan || !isDamagedPlan(plan.v, today())) return { taken: registers, problems: [] };
  const taken = new Map(registers);
  taken.delete(key);
  return { taken, problems: ['the plan is damaged, or goes beyond what a plan can be'] };
}

function report(file: vscode.Uri, log: Log, problems: readonly string[], tooMany: number): void {
  for (const problem of problems.slice(0, NAMED_PROBLEMS)) log.warn(`Import of ${file.toString(true)}: ${problem}; left out.`);
  const unnamed = Math.max(0, problems.length - NAMED_PROBLEMS) + tooMany;
  if (unnamed > 0) log.warn(`Import of ${file.toString(true)}: ${unnamed} more entries, left out.`);
  const all = problems.length + tooMany;
  if (all === 0) return;
  void showWarning(vscode.l10n.t('{0}: {1} entries could not be read and were left out; the log names them.', nameOf(file), all));
}
