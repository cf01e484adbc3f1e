import type * as vscode from 'vscode';
import { WebviewId } from '../ids';
import type { StagePlace } from '../checks';
import { OpenPages } from '../pages/openPages';
import type { StagePagesContext, StagePage, StageTarget, TabPlacement } from './stagePage';

/** Opens stages, all in one tab; the page itself is loaded by the first one. */
export class StagePages implements vscode.Disposable {
  private readonly pages: OpenPages<StagePage>;

  constructor(private readonly context: StagePagesContext) {
    this.pages = new OpenPages(WebviewId.stage, {
      restore: async (panel, state) => (await import('./stagePage')).StagePage.restore(context, panel, state),
    });
  }

  /**
   * Opens a stage of a project, for a repo of it when one is given, else for the latest.
   * @throws UserError when the project has no such stage, or its text cannot be read.
   */
  async open(target: StageTarget, placement: TabPlacement = {}): Promise<void> {
    const { StagePage } = await import('./stagePage');
    const page = await this.pages.open(() => StagePage.create(this.context, placement));
    await page.show(target, placement.preserveFocus);
  }

  /** Whether the page shows this stage of this folder, and no other tab is in front of it. */
  isInSight(place: StagePlace): boolean {
    return this.pages.current()?.showsInSight(place) === true;
  }

  dispose(): void {
    this.pages.dispose();
  }
}
