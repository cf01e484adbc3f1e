import * as vscode from 'vscode';
import { CommandId, STATUS_BAR_ITEM } from '../../ids';
import type { ProgressStore } from '../../services/progress/progressStore';
import { onDidChangeSettings, settings } from '../../services/settings';
import { textBar } from '../../services/words';

/** Progress at the bottom of the window, always. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(STATUS_BAR_ITEM, vscode.StatusBarAlignment.Left, 50);
  private readonly disposables: { dispose(): unknown }[] = [];

  constructor(private readonly store: ProgressStore) {
    this.item.name = vscode.l10n.t('Backend Roadmap: Progress');
    this.item.command = CommandId.showMenu;
    this.disposables.push(
      this.item,
      store.onDidChange(() => this.show()),
      onDidChangeSettings(() => this.show()),
    );
    this.show();
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private show(): void {
    if (!settings.statusBarVisible) return this.item.hide();
    const { done, total, percent } = this.store.progress;
    this.item.text = `$(milestone) ${settings.statusBarFormat === 'percent' ? `${percent}%` : `${done}/${total}`}`;
    this.item.tooltip = this.tooltip();
    this.item.accessibilityInformation = {
      label: vscode.l10n.t('Backend Roadmap: {0} of {1} topics completed, {2} percent', done, total, percent),
      role: 'button',
    };
    this.item.show();
  }

  private tooltip(): vscode.MarkdownString {
    const { index, progress } = this.store;
    const tooltip = new vscode.MarkdownString('', true);
    tooltip.isTrusted = { enabledCommands: [CommandId.openTopic, CommandId.focusTree, CommandId.search] };
    tooltip.appendMarkdown('**').appendText(index.outline.title).appendMarkdown('**');
    const summary = vscode.l10n.t('{0} of {1} completed ({2}%)', progress.done, progress.total, progress.percent);
    tooltip.appendMarkdown(' · ').appendText(summary).appendMarkdown('\n\n| | | |\n|:--|:--|--:|\n');
    for (const section of index.outline.sections) {
      const { done = 0, total = 0, skipped = 0 } = progress.sections.get(section.id) ?? {};
      tooltip.appendMarkdown('| ').appendText(section.title.replaceAll('|', '¦'));
      tooltip.appendMarkdown(` | ${textBar(done, total - skipped)} | ${done}/${total} |\n`);
    }
    const next = progress.next === undefined ? undefined : index.topic(progress.next);
    if (next) {
      const target = `command:${CommandId.openTopic}?${encodeURIComponent(JSON.stringify([next.id]))}`;
      tooltip
        .appendMarkdown(`\n\n${vscode.l10n.t('Next:')} [`)
        .appendText(next.title)
        .appendMarkdown(`](${target})`);
    }
    const links = [
      `[$(list-tree) ${vscode.l10n.t('Show Roadmap')}](command:${CommandId.focusTree})`,
      `[$(search) ${vscode.l10n.t('Search')}](command:${CommandId.search})`,
    ];
    tooltip.appendMarkdown(`\n\n${links.join(' &nbsp; ')}`);
    return tooltip;
  }
}
