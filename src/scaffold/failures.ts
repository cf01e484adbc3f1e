import * as vscode from 'vscode';
import { isUserError, UserError } from '../services/userError';
import { codeOf, pathText } from './places';

/** Why a repo could not be written, in one sentence that also says what became of it. */
export function writeFailure(error: unknown, folder: vscode.Uri): Error {
  if (isUserError(error)) return error;
  const where = pathText(folder);
  const reason = error instanceof Error ? error.message : String(error);
  if (codeOf(error) === 'NoPermissions' || /\b(?:EACCES|EPERM|EROFS)\b/.test(reason)) {
    return new UserError(vscode.l10n.t('{0} could not be made: you may not write there. Nothing was left behind.', where));
  }
  if (/\b(?:ENOSPC|EDQUOT)\b|no space left/i.test(reason)) {
    return new UserError(vscode.l10n.t('{0} could not be made: the disk is full. Nothing was left behind.', where));
  }
  if (/\bENAMETOOLONG\b/.test(reason)) {
    return new UserError(vscode.l10n.t('{0} could not be made: the path is too long. Nothing was left behind.', where));
  }
  return new UserError(vscode.l10n.t('{0} could not be made ({1}). Nothing was left behind.', where, reason));
}

/** Something was made in our place between the question and the writing. */
export const appeared = (place: vscode.Uri): UserError =>
  new UserError(vscode.l10n.t('{0} appeared meanwhile and was left as it is. Nothing was made; try again.', pathText(place)));
