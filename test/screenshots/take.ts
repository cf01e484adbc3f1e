import { rm } from 'node:fs/promises';
import { untilStill } from '../pages/looks';
import { closeBareBrowser, insideWindow } from '../support/bare/pages';
import { themeKinds } from '../support/bare/themes';
import { buildVariant } from '../support/extensionVariant';
import { closeAll } from '../support/ui';
import { writeQuizRoadmap } from '../ui/quizRoadmap';
import { photograph } from './camera';
import { pageViews } from './pageViews';
import { photographWindows } from './windowViews';

/** Windows: wide, of half a screen, and narrow. */
const WIDTHS = [1600, 800, 400];

/** Takes pictures for people to look at, of all views or of those that are named. It checks nothing: `npm test` does. */
async function main(names: readonly string[]): Promise<void> {
  const wanted = (name: string): boolean => names.length === 0 || names.includes(name);
  const roadmap = await writeQuizRoadmap();
  const quizzes = await buildVariant(roadmap);
  for (const [name, make] of Object.entries(pageViews)) {
    if (!wanted(name)) continue;
    const { pages, shown, prepare } = await make(quizzes);
    for (const theme of themeKinds) {
      await pages.setTheme(theme);
      for (const width of WIDTHS) {
        await shown.page.setViewportSize(insideWindow(width, 1000));
        await prepare?.();
        await untilStill(shown.frame);
        await photograph(shown.page, [name, theme, width], { fullPage: name !== 'dashboard-menu' });
      }
    }
    await pages.close();
  }
  await closeBareBrowser();
  for (const folder of [roadmap, quizzes]) await rm(folder, { recursive: true, force: true });
  if (wanted('window')) await photographWindows();
  await closeAll();
}

void main(process.argv.slice(2)).then(() => process.exit(0));
