import assert from 'node:assert/strict';
import { join } from 'node:path';
import { findBarriers } from './axe';
import { readTheme } from './bare/themes';
import { repoRoot } from './paths';
import { closeAll, openUi, type Ui } from './ui';
import { waitUntil } from './wait';

/** Proofs that the page object finds what it says, with a toy in place of the extension. */
describe('the workbench', function () {
  this.timeout(60_000);
  let ui: Ui;

  before(async () => {
    ui = await openUi({
      extensions: [join(repoRoot, 'test/support/fixtures/toy')],
      folder: join(repoRoot, 'test/support/fixtures/folder'),
    });
  });
  after(closeAll);

  it('ticks a row, and another window and a reload see it', async () => {
    const { workbench } = ui;
    await workbench.openView('Toy Box');
    await workbench.openView('Toy Box');
    await workbench.checkbox(workbench.treeItem('Ball')).click();
    const status = workbench.statusItem('test.toy.count');
    await status.filter({ hasText: '1/4 toys' }).waitFor();
    // VS Code's own reload writes down first what was stored; the browser's may be too quick for that.
    await workbench.reloadWindow();
    await workbench.statusItem('test.toy.count').filter({ hasText: '1/4 toys' }).waitFor();
  });

  it('keeps storage apart by browser', async () => {
    const elsewhere = await ui.openElsewhere();
    await elsewhere.openView('Toy Box');
    await elsewhere.statusItem('test.toy.count').filter({ hasText: '0/4 toys' }).waitFor();
    await elsewhere.page.close();
    const second = await ui.openWindow();
    await second.openView('Toy Box');
    await second.statusItem('test.toy.count').filter({ hasText: '1/4 toys' }).waitFor();
    await second.page.close();
  });

  it('runs a command, answers a toast, a pick and a dialog', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Toy: Greet');
    await workbench.clickToast('Hello from the toy', 'Wave');
    await workbench.toast('The toy waves back').waitFor();

    await workbench.runCommand('Toy: Pick');
    await workbench.quickInput.waitOpen('Pick a toy');
    assert.deepEqual(await workbench.quickInput.labels(), ['Ball', 'Ball 2', 'Car', 'Doll']);
    await workbench.quickInput.type('Ball');
    await workbench.quickInput.choose('Ball 2');
    await workbench.toast('Picked Ball 2').waitFor();

    await workbench.runCommand('Toy: Ask');
    await workbench.answerDialog('Throw all away?', 'Throw Away');
    await workbench.toast('Thrown away').waitFor();
  });

  it('reaches into a webview, in every theme, narrow and zoomed', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Toy: Show Page');
    await workbench.webviews.only().getByRole('button', { name: 'Play' }).waitFor();
    const frame = await workbench.webviews.frame('Toys');
    assert.deepEqual(await findBarriers(frame), []);
    await frame.evaluate(() => document.body.append(document.createElement('button')));
    assert.deepEqual(
      (await findBarriers(frame)).map(({ rule }) => rule),
      ['button-name'],
    );
    for (const kind of ['dark', 'light', 'hcDark', 'hcLight'] as const) {
      await workbench.setTheme(kind);
      const themeId = readTheme(kind).data['vscodeThemeId'];
      await waitUntil('the page has the theme', () => frame.evaluate((id) => document.body.dataset['vscodeThemeId'] === id, themeId));
    }
    const room = () => frame.evaluate(() => innerWidth);
    const full = await room();
    await workbench.setZoom(2);
    await waitUntil('the page has half the room', async () => (await room()) < full / 1.5);
    await workbench.setZoom(1);
    // Not to the pixel: VS Code shares out the width anew among the side bars.
    await waitUntil('the page has its room again', async () => (await room()) > full / 1.2);
  });
});
