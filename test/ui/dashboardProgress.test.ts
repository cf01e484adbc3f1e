/** Progress on the dashboard, in the sidebar and in the status bar: one truth, whichever way it changes. */
import { strict as assert } from 'node:assert';
import type { Frame } from 'playwright-core';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { dashboardFrame, node, openDashboard, TITLE, waitForProgress, waitForTopic } from './dashboard';
import { isTicked, resetAll, shareRoadmap, tick, waitForCount, waitForStatus, waitForTopic as waitForRow } from './roadmap';
import { sharesWindow } from './sharedWindow';

describe('the dashboard and the sidebar', function () {
  this.timeout(120_000);
  sharesWindow(this);
  let ui: Ui;
  let workbench: Workbench;
  let frame: Frame;

  before(async () => {
    ui = await shareRoadmap();
    workbench = ui.workbench;
  });
  after(() => ui.close());

  const announced = (text: string) => frame.locator('[data-announcer]', { hasText: text }).waitFor();
  const focusedTopic = () => frame.evaluate(() => document.activeElement?.closest('.stop')?.querySelector('.title')?.textContent ?? '');
  const waitForFocus = (title: string) =>
    waitUntil(
      `the focus is on ${title}`,
      async () => (await focusedTopic()) === title && (await frame.evaluate(() => document.hasFocus())),
    );
  /** The page has the focus before a key is pressed: it may still be elsewhere in the window. */
  const focus = async (title: string) => {
    await waitUntil(`${title} has the focus`, async () => {
      await node(frame, title).focus();
      return (await focusedTopic()) === title && (await frame.evaluate(() => document.hasFocus()));
    });
  };

  it('opens from the title of the view, and again only reveals', async () => {
    // Its buttons show when the pointer is over it. VS Code names it after the view or after the container.
    const title = workbench.page.locator('.part.sidebar .pane-header').first();
    await title.hover();
    await title.getByRole('button', { name: 'Open Roadmap' }).click();
    frame = await dashboardFrame(workbench);
    await workbench.runCommand('Backend Roadmap: Open Roadmap');
    assert.equal(await workbench.editorTab(TITLE).count(), 1);
  });

  it('a click completes a topic here, in the tree and in the status bar, and a second click takes it back', async () => {
    await node(frame, 'HTTP and HTTPS').click();
    await waitForTopic(frame, 'HTTP and HTTPS', 'completed');
    assert.equal(await node(frame, 'HTTP and HTTPS').getAttribute('aria-pressed'), 'true');
    await waitForStatus(workbench, '1/20');
    await waitForCount(workbench, 'Internet Fundamentals', '1/2');
    assert.equal(await isTicked(workbench, 'HTTP and HTTPS'), true);
    await waitForProgress(frame, '1/20 completed');
    await announced('HTTP and HTTPS: completed');
    await node(frame, 'HTTP and HTTPS').click();
    await waitForStatus(workbench, '0/20');
    await waitForTopic(frame, 'HTTP and HTTPS', 'not started');
    await waitForCount(workbench, 'Internet Fundamentals', '0/2');
  });

  it('a tick in the tree lights up here, with its section, its links and its projects', async () => {
    await tick(workbench, 'HTTP and HTTPS');
    await waitForTopic(frame, 'HTTP and HTTPS', 'completed');
    assert.equal(await frame.locator('[data-section="internet-fundamentals"] [data-section-count]').innerText(), '1/2');
    assert.equal(await frame.locator('#project-rest-api [data-project-text]').innerText(), '1 of 7 topics completed');
    for (const part of ['.responsibilities', '#project-rest-api']) {
      await frame.locator(`${part} .topic-link[data-status="done"]`, { hasText: 'HTTP and HTTPS' }).waitFor();
    }
    await tick(workbench, 'How the Internet Works');
    await frame.locator('[data-milestone="internet-fundamentals"][data-lit="true"]').waitFor();
    await announced('Milestone reached: You understand how the web works!');
    await frame.getByRole('button', { name: 'Continue with Language and Runtime' }).waitFor();
    await frame.locator('#topic-language-and-runtime[data-next="true"]').waitFor();
    await resetAll(workbench);
    await waitForTopic(frame, 'HTTP and HTTPS', 'not started');
  });

  it('the keyboard alone: one stop in the tab order, arrows along the path, D, L, S, R, Space and Enter', async () => {
    assert.equal(await frame.locator('.node[tabindex="0"]').count(), 1);
    await focus('How the Internet Works');
    const { keyboard } = workbench.page;
    await keyboard.press('ArrowRight');
    await waitForFocus('HTTP and HTTPS');
    await keyboard.press('ArrowDown');
    await waitForFocus('Language and Runtime');
    await keyboard.press('ArrowUp');
    await keyboard.press('End');
    await waitForFocus('Monitoring and Scaling');
    await keyboard.press('Home');
    await waitForFocus('How the Internet Works');
    for (const [key, status] of [
      ['d', 'completed'],
      ['l', 'in progress'],
      ['s', 'skipped'],
      ['r', 'not started'],
      ['Space', 'completed'],
      ['Enter', 'not started'],
    ] as const) {
      await keyboard.press(key);
      await waitForTopic(frame, 'How the Internet Works', status);
      // What the page shows at once, the host has heard when the tree shows it too.
      await waitForRow(workbench, 'How the Internet Works', status);
    }
    await waitForStatus(workbench, '0/20');
    assert.equal(await frame.locator('.node[tabindex="0"]').count(), 1);
  });

  it('what was on its way when a key was pressed does not bring back what was before', async () => {
    const title = 'How the Internet Works';
    await frame.evaluate(() =>
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (JSON.stringify(event.data).includes('"data-live":"topic:how-the-internet-works"')) Object.assign(globalThis, { latest: event });
      }),
    );
    await focus(title);
    await workbench.page.keyboard.press('d');
    await waitForRow(workbench, title, 'completed');
    await frame.waitForFunction('globalThis.latest');
    const labels = await node(frame, title).evaluate((button) => {
      const { latest } = globalThis as unknown as { latest: MessageEvent };
      button.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true }));
      window.dispatchEvent(new MessageEvent('message', { data: latest.data as unknown }));
      const skipped = button.getAttribute('aria-label');
      (button as HTMLElement).click();
      return [skipped, button.getAttribute('aria-label')];
    });
    assert.match(labels[0] ?? '', /^How the Internet Works, skipped, /);
    assert.match(labels[1] ?? '', /^How the Internet Works, completed, /);
    await waitForRow(workbench, title, 'completed');
    await workbench.page.keyboard.press('r');
    await waitForTopic(frame, title, 'not started');
    await waitForStatus(workbench, '0/20');
  });

  it('arrows lead from the first topic to the last and back, whichever way the rows run', async () => {
    const { keyboard } = workbench.page;
    await focus('How the Internet Works');
    for (let step = 0; step < 19; step++) await keyboard.press('ArrowDown');
    await waitForFocus('Monitoring and Scaling');
    for (let step = 0; step < 19; step++) await keyboard.press('ArrowUp');
    await waitForFocus('How the Internet Works');
    // Left and Right lead where they point, as far as the path does.
    await focus('REST API Design');
    const x = () => frame.evaluate(() => document.activeElement?.querySelector('.disc')?.getBoundingClientRect().x ?? 0);
    const before = await x();
    await keyboard.press('ArrowLeft');
    assert.ok((await x()) <= before, `${await x()} is not to the left of ${before}`);
  });

  it('the menu of a topic, by mouse and by keyboard', async () => {
    const { keyboard } = workbench.page;
    const menu = frame.getByRole('menu');
    await node(frame, 'Caching').hover();
    await frame.getByRole('button', { name: 'More Actions for Caching' }).click();
    assert.deepEqual(
      (await menu.locator('button:visible span').allInnerTexts()).map((text) => text.trim()),
      [
        ...['Completed', 'In Progress', 'Skipped', 'Reset', 'Open Lesson', 'Take the Quiz', 'Open Note'],
        ...['Practice in E-Commerce Backend', 'Practice in URL Shortener'],
      ],
    );
    await menu.getByRole('menuitemradio', { name: 'Skipped' }).click();
    await waitForTopic(frame, 'Caching', 'skipped');
    await menu.waitFor({ state: 'hidden' });

    await focus('Caching');
    await keyboard.press('m');
    await menu.waitFor();
    assert.equal(await menu.getByRole('menuitemradio', { name: 'Skipped' }).getAttribute('aria-checked'), 'true');
    await keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    await waitForFocus('Caching');

    await keyboard.press('m');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await waitForTopic(frame, 'Caching', 'in progress');
    await node(frame, 'Caching').click({ button: 'right' });
    await menu.getByRole('menuitem', { name: 'Reset' }).click();
    await waitForTopic(frame, 'Caching', 'not started');
  });

  it('links, Start and the menu lead to the lesson', async () => {
    await frame.getByRole('button', { name: 'Start with How the Internet Works' }).click();
    await workbench.editorTab('How the Internet Works').waitFor();
    frame = await openDashboard(workbench);
    await frame.locator('.responsibilities').getByRole('link', { name: 'Testing and Debugging' }).click();
    await workbench.editorTab('Testing and Debugging').waitFor();
    frame = await openDashboard(workbench);
    await focus('Git Fundamentals');
    await workbench.page.keyboard.press('m');
    await frame.getByRole('menuitem', { name: 'Open Lesson' }).click();
    await workbench.editorTab('Git Fundamentals').waitFor();
    frame = await openDashboard(workbench);
    await frame.getByRole('link', { name: 'Open Lesson: Collaborating on Code' }).click();
    await workbench.editorTab('Collaborating on Code').waitFor();
  });

  it('the menu leads to the stage that practises a topic', async () => {
    frame = await openDashboard(workbench);
    await focus('Caching');
    await workbench.page.keyboard.press('m');
    await frame.getByRole('menuitem', { name: 'Practice in URL Shortener' }).click();
    await workbench.editorTab('Serve popular links from memory').waitFor();
  });

  it('a page that was hidden is up to date when it is seen again', async () => {
    await tick(workbench, 'Caching');
    await waitForStatus(workbench, '1/20');
    frame = await openDashboard(workbench);
    await waitForTopic(frame, 'Caching', 'completed');
    await waitForProgress(frame, '1/20 completed');
  });

  it('filters, a level, questions, pace and place survive a reload of the window', async () => {
    await frame.getByRole('radio', { name: 'India' }).check({ force: true });
    await frame.locator('.chart[data-country="us"]').waitFor({ state: 'hidden' });
    await frame.getByRole('button', { name: /^Junior/ }).click();
    await frame.locator('.chart[data-country="in"] .level[aria-pressed="true"] .here', { hasText: 'You are here' }).waitFor();
    await frame.locator('[data-filter="tag"]', { hasText: 'Redis' }).click();
    await frame.locator('[data-project-count]', { hasText: '3 projects match' }).waitFor();
    await frame.locator('[data-filter="level"]', { hasText: 'Advanced' }).click();
    await frame.locator('[data-project-count]', { hasText: '2 projects match' }).waitFor();
    await frame.getByText('Do I need a computer science degree?').click();
    await frame.locator('[data-pace]').fill('20');
    await frame.locator('[data-pace-sentence]', { hasText: 'At 20 hours a week' }).waitFor();
    const question = frame.locator('details[data-question="degree"]');
    await question.evaluate((element) => element.scrollIntoView({ behavior: 'instant', block: 'center' }));
    const scroll = await frame.evaluate(() => Math.round(window.scrollY));
    // VS Code's own way, which keeps the state of its editors at once: left alone, it does so every five seconds.
    await workbench.reloadWindow();
    frame = await dashboardFrame(workbench);
    await frame.locator('details[data-question="degree"][open]').waitFor();
    await waitForTopic(frame, 'Caching', 'completed');
    assert.equal(await frame.locator('.project:visible').count(), 2);
    assert.equal(await frame.getByRole('radio', { name: 'India' }).isChecked(), true);
    await frame.locator('.level[aria-pressed="true"]', { hasText: 'Junior' }).waitFor();
    assert.equal(await frame.locator('[data-pace-hours]').innerText(), '20 hours a week');
    await waitUntil('the page is where it was', async () => Math.abs((await frame.evaluate(() => window.scrollY)) - scroll) < 5);
    await frame.getByRole('button', { name: 'Clear Filters' }).click();
    assert.equal(await frame.locator('.project:visible').count(), 6);
  });

  it('a project of the Projects view leads to its card, and the call to action scaffolds the first one', async () => {
    const waitForCard = (id: string) =>
      waitUntil(`the card of ${id} is in sight and focused`, () =>
        frame.evaluate((project) => {
          const card = document.activeElement?.closest(`#project-${project}`)?.getBoundingClientRect();
          return card !== undefined && card.top >= 0 && card.bottom <= window.innerHeight + 1;
        }, id),
      );
    await frame.getByRole('button', { name: 'Build the First Project' }).click();
    await workbench.quickInput.waitOpen(/Scaffold REST API/);
    await workbench.page.keyboard.press('Escape');
    await workbench.contextMenu(workbench.treeItem('URL Shortener'), 'Show Project on the Roadmap');
    await waitForCard('url-shortener');
  });

  it('finds text in the page with the find widget', async () => {
    await frame.locator('h1').click();
    await workbench.page.keyboard.press('Control+f');
    await workbench.page.locator('.webview-find-widget .find-part, .simple-find-part.visible').first().waitFor();
    await workbench.page.keyboard.press('Escape');
  });
});
