import * as vscode from 'vscode';
import { WebviewId } from '../ids';
import type { StagePage, StagePageContext, StageTarget } from './stagePage';

/** Opens stages, all in one tab; the page itself is loaded by the first one. */
export class StagePages implements vscode.Disposable {
  private page: StagePage | undefined;
  private readonly serializer: vscode.Disposable;

  constructor(private readonly context: StagePageContext) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(WebviewId.stage, {
      deserializeWebviewPanel: async (panel, state) => {
        const { StagePage } = await import('./stagePage');
        if (this.page) {
          panel.dispose();
          return;
        }
        const page = await StagePage.restore(context, panel, state);
        if (page) this.keep(page);
      },
    });
  }

  /**
   * Opens a stage of a project, for a repo of it when one is given, else for the latest.
   * @throws UserError when the project has no such stage, or its text cannot be read.
   */
  async open(target: StageTarget, preserveFocus = false): Promise<void> {
    const { StagePage } = await import('./stagePage');
    if (this.page) return this.page.show(target, preserveFocus);
    const page = this.keep(StagePage.create(this.context, preserveFocus));
    try {
      await page.show(target, preserveFocus);
    } catch (error) {
      // An empty tab is of no use.
      page.dispose();
      throw error;
    }
  }

  dispose(): void {
    this.serializer.dispose();
    this.page?.dispose();
  }

  private keep(page: StagePage): StagePage {
    this.page = page;
    page.onDidDispose(() => {
      if (this.page === page) this.page = undefined;
    });
    return page;
  }
}
