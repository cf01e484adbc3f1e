import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { buildVariant } from '../support/extensionVariant';
import type { ServerOptions } from '../support/server';
import { openUi, type Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { packagePath, writeKeys } from './roadmap';

export { node, waitForProgress, waitForTopic } from '../pages/dashboard';

export const TITLE = 'Backend Developer Roadmap';

/** A VS Code with the extension built around a roadmap, and what it needs removed at the end. */
export interface DashboardUi extends Ui {
  cleanUp(): Promise<void>;
}

/** Starts VS Code with the extension, around another roadmap when its folder is given. */
export async function openDashboardUi(options: Partial<ServerOptions> & { roadmap?: string } = {}): Promise<DashboardUi> {
  const { roadmap, ...server } = options;
  const extension = roadmap === undefined ? packagePath : await buildVariant(roadmap);
  const folder = await mkdtemp(join(tmpdir(), 'backend-roadmap-folder-'));
  const viewport = { width: 1600, height: 1400 };
  const ui = await openUi({ extensions: [extension], folder, browser: { viewport }, prepare: (dataDir) => writeKeys(dataDir), ...server });
  const cleanUp = async (): Promise<void> => {
    await ui.close();
    for (const path of [folder, ...(roadmap === undefined ? [] : [extension])]) await rm(path, { recursive: true, force: true });
  };
  return Object.assign(ui, { cleanUp });
}

/** Opens the dashboard from the palette and waits until it is alive. */
export async function openDashboard(workbench: Workbench, title = TITLE): Promise<Frame> {
  await workbench.runCommand('Backend Roadmap: Open Roadmap');
  const frame = await dashboardFrame(workbench, title);
  await waitUntil('the dashboard has the focus', () => frame.evaluate(() => document.hasFocus()));
  return frame;
}

/** The dashboard that is in sight, once its script has started. */
export async function dashboardFrame(workbench: Workbench, title = TITLE): Promise<Frame> {
  return waitUntil('the dashboard is alive', async () => {
    const frame = await workbench.webviews.frame(title);
    return (await frame.locator('.stop.topic').count()) > 0 ? frame : undefined;
  });
}
