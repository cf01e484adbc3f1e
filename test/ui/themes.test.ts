/** Pages in a bare browser (test/pages) get what VS Code gave to a page in a real window: here that record is held to the real thing. */
import { strict as assert } from 'node:assert';
import { findBarriers } from '../support/axe';
import { recordDefaultStyles, recordTheme } from '../support/bare/recording';
import { readDefaultStyles, readTheme, themeKinds } from '../support/bare/themes';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import { openDashboard } from './dashboard';
import { shareRoadmap } from './roadmap';
import { sharesWindow } from './sharedWindow';

describe('what VS Code gives to pages', function () {
  this.timeout(60_000);
  sharesWindow(this);
  let ui: Ui;

  before(async () => {
    ui = await shareRoadmap();
  });
  after(async () => {
    await ui.workbench.setTheme('dark');
    await ui.close();
  });

  for (const kind of themeKinds) {
    it(`${kind}: the variables and the style sheet are those of the record, and the dashboard keeps nobody out`, async () => {
      const { workbench } = ui;
      const frame = await openDashboard(workbench);
      await workbench.setTheme(kind);
      const expected = readTheme(kind);
      await waitUntil('the page has the theme', async () => (await recordTheme(frame)).kind === expected.kind);
      assert.deepEqual(await recordTheme(frame), expected);
      assert.equal((await recordDefaultStyles(frame)).trim(), readDefaultStyles().trim());
      assert.deepEqual(await findBarriers(frame), []);
    });
  }
});
