import type * as vscode from 'vscode';
import { WebviewId } from '../ids';
import { OpenPages } from '../pages/openPages';
import type { DashboardContext, DashboardPage } from './dashboardPage';

/** Opens the dashboard, of which a window has one; the page itself is loaded by the first opening. */
export class Dashboard implements vscode.Disposable {
  private readonly pages: OpenPages<DashboardPage>;

  constructor(private readonly context: DashboardContext) {
    this.pages = new OpenPages(WebviewId.dashboard, {
      restore: async (panel, state) => (await import('./dashboardPage')).DashboardPage.restore(context, panel, state),
    });
  }

  /** It is open, and no other tab is in front of it. */
  get isInSight(): boolean {
    return this.pages.current()?.isInSight ?? false;
  }

  /** Shows the dashboard, at the card of a project when one is given. Rejects when the installed roadmap cannot be read. */
  async open(project?: string): Promise<void> {
    const page = await this.bring();
    if (project !== undefined) page.revealProject(project);
  }

  /** Shows the dashboard at the learner's plan. Rejects when the installed roadmap cannot be read. */
  async openPlan(): Promise<void> {
    (await this.bring()).revealPlan();
  }

  dispose(): void {
    this.pages.dispose();
  }

  private async bring(): Promise<DashboardPage> {
    const open = this.pages.current();
    if (open) {
      open.goTo();
      return open;
    }
    const { DashboardPage } = await import('./dashboardPage');
    return this.pages.open(() => DashboardPage.open(this.context));
  }
}
