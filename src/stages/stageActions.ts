import * as vscode from 'vscode';
import { maySeeSolution } from '../checks';
import type { StageAction } from './model/protocol';
import { CommandId } from '../ids';
import type { WorkView } from './stageView';

/**
 * Begins what a button of the page stands for, with what to call it when it fails. Undefined when it makes no sense now: the page
 * may be behind, or somebody else may speak for it.
 */
export function actionOf(action: StageAction, view: WorkView): readonly [string, Thenable<unknown>] | undefined {
  const { folder, project, text, result, isChecking } = view;
  const run = (doing: string, command: CommandId, argument: unknown) => [doing, vscode.commands.executeCommand(command, argument)] as const;
  if (action === 'scaffoldProject') return run(vscode.l10n.t('scaffolding a project'), CommandId.scaffoldProject, project.id);
  if (folder === undefined) return undefined;
  switch (action) {
    case 'check':
      if (isChecking) return undefined;
      return run(vscode.l10n.t('checking a stage'), CommandId.check, { folder, stage: text.id });
    case 'compareWithSolution':
      if (!maySeeSolution(result)) return undefined;
      return run(vscode.l10n.t('comparing with the solution'), CommandId.compareWithSolution, { folder, stage: text.id });
    case 'startProject':
      return run(vscode.l10n.t('starting a project'), CommandId.startProject, vscode.Uri.parse(folder));
    case 'exportCertificate':
      return run(vscode.l10n.t('exporting a certificate'), CommandId.exportCertificate, { folder });
  }
}
