import { strict as assert } from 'node:assert';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { QuickInput } from '../support/quickInput';
import { makeTemporary } from '../support/temporary';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { openRoadmap, openRoadmapView } from './roadmap';

const COMMAND = 'Backend Roadmap: Scaffold Project';

describe('scaffolding a project', function () {
  this.timeout(180_000);
  let ui: Ui;
  let workbench: Workbench;
  let input: QuickInput;
  /** The folder around the one that is open: where projects are made. */
  let home: string;

  before(async () => {
    home = makeTemporary('scaffold');
    mkdirSync(join(home, 'open'));
    ui = await openRoadmap({ folder: join(home, 'open') });
    ({ workbench } = ui);
    input = workbench.quickInput;
  });
  after(() => ui.close());

  const at = async (title: string, step: string) => input.waitOpen(new RegExp(`^\\s*${title} \\(${step}\\)\\s*$`));
  const value = async () => input.input.inputValue();
  const focused = async () => (await input.widget.locator('.monaco-list-row.focused .label-name').first().innerText()).trim();
  const waitValue = (text: string) => waitUntil(`the input says ${text}`, async () => (await value()) === text);
  const made = (...path: string[]) => join(home, ...path);

  it('asks for project, name, folder, git and what to open, and Back finds every answer again', async () => {
    await workbench.runCommand(COMMAND);
    await at('Scaffold Project', '1/5');
    assert.deepEqual(await input.labels(), ['REST API', 'Authentication System', 'Blog API', 'E-Commerce Backend', 'Real-time Chat', 'URL Shortener']); // prettier-ignore
    await input.choose('Blog API');
    await at('Scaffold Project', '2/5');
    await waitValue('blog-api');
    await input.type('CON');
    await input.message.filter({ hasText: '"CON" is the name of a device on Windows; choose another one.' }).waitFor();
    await input.accept();
    await input.type('a/b');
    await input.message.filter({ hasText: 'A name cannot hold "/"' }).waitFor();
    await input.type('open');
    await input.message.filter({ hasText: `There is a folder of this name in ${home}` }).waitFor();
    await input.type('my blog');
    await input.accept();
    await at('Scaffold Project', '3/5');
    assert.equal(await focused(), home, 'the folder beside what is open');
    await input.button('Back');
    await at('Scaffold Project', '2/5');
    await waitValue('my blog');
    await input.button('Back');
    await at('Scaffold Project', '1/5');
    assert.equal(await focused(), 'Blog API');
    await input.accept();
    await waitValue('my blog');
    await input.accept();
    await at('Scaffold Project', '3/5');
    await input.accept();
    await at('Scaffold Project', '4/5');
    await input.choose(/No Git/);
    await at('Scaffold Project', '5/5');
    await input.button('Back');
    await at('Scaffold Project', '4/5');
    assert.match(await focused(), /No Git/);
    await input.accept();
    await at('Scaffold Project', '5/5');
    await input.choose(/Open Nothing/);
    await workbench.toast(`${made('my blog')} is ready.`).waitFor();
    assert.match(readFileSync(made('my blog', 'README.md'), 'utf8'), /^# my blog\n/);
    assert.match(readFileSync(made('my blog', 'package.json'), 'utf8'), /"name": "my-blog"/);
    assert.deepEqual(readdirSync(home).sort(), ['my blog', 'open']);
    await workbench.clearToasts();
  });

  it('the second time has the last choices ready, names the collisions, and makes another one under another name', async () => {
    writeFileSync(made('my blog', 'README.md'), 'mine');
    await workbench.runCommand(COMMAND);
    await at('Scaffold Project', '1/5');
    assert.equal(await focused(), 'Blog API');
    await input.accept();
    await at('Scaffold Project', '2/5');
    await input.type('my blog');
    await input.message.filter({ hasText: 'you will be asked before anything in it is overwritten' }).waitFor();
    await input.accept();
    await at('Scaffold Project', '3/5');
    assert.equal(await focused(), home);
    await input.accept();
    await at('Scaffold Project', '4/5');
    assert.match(await focused(), /No Git/);
    await input.accept();
    await at('Scaffold Project', '5/5');
    assert.match(await focused(), /Open Nothing/);
    await input.accept();
    await workbench.dialog.filter({ hasText: 'Files that would be overwritten:' }).filter({ hasText: 'README.md' }).waitFor();
    await workbench.answerDialog(`${made('my blog')} is not empty`, 'Another Name');
    await input.waitOpen('Scaffold Project');
    await waitValue('my blog');
    await input.type('my second blog');
    await input.accept();
    await workbench.toast(`${made('my second blog')} is ready.`).waitFor();
    assert.equal(readFileSync(made('my blog', 'README.md'), 'utf8'), 'mine');
    await workbench.clearToasts();
  });

  it('overwrites only after a yes; dismissing the question and cancelling any step leave everything as it is', async () => {
    const before = readdirSync(home);
    for (let steps = 0; steps < 4; steps++) {
      await workbench.runCommand('Backend Roadmap: Scaffold Blog API');
      await at('Scaffold Blog API', '1/4');
      await input.type('my blog');
      for (let step = 0; step < steps; step++) {
        await input.accept();
        await at('Scaffold Blog API', `${step + 2}/4`);
      }
      await input.cancel();
    }
    for (const answer of ['Cancel', 'Overwrite These Files']) {
      await workbench.runCommand('Backend Roadmap: Scaffold Blog API');
      await at('Scaffold Blog API', '1/4');
      await input.type('my blog');
      for (const step of ['2/4', '3/4', '4/4']) {
        await input.accept();
        await at('Scaffold Blog API', step);
      }
      await input.accept();
      if (answer === 'Cancel') assert.equal(readFileSync(made('my blog', 'README.md'), 'utf8'), 'mine');
      await workbench.answerDialog(`${made('my blog')} is not empty`, answer);
    }
    await workbench.toast(`${made('my blog')} is ready.`).waitFor();
    assert.match(readFileSync(made('my blog', 'README.md'), 'utf8'), /^# my blog\n/);
    assert.deepEqual(readdirSync(home), before);
    await workbench.clearToasts();
  });

  it('lets another folder be chosen in the dialog, and comes back when that is dismissed', async () => {
    mkdirSync(made('elsewhere'));
    await workbench.runCommand('Backend Roadmap: Scaffold REST API');
    await at('Scaffold REST API', '1/4');
    await waitValue('rest-api');
    await input.accept();
    await at('Scaffold REST API', '2/4');
    await input.choose(/Choose Another Folder/);
    await input.waitOpen('The Folder in Which the Project Is Made');
    await input.input.press('Escape');
    await at('Scaffold REST API', '2/4');
    await input.choose(/Choose Another Folder/);
    await input.waitOpen('The Folder in Which the Project Is Made');
    await waitValue(`${home}/`);
    await input.choose('elsewhere');
    await waitValue(`${made('elsewhere')}/`);
    await input.widget.getByRole('button', { name: 'Make It Here' }).click();
    await at('Scaffold REST API', '3/4');
    await input.button('Back');
    await at('Scaffold REST API', '2/4');
    assert.equal(await focused(), made('elsewhere'));
    await input.accept();
    await at('Scaffold REST API', '3/4');
    await input.accept();
    await at('Scaffold REST API', '4/4');
    await input.accept();
    await workbench.toast(`${made('elsewhere', 'rest-api')} is ready.`).waitFor();
    await workbench.clearToasts();
  });

  it('shows the repos in the Projects view, with what can be done with them', async () => {
    await workbench.page.locator('.part.sidebar .pane-header', { hasText: 'Projects' }).click();
    const blog = workbench.treeItem('Blog API');
    await workbench.treeItem(/^Blog API, Intermediate, 24 hours, 0 of \d+ topics done, started/).waitFor();
    await workbench.treeItem(/^URL Shortener, Intermediate, 20 hours, 0 of \d+ topics done$/).waitFor();
    await blog.click();
    await workbench.treeItem(/^my second blog, your repo in /).waitFor();
    await workbench.contextMenu(workbench.treeItem('my second blog'), 'Remove Project from List');
    await workbench.toast('my second blog was taken off the list. Its files stay where they are.').waitFor();
    await workbench.treeItem('my second blog').waitFor({ state: 'hidden' });
    assert.ok(readdirSync(made('my second blog')).length > 0);
    await blog.click();
    await workbench.clearToasts();
  });

  it('in the window that opens it, shows the README as a page and points at the first stage', async () => {
    await workbench.rowAction(workbench.treeItem('Blog API'), 'Scaffold Project');
    await at('Scaffold Blog API', '1/4');
    await input.type('third');
    for (const step of ['2/4', '3/4', '4/4']) {
      await input.accept();
      await at('Scaffold Blog API', step);
    }
    await input.choose(/Open Here/);
    await workbench.editorTab('Preview README.md').waitFor({ timeout: 60_000 });
    const stage = workbench.treeItem(/, stage 1 of \d+\b/);
    await stage.waitFor();
    await waitUntil('the first stage is selected', async () => (await stage.getAttribute('aria-selected')) === 'true');
    await workbench.toast('Your project is ready.').getByRole('button', { name: 'Install Dependencies' }).waitFor();
    await workbench.clearToasts();
    await workbench.reload();
    await openRoadmapView(workbench);
    // A later word of the extension: what it said at its start is there by then.
    await workbench.runCommand('Backend Roadmap: Remove Project from List');
    await input.choose('third');
    await workbench.toast('third was taken off the list.').waitFor();
    assert.equal(await workbench.toasts.filter({ hasText: 'Your project is ready.' }).count(), 0, 'a newcomer is welcomed once');
  });
});
