import * as vscode from 'vscode';
import { escapeMarkdown } from '../base/text';
import { CommandId, STATUS_BAR_ITEM } from '../ids';
import type { ProgressStore } from '../progress/progressStore';
import { PLAN_FIELD } from '../progress/model/progress';
import { completedSpoken, completedText } from '../progress/words';
import type * as plans from '../plan';
import type { ProjectRepos } from '../projects';
import { onDidChangeSettings, settings } from '../base/settings';
import { textBar } from '../base/words';
import { afterChanges, viewPause, type InSight } from './inSight';

/** Progress at the bottom of the window, always. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(STATUS_BAR_ITEM, vscode.StatusBarAlignment.Left, 50);
  private readonly disposables: { dispose(): unknown }[] = [];
  /** What reads a plan, once a learner had one. */
  private plans: typeof plans | undefined;

  constructor(
    readonly store: ProgressStore,
    readonly projects: Pick<ProjectRepos, 'reposOf' | 'onDidChange'>,
    dashboard: InSight,
  ) {
    this.item.name = vscode.l10n.t('Backend Roadmap: Progress');
    this.item.command = CommandId.showMenu;
    this.disposables.push(
      this.item,
      afterChanges(
        store,
        () => this.show(),
        () => viewPause(dashboard),
      ),
      projects.onDidChange(() => this.show()),
      onDidChangeSettings(() => this.show()),
      // Another day may have begun since: the plan counts in weeks.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.show();
      }),
    );
    this.show();
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private show(): void {
    if (!settings.statusBarVisible) return this.item.hide();
    const { progress } = this.store;
    const { done, total, percent } = progress;
    this.item.text = `$(milestone) ${settings.statusBarFormat === 'percent' ? `${percent}%` : `${done}/${total}`}`;
    this.item.tooltip = this.tooltip();
    this.item.accessibilityInformation = {
      label: vscode.l10n.t('Backend Roadmap: {0}', completedSpoken(progress)),
      role: 'button',
    };
    this.item.show();
  }

  private tooltip(): vscode.MarkdownString {
    const { index, progress } = this.store;
    const rows = index.outline.sections.map((section) => {
      const { done = 0, total = 0 } = progress.sections.get(section.id) ?? {};
      return `| ${escapeMarkdown(section.title)} | ${textBar(done, total)} | ${done}/${total} |`;
    });
    const next = progress.next === undefined ? undefined : index.topic(progress.next);
    const plan = this.planSentence();
    const links = [
      commandLink(`$(milestone) ${vscode.l10n.t('Open Roadmap')}`, CommandId.openRoadmap),
      commandLink(`$(list-tree) ${vscode.l10n.t('Show in Sidebar')}`, CommandId.focusTree),
      commandLink(`$(search) ${vscode.l10n.t('Search')}`, CommandId.search),
    ];
    const paragraphs = [
      `**${escapeMarkdown(index.outline.title)}** · ${completedText(progress)}`,
      ['| | | |', '|:--|:--|--:|', ...rows].join('\n'),
      ...(plan === undefined ? [] : [`$(calendar) ${escapeMarkdown(plan)}`]),
      ...(next ? [`${vscode.l10n.t('Next:')} ${commandLink(escapeMarkdown(next.title), CommandId.openTopic, next.id)}`] : []),
      links.join(' &nbsp; '),
    ];
    const tooltip = new vscode.MarkdownString(paragraphs.join('\n\n'), true);
    tooltip.isTrusted = { enabledCommands: [CommandId.openTopic, CommandId.openRoadmap, CommandId.focusTree, CommandId.search] };
    return tooltip;
  }

  private planSentence(): string | undefined {
    if (this.store.field(PLAN_FIELD) === undefined) return undefined;
    if (!this.plans) {
      void import('../plan').then((loaded) => {
        this.plans = loaded;
        this.show();
      });
      return undefined;
    }
    const { journeySentence, readJourney, today } = this.plans;
    const journey = readJourney(this);
    return journey && journeySentence(journey, today());
  }
}

/** A link that runs one of the commands that the tooltip is trusted with. */
const commandLink = (text: string, command: CommandId, ...args: readonly string[]): string =>
  `[${text}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`;
