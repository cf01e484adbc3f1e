import * as vscode from 'vscode';
import { type ActiveCheck, type CheckActivity, checkingText, runDoneText } from '../checks';
import type { Library } from '../content/library';
import { CHECKS_STATUS_BAR_ITEM, CommandId } from '../ids';
import { escapeMarkdown } from '../base/text';
import { pathOf } from '../base/uris';
import { shorten } from '../base/commands';

/** Where the check is that is under way, at the bottom of the window as long as there is one. Its menu can cancel it. */
export class CheckStatus implements vscode.Disposable {
  private item: vscode.StatusBarItem | undefined;
  private readonly listener: vscode.Disposable;

  constructor(
    private readonly activity: CheckActivity,
    private readonly library: Pick<Library, 'index'>,
  ) {
    this.listener = activity.onDidChange(() => this.show());
    this.show();
  }

  dispose(): void {
    this.listener.dispose();
    this.item?.dispose();
  }

  private show(): void {
    const checks = this.activity.all;
    const [first] = checks;
    if (!first) return this.item?.hide();
    // Most windows check nothing.
    this.item ??= this.make();
    const text = checks.length === 1 ? this.textOf(first) : vscode.l10n.t('Checking {0} projects', checks.length);
    this.item.text = `$(loading~spin) ${text}`;
    this.item.tooltip = this.tooltip(checks);
    this.item.accessibilityInformation = { label: vscode.l10n.t('{0}. Open the menu to cancel.', text), role: 'button' };
    this.item.show();
  }

  private make(): vscode.StatusBarItem {
    const item = vscode.window.createStatusBarItem(CHECKS_STATUS_BAR_ITEM, vscode.StatusBarAlignment.Left, 49);
    item.name = vscode.l10n.t('Backend Roadmap: Checks');
    item.command = CommandId.showMenu;
    return item;
  }

  private tooltip(checks: readonly ActiveCheck[]): vscode.MarkdownString {
    const lines = checks.flatMap((check) => [
      escapeMarkdown(this.textOf(check)),
      ...(check.progress.total > 0 ? [runDoneText(check.progress)] : []),
      escapeMarkdown(pathOf(check.folder)),
    ]);
    const cancel = `[$(debug-stop) ${vscode.l10n.t('Cancel Check')}](command:${CommandId.cancelCheck})`;
    const output = `[$(output) ${vscode.l10n.t('Show Output')}](command:${CommandId.showCheckOutput})`;
    const tooltip = new vscode.MarkdownString([...lines, `${cancel} &nbsp; ${output}`].join('\n\n'), true);
    tooltip.isTrusted = { enabledCommands: [CommandId.cancelCheck, CommandId.showCheckOutput] };
    return tooltip;
  }

  private textOf({ project, progress }: ActiveCheck): string {
    return checkingText(titleOf(this.library, project), progress);
  }
}

/** What a project is called. */
export const titleOf = ({ index }: Pick<Library, 'index'>, project: string): string =>
  index.outline.projects.find(({ id }) => id === project)?.title ?? shorten(project);
