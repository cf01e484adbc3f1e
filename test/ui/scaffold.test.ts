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
    writeFileSync(join(home, 'file'), '');
    ui = await openRoadmap({ folder: join(home, 'open') });
    ({ workbench } = ui);
    input = workbench.quickInput;
  });
  after(() => ui.close());

  const at = async (title: string, step: string) => input.waitOpen(new RegExp(`^\\s*${title} \\(${step}\\)\\s*$`));
  const value = async () => input.input.inputValue();
  const focused = async () => (await input.widget.locator('.monaco-list-row.focused .label-name').first().innerText()).trim();
  const message = (text: string) => input.message.filter({ hasText: text });
  const waitValue = (text: string) => waitUntil(`the input says ${text}`, async () => (await value()) === text);
  const made = (...path: string[]) => join(home, ...path);

  it('asks for project, folder, name, git and what to open, and Back finds every answer again', async () => {
    await workbench.runCommand(COMMAND);
    await at('Scaffold Project', '1/5');
    assert.deepEqual(await input.labels(), ['REST API', 'Authentication System', 'Blog API', 'E-Commerce Backend', 'Real-time Chat', 'URL Shortener']); // prettier-ignore
    await input.choose('Blog API');
    await at('Scaffold Project', '2/5');
    assert.equal(await focused(), home, 'the folder next to what is open');
    await input.accept();
    await at('Scaffold Project', '3/5');
    await waitValue('blog-api');
    await input.type('CON');
    await message('"CON" is reserved on Windows. Choose another name.').waitFor();
    await input.accept();
    await input.type('a/b');
    await message('A name cannot contain "/".').waitFor();
    await input.type('file');
    await message(`${home} already has a file with this name. Choose another name.`).waitFor();
    await input.accept();
    await input.type('open');
    await message(`${home} already has an empty folder with this name. It will be used.`).waitFor();
    await input.type('my blog');
    await input.accept();
    await at('Scaffold Project', '4/5');
    await input.button('Back');
    await at('Scaffold Project', '3/5');
    await waitValue('my blog');
    await input.button('Back');
    await at('Scaffold Project', '2/5');
    assert.equal(await focused(), home);
    await input.button('Back');
    await at('Scaffold Project', '1/5');
    assert.equal(await focused(), 'Blog API');
    await input.accept();
    await at('Scaffold Project', '2/5');
    await input.accept();
    await at('Scaffold Project', '3/5');
    await waitValue('my blog');
    await input.accept();
    await at('Scaffold Project', '4/5');
    await input.choose(/Do Not Use Git/);
    await at('Scaffold Project', '5/5');
    await input.button('Back');
    await at('Scaffold Project', '4/5');
    assert.match(await focused(), /Do Not Use Git/);
    await input.accept();
    await at('Scaffold Project', '5/5');
    assert.deepEqual((await input.labels()).length, 4, 'a window in which something is open has all ways to open a project');
    await input.choose(/Do Not Open/);
    await workbench.toast(`${made('my blog')} is ready.`).waitFor();
    assert.match(readFileSync(made('my blog', 'README.md'), 'utf8'), /^# my blog\n/);
    assert.match(readFileSync(made('my blog', 'package.json'), 'utf8'), /"name": "my-blog"/);
    assert.deepEqual(readdirSync(home).sort(), ['file', 'my blog', 'open']);
    await workbench.clearToasts();
  });

  it('the second time has the last choices ready, and settles a name that is taken before it asks more', async () => {
    writeFileSync(made('my blog', 'README.md'), 'mine');
    await workbench.runCommand(COMMAND);
    await at('Scaffold Project', '1/5');
    assert.equal(await focused(), 'Blog API');
    await input.accept();
    await at('Scaffold Project', '2/5');
    assert.equal(await focused(), home);
    await input.accept();
    await at('Scaffold Project', '3/5');
    await input.type('my blog');
    await message('already has a folder with this name. Press Enter to see which of its files would be overwritten.').waitFor();
    await input.accept();
    await workbench.dialog.filter({ hasText: 'These files would be overwritten:' }).filter({ hasText: 'README.md' }).waitFor();
    await workbench.answerDialog(`${made('my blog')} is not empty`, 'Choose Another Folder');
    await at('Scaffold Project', '2/5');
    await input.accept();
    await at('Scaffold Project', '3/5');
    await waitValue('my blog');
    await input.accept();
    await workbench.answerDialog(`${made('my blog')} is not empty`, 'Choose Another Name');
    await at('Scaffold Project', '3/5');
    await waitValue('my blog');
    await input.type('my second blog');
    await input.accept();
    await at('Scaffold Project', '4/5');
    assert.match(await focused(), /Do Not Use Git/);
    await input.accept();
    await at('Scaffold Project', '5/5');
    assert.match(await focused(), /Do Not Open/);
    await input.accept();
    await workbench.toast(`${made('my second blog')} is ready.`).waitFor();
    assert.equal(readFileSync(made('my blog', 'README.md'), 'utf8'), 'mine');
    await workbench.clearToasts();
  });

  it('overwrites only after a yes; dismissing the question and cancelling any step leave everything as it is', async () => {
    const before = readdirSync(home);
    for (let steps = 1; steps < 4; steps++) {
      await workbench.runCommand('Backend Roadmap: Scaffold Blog API');
      await at('Scaffold Blog API', '1/4');
      for (let step = 1; step < steps; step++) {
        await input.accept();
        await at('Scaffold Blog API', `${step + 1}/4`);
        if (step === 1) await input.type('never');
      }
      await input.cancel();
    }
    for (const answer of ['Cancel', 'Overwrite These Files']) {
      await workbench.runCommand('Backend Roadmap: Scaffold Blog API');
      await at('Scaffold Blog API', '1/4');
      await input.accept();
      await at('Scaffold Blog API', '2/4');
      await input.type('my blog');
      await input.accept();
      if (answer === 'Cancel') assert.equal(readFileSync(made('my blog', 'README.md'), 'utf8'), 'mine');
      await workbench.answerDialog(`${made('my blog')} is not empty`, answer);
    }
    assert.equal(readFileSync(made('my blog', 'README.md'), 'utf8'), 'mine', 'nothing is written before all is answered');
    for (const step of ['3/4', '4/4']) {
      await at('Scaffold Blog API', step);
      await input.accept();
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
    await input.choose(/Choose Another Folder/);
    await input.waitOpen('Choose the Folder in Which to Create the Project');
    await input.input.press('Escape');
    await at('Scaffold REST API', '1/4');
    await input.choose(/Choose Another Folder/);
    await input.waitOpen('Choose the Folder in Which to Create the Project');
    await waitValue(`${home}/`);
    await input.choose('elsewhere');
    await waitValue(`${made('elsewhere')}/`);
    await input.widget.getByRole('button', { name: 'Create Project Here' }).click();
    await at('Scaffold REST API', '2/4');
    await waitValue('rest-api');
    await input.button('Back');
    await at('Scaffold REST API', '1/4');
    assert.equal(await focused(), made('elsewhere'));
    await input.accept();
    await at('Scaffold REST API', '2/4');
    await input.accept();
    await at('Scaffold REST API', '3/4');
    await input.accept();
    await at('Scaffold REST API', '4/4');
    await input.accept();
    await workbench.toast(`${made('elsewhere', 'rest-api')} is ready.`).waitFor();
    await workbench.clearToasts();
  });

  it('shows the repos in the Projects view, with what can be done with them', async () => {
    const blog = workbench.treeItem('Blog API');
    await workbench.treeItem(/^Blog API, Intermediate, 24 hours, 0 of \d+ topics completed, started/).waitFor();
    await workbench.treeItem(/^URL Shortener, Intermediate, 20 hours, 0 of \d+ topics completed$/).waitFor();
    await blog.click();
    await workbench.treeItem(/^my second blog, your project in /).waitFor();
    await workbench.contextMenu(workbench.treeItem('my second blog'), 'Remove Project from List');
    await workbench.toast('my second blog was removed from the list. Its files stay where they are.').waitFor();
    await workbench.treeItem('my second blog').waitFor({ state: 'hidden' });
    assert.ok(readdirSync(made('my second blog')).length > 0);
    await blog.click();
    await workbench.clearToasts();
  });

  it('in the window that opens it, shows README and first stage side by side, installs what is needed, and says nothing on top', async () => {
    await workbench.contextMenu(workbench.treeItem('Blog API'), 'Scaffold Project');
    await at('Scaffold Blog API', '1/4');
    await input.choose(home);
    await at('Scaffold Blog API', '2/4');
    await input.type('third');
    for (const step of ['3/4', '4/4']) {
      await input.accept();
      await at('Scaffold Blog API', step);
    }
    await input.choose(/Open in This Window/);
    await workbench.editorTab('[Preview] README.md').waitFor({ timeout: 60_000 });
    const stage = workbench.treeItem(/, Stage 1\b/);
    await stage.waitFor();
    await waitUntil('the first stage is selected', async () => (await stage.getAttribute('aria-selected')) === 'true');
    const tab = workbench.editorTab('Register and log in');
    await tab.waitFor();
    const left = async (title: string) => (await workbench.editorTab(title).boundingBox())?.x ?? 0;
    assert.ok(
      (await left('Register and log in')) > (await left('[Preview] README.md')) + 100,
      'the stage is in a column of its own, to the right',
    );
    await workbench.runCommand('Go to File...');
    await input.type('server.ts');
    await input.choose('server.ts');
    await workbench.editorTab('server.ts').waitFor();
    assert.ok(
      (await left('server.ts')) < (await left('Register and log in')) - 100,
      'code opens on the left, and the stage stays in sight',
    );
    const page = await workbench.webviews.frame('Register and log in');
    await page.getByRole('button', { name: 'Installing Dependencies…' }).waitFor();
    await workbench.page.locator('.part.panel').getByText('Install dependencies of third').first().waitFor();
    await page.getByRole('button', { name: 'Check Stage 1', exact: true }).waitFor({ timeout: 120_000 });
    assert.ok(readdirSync(made('third', 'node_modules')).includes('express'));
    assert.equal(await workbench.toasts.count(), 0, 'all there is to say can be seen');
    await workbench.reload();
    await openRoadmapView(workbench);
    // A later word of the extension: what it does at its start is done by then.
    await workbench.runCommand('Backend Roadmap: Remove Project from List');
    await input.choose('third');
    await workbench.toast('third was removed from the list.').waitFor();
    assert.equal(
      await workbench.page.locator('.part.panel').getByText('Install dependencies of third').count(),
      0,
      'a newcomer arrives once',
    );
  });
});
