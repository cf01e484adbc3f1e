import * as vscode from 'vscode';
import type { DevServices } from '../../devServices';
import { CommandId } from '../../ids';

/** The status bar's word of the services that run. */
export class ServicesItem implements vscode.Disposable {
  private item: vscode.StatusBarItem | undefined;

  /** Says plainly which services run, above all which of them are stand-ins; nothing when none do. */
  show(running: readonly DevServices[]): void {
    const started = running.flatMap(({ services, variables }) => services.filter(({ variable }) => variable in variables));
    if (started.length === 0) {
      this.dispose();
      return;
    }
    this.item ??= vscode.window.createStatusBarItem('services', vscode.StatusBarAlignment.Left, 49);
    this.item.name = vscode.l10n.t('Backend Roadmap: Services');
    this.item.text = `$(database) ${[...new Set(started.map(({ kind }) => kind))].join(', ')}`;
    this.item.tooltip = [
      ...new Set(started.map(({ note }) => note)),
      vscode.l10n.t('Click to stop them and the programs that use them.'),
    ].join('\n');
    this.item.accessibilityInformation = {
      label: vscode.l10n.t('Services: {0}. Press to stop them and the programs that use them.', started.map(({ note }) => note).join('; ')),
      role: 'button',
    };
    this.item.command = CommandId.stopServices;
    this.item.show();
  }

  dispose(): void {
    this.item?.dispose();
    this.item = undefined;
  }
}
