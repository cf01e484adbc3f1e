import * as vscode from 'vscode';
import { WebviewId } from '../ids';
import type { DashboardContext, DashboardPage } from './dashboardPage';

/** Opens the dashboard, of which a window has one; the page itself is loaded by the first opening. */
export class Dashboard implements vscode.Disposable {
  private page: DashboardPage | undefined;
  private readonly serializer: vscode.Disposable;

  constructor(private readonly context: DashboardContext) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(WebviewId.dashboard, {
      deserializeWebviewPanel: async (panel, state) => {
        const { DashboardPage } = await import('./dashboardPage');
        if (this.page) {
          panel.dispose();
          return;
        }
        await this.keep(DashboardPage.restore(context, panel)).showRestored(state);
      },
    });
  }

  /** It is open, and no other tab is in front of it. */
  get isInSight(): boolean {
    return this.page?.isInSight ?? false;
  }

  /** Shows the dashboard, at the card of a project when one is given. Rejects when the installed roadmap cannot be read. */
  async open(project?: string): Promise<void> {
    await this.bring();
    if (project !== undefined) this.page?.revealProject(project);
  }

  /** Shows the dashboard at the learner's plan. Rejects when the installed roadmap cannot be read. */
  async openPlan(): Promise<void> {
    await this.bring();
    this.page?.revealPlan();
  }

  private async bring(): Promise<void> {
    const { DashboardPage } = await import('./dashboardPage');
    const { page } = this;
    if (page) page.reveal();
    else await this.draw(DashboardPage.create(this.context));
  }

  dispose(): void {
    this.serializer.dispose();
    this.page?.dispose();
  }

  /** An empty tab is of no use: it is closed when the page cannot be drawn. */
  private async draw(page: DashboardPage): Promise<void> {
    try {
      await this.keep(page).show();
    } catch (error) {
      page.dispose();
      throw error;
    }
  }

  private keep(page: DashboardPage): DashboardPage {
    this.page = page;
    page.onDidDispose(() => {
      if (this.page === page) this.page = undefined;
    });
    return page;
  }
}
