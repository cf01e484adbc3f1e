import * as vscode from 'vscode';
import type { RunEvent } from '../model/events';
import type { ProjectFolder } from './projectFolders';

/** What the programs under test print, in a channel for each repo. */
export class CheckOutput implements vscode.Disposable {
  private readonly channels = new Map<string, vscode.OutputChannel>();
  private last: vscode.OutputChannel | undefined;

  /** A new run: what an earlier one printed goes. */
  begin({ uri, name }: ProjectFolder): void {
    const key = uri.toString();
    const channel = this.channels.get(key) ?? vscode.window.createOutputChannel(vscode.l10n.t('Check: {0}', name));
    this.channels.set(key, channel);
    channel.clear();
    this.last = channel;
  }

  tell({ uri }: ProjectFolder, event: RunEvent): void {
    const channel = this.channels.get(uri.toString());
    if (event.type === 'output') channel?.append(withoutColours(event.text));
    else if (event.type === 'notice') channel?.appendLine(event.message);
    else if (event.type === 'service') channel?.appendLine(`${event.kind}: ${event.note}`);
    else if (event.type === 'stage-started') channel?.appendLine(`── ${event.stage} ──`);
    else if (event.type === 'check-finished' && event.failure) channel?.appendLine(`✖ ${event.failure.message}`);
    else if (event.type === 'problem')
      channel?.appendLine([event.message, ...(event.detail === undefined ? [] : [event.detail])].join('\n'));
  }

  /** Shows what the last check printed; false when there was none. */
  show(): boolean {
    this.last?.show();
    return this.last !== undefined;
  }

  dispose(): void {
    vscode.Disposable.from(...this.channels.values()).dispose();
  }
}

/** A channel shows the marks of a terminal's colours as they are. */
// eslint-disable-next-line no-control-regex
const withoutColours = (text: string): string => text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
