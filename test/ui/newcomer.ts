/** What the tests of the first hours share: an empty VS Code with the extension, and the first things that a newcomer meets in it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { makeTemporary } from '../support/temporary';
import { openUi, type Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { packagePath } from './roadmap';

/** The first topic of the roadmap. */
export const TOPIC = 'How the Internet Works';
/** The first stage of the first project. */
export const STAGE = 'Start it, list todos and create one';

export interface Newcomer {
  readonly ui: Ui;
  /** A folder for projects, in which there is another one, so that its rows can be waited for. */
  readonly home: string;
}

/** Opens an empty VS Code in a window of usual size. */
export async function openAsNewcomer(): Promise<Newcomer> {
  const home = makeTemporary('newcomer');
  mkdirSync(join(home, 'other-project'));
  return { home, ui: await openUi({ extensions: [packagePath], browser: { viewport: { width: 1440, height: 900 } } }) };
}

/** The page of a stage, once it is there. */
export const stagePageOf = (workbench: Workbench, title: string): Promise<Frame> =>
  waitUntil(`the page of ${title} is there`, async () => {
    const frame = await workbench.webviews.frame(title);
    return (await frame.locator('main').isVisible()) ? frame : undefined;
  });
