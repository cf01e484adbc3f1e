import type * as vscode from 'vscode';
import { WebviewId } from '../ids';
import { OpenPages } from '../pages/openPages';
import type { StagePage, StagePageContext, StageTarget } from './stagePage';

/** Opens stages, all in one tab; the page itself is loaded by the first one. */
export class StagePages implements vscode.Disposable {
  private readonly pages: OpenPages<StagePage>;

  constructor(private readonly context: StagePageContext) {
    this.pages = new OpenPages(WebviewId.stage, {
      restore: async (panel, state) => (await import('./stagePage')).StagePage.restore(context, panel, state),
    });
  }

  /**
   * Opens a stage of a project, for a repo of it when one is given, else for the latest.
   * @throws UserError when the project has no such stage, or its text cannot be read.
   */
  async open(target: StageTarget, preserveFocus = false): Promise<void> {
    const { StagePage } = await import('./stagePage');
    const page = await this.pages.open(() => StagePage.create(this.context, preserveFocus));
    await page.show(target, preserveFocus);
  }

  dispose(): void {
    this.pages.dispose();
  }
}
