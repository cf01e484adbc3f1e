/** A project as a person builds it: scaffold, install, check, read the failure, paste the fix, check, and see the proof. */
import { strict as assert } from 'node:assert';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QuickInput } from '../support/quickInput';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { dashboardFrame, node, openDashboard } from './dashboard';
import { openRoadmap, openRoadmapView } from './roadmap';

/** What the learner adds to `src/todos/routes.ts` for the second stage. */
const FIX = `  router.get('/:id', async (request, response) => {
    const todo = (await todos.list()).find(({ id }) => id === request.params.id);
    if (todo === undefined) throw new HttpError(404, 'There is no todo with this id.');
    response.json(todo);
  });

  return router;`;

describe('checking a project', function () {
  this.timeout(300_000);
  let ui: Ui;
  let workbench: Workbench;
  let input: QuickInput;
  let repo: string;

  before(async () => {
    const home = mkdtempSync(join(tmpdir(), 'backend-roadmap-check-ui-'));
    mkdirSync(join(home, 'open'));
    repo = join(home, 'rest-api');
    ui = await openRoadmap({ folder: join(home, 'open'), browser: { viewport: { width: 1600, height: 1400 } } });
    ({ workbench } = ui);
    input = workbench.quickInput;
  });
  after(() => ui.close());

  const check = async () => {
    await workbench.runCommand('Backend Roadmap: Check');
  };
  const checking = () => workbench.statusItem('backend-roadmap.backend-roadmap.checks');
  const stageFrame = async (title: string) =>
    waitUntil(`the page of ${title} is there`, async () => {
      const frame = await workbench.webviews.frame(title);
      return (await frame.locator('main').isVisible()) ? frame : undefined;
    });
  const isProven = async (topic: string) => {
    const frame = await dashboardFrame(workbench);
    return (await node(frame, topic).getAttribute('aria-label'))?.includes(', proven') === true;
  };

  const installed = () =>
    waitUntil('npm has installed', () => Promise.resolve(existsSync(join(repo, 'node_modules/.package-lock.json'))), 120_000);

  it('scaffolds REST API and opens it here', async () => {
    await workbench.runCommand('Backend Roadmap: Scaffold REST API');
    for (const step of ['1/4', '2/4', '3/4']) {
      await input.waitOpen(new RegExp(`^\\s*Scaffold REST API \\(${step}\\)\\s*$`));
      await input.accept();
    }
    await input.waitOpen(/^\s*Scaffold REST API \(4\/4\)\s*$/);
    await input.choose(/Open in This Window/);
    await workbench.editorTab('[Preview] README.md').waitFor({ timeout: 60_000 });
    assert.ok(existsSync(join(repo, '.backend-roadmap.json')));
    await installed();
  });

  it('is asked before a command runs once the project is not as it was created, and nothing runs without a yes', async () => {
    appendFileSync(join(repo, '.gitignore'), '*.log\n');
    await check();
    await workbench.dialog.filter({ hasText: 'npm start' }).filter({ hasText: repo }).waitFor();
    await workbench.answerDialog(/A check runs this command of rest-api: npm start/, 'Cancel');
    rmSync(join(repo, 'node_modules'), { recursive: true });
    assert.equal(await workbench.toasts.count(), 0);
  });

  it('is told that the dependencies are missing, and installs them by the button', async () => {
    await check();
    await workbench.answerDialog(/A check runs this command/, 'Run and Check');
    await workbench.clickToast(/The dependencies are not installed \(express, tsx, zod\)/, 'Install Dependencies');
    await installed();
  });

  it('finds on the page of a stage that they are missing again, and installs them there', async () => {
    const page = await stageFrame('Start it, list todos and create one');
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await button('Check Stage 1').waitFor();
    rmSync(join(repo, 'node_modules'), { recursive: true });
    await page.getByText('Dependencies are not installed.', { exact: true }).waitFor();
    assert.equal(await button('Check Stage 1').count(), 0);
    await button('Install Dependencies').click();
    await button('Installing Dependencies…').waitFor();
    await button('Check Stage 1').waitFor({ timeout: 120_000 });
    await installed();
    assert.equal(await workbench.toasts.count(), 0, 'the page says it all');
  });

  it('passes the first stage with the repo as it is, without being asked again, and goes on to the next', async () => {
    await check();
    const first = await stageFrame('Start it, list todos and create one');
    await first.getByRole('button', { name: 'Next: Read one todo' }).click({ timeout: 60_000 });
    assert.equal(await workbench.toasts.count(), 0, 'the page says it already');
    const page = await stageFrame('Read one todo');
    await page.getByRole('heading', { name: 'Read one todo', level: 1 }).waitFor();
    assert.deepEqual(await page.getByText('1 of 8 stages passed').count(), 1);
    await openDashboard(workbench);
    await waitUntil('the dashboard shows the proof', () => isProven('HTTP and HTTPS'));
    assert.equal(await isProven('REST API Design'), false);
  });

  it('sees at once that something is checked, in the status bar, in the Projects view and on the page, and cancels it', async () => {
    await openRoadmapView(workbench);
    // The Projects view has the room alone: no row is below another one that sticks to its top.
    const roadmap = workbench.page.locator('.part.sidebar .pane-header').filter({ hasText: /^\s*Roadmap/ });
    await roadmap.click({ position: { x: 24, y: 10 } });
    await workbench.treeItem(/^rest-api, your project in /).waitFor();
    // It takes its time, so that nobody has to be quicker than it.
    const server = join(repo, 'src/server.ts');
    const source = readFileSync(server, 'utf8');
    const begin = 'async function main(): Promise<void> {';
    assert.ok(source.includes(begin));
    writeFileSync(server, source.replace(begin, `${begin}\n  await new Promise((resolve) => setTimeout(resolve, 25_000));`));
    await workbench.editorTab('Read one todo').click();
    const page = await stageFrame('Read one todo');
    const cancel = page.getByRole('button', { name: 'Cancel Check' });
    await page.getByRole('button', { name: 'Check Stage 2', exact: true }).click();
    await Promise.all([
      checking().filter({ hasText: 'Checking REST API' }).waitFor(),
      workbench.treeItem(/^rest-api, your project in .*, checking/).waitFor(),
      page
        .getByText(/^Checking REST API/)
        .first()
        .waitFor(),
      cancel.waitFor(),
    ]);
    await cancel.click();
    await checking().waitFor({ state: 'hidden', timeout: 30_000 });
    await page.getByRole('button', { name: 'Check Stage 2', exact: true }).waitFor();
    await workbench.treeItem(/^rest-api, your project in .*, 1 of 8 stages passed/).waitFor();

    await page.getByRole('button', { name: 'Check Stage 2', exact: true }).click();
    await workbench.rowAction(workbench.treeItem(/^rest-api, your project in .*, checking/), 'Cancel Check');
    await checking().waitFor({ state: 'hidden', timeout: 30_000 });

    await page.getByRole('button', { name: 'Check Stage 2', exact: true }).click();
    await checking().click();
    await input.choose(/Cancel Check/);
    await checking().waitFor({ state: 'hidden', timeout: 30_000 });
    await page.getByText('Not checked yet.').waitFor();
    writeFileSync(server, source);
    await roadmap.click({ position: { x: 24, y: 10 } });
  });

  it('fails the second, and the Test Explorer shows each expectation as a sentence', async () => {
    await workbench.editorTab('Read one todo').click();
    const page = await stageFrame('Read one todo');
    await page.getByRole('button', { name: 'Check Stage 2', exact: true }).click();
    const sentence = /The answer to GET \/todos\/[0-9a-f-]+ should have status 200 OK, but has 404 Not Found\./;
    await page.getByText(sentence).first().waitFor({ timeout: 60_000 });
    await checking().waitFor({ state: 'hidden' });
    assert.equal(await workbench.toasts.count(), 0, 'the page says it already');

    await workbench.runCommand('Testing: Focus on Test Explorer View');
    for (const [row, inside] of [
      [/^rest-api/, /^Read one todo/],
      [/^Read one todo/, /^GET \/todos\/:id answers 200 with that todo.*Failed/],
    ] as const) {
      // Again when the tree was drawn anew between the click and the key.
      await waitUntil(`${row.source} is unfolded`, async () => {
        await workbench.treeItem(row).locator('.label').first().click();
        await workbench.page.keyboard.press('ArrowRight');
        await workbench.treeItem(inside).first().waitFor({ timeout: 2_000 });
        return true;
      });
    }
    await workbench.treeItem(/^GET \/todos\/:id answers 404 when there is no such todo.*Passed/).waitFor();
  });

  it('pastes the fix and passes', async () => {
    const file = join(repo, 'src/todos/routes.ts');
    await workbench.runCommand('Go to File...');
    await input.type('src/todos/routes.ts');
    await input.choose('routes.ts');
    await workbench.editorTab('routes.ts').waitFor();
    const source = readFileSync(file, 'utf8');
    const fixed = `import { HttpError } from '../http/errors.ts';\n${source.replace(/\n {2}return router;/, `\n${FIX}`)}`;
    await workbench.page.locator('.part.editor .monaco-editor .view-lines').first().click();
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.evaluate((text) => navigator.clipboard.writeText(text), fixed);
    await workbench.page.keyboard.press('Control+V');
    // The editor's title has the button; the file is saved by the check.
    await workbench.page.locator('.part.editor').getByRole('button', { name: 'Check', exact: true }).click();
    const page = await stageFrame('Read one todo');
    await page.getByRole('strong').filter({ hasText: 'Passed: 3 of 3 checks' }).waitFor({ timeout: 60_000 });
    assert.equal(readFileSync(file, 'utf8'), fixed);
    assert.equal(await workbench.toast('Passed: Read one todo.').count(), 0, 'the page stands beside the code');
    await workbench.page.locator('.part.statusbar').getByText('Passed: Read one todo.').waitFor();
    await page.getByRole('button', { name: 'Mark 3 Topics as Completed' }).click();
  });

  it('debugs the stage from its page: the program stands at a breakpoint, and goes on to a pass', async () => {
    await workbench.editorTab('routes.ts').click();
    const line = readFileSync(join(repo, 'src/todos/routes.ts'), 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('todo === undefined'));
    await workbench.runCommand('Go to Line/Column...');
    await input.type(`:${line + 1}`);
    await input.accept();
    await workbench.page.locator('.monaco-editor.focused').waitFor();
    await workbench.page.keyboard.press('F9');
    await workbench.page.locator('.codicon-debug-breakpoint').first().waitFor();
    const page = await stageFrame('Read one todo');
    await page.getByRole('button', { name: 'Debug This Stage', exact: true }).click();
    await workbench.page.locator('.monaco-editor .debug-top-stack-frame-line').first().waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Cancel Check' }).waitFor();
    await page.getByRole('strong').filter({ hasText: 'Checking REST API: Stage 2, Read one todo' }).waitFor();
    await workbench.runCommand('Remove All Breakpoints');
    await workbench.runCommand('Debug: Continue');
    await checking().waitFor({ state: 'hidden', timeout: 60_000 });
    await workbench.page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
    await page.getByRole('strong').filter({ hasText: 'Passed: 3 of 3 checks' }).waitFor();
    assert.equal(await workbench.toasts.count(), 0);
  });

  it('sees the proof in the tree and the dashboard, the topics ticked, and the stage passed in the Projects view', async () => {
    await openRoadmapView(workbench);
    await workbench.treeItem(/^HTTP and HTTPS, completed.*proven/).waitFor();
    await workbench.treeItem(/^REST API Design, completed.*proven/).waitFor();
    await openDashboard(workbench);
    await waitUntil('the dashboard shows the proof', () => isProven('REST API Design'));
    // It is open since the repo was opened.
    await workbench.treeItem(/^Read one todo, Stage 2, passed/).waitFor();
  });

  it('is told of a regression when an earlier stage breaks', async () => {
    const file = join(repo, 'src/app.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace(`{ status: 'ok' }`, `{ status: 'fine' }`));
    await workbench.runCommand('Backend Roadmap: Check');
    await workbench.toast(/Start it, list todos and create one no longer passes\./).waitFor({ timeout: 60_000 });
    await workbench.clearToasts();
  });

  it('is checked again at each save, while that is switched on, and is not interrupted by it', async () => {
    await workbench.runCommand('Test: Start Continuous Run');
    await workbench.runCommand('Go to File...');
    await input.type('src/app.ts');
    await input.choose('app.ts');
    await workbench.editorTab('app.ts').waitFor();
    const mended = readFileSync(join(repo, 'src/app.ts'), 'utf8').replace(`{ status: 'fine' }`, `{ status: 'ok' }`);
    await workbench.page.locator('.part.editor .monaco-editor .view-lines').first().click();
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.evaluate((text) => navigator.clipboard.writeText(text), mended);
    await workbench.page.keyboard.press('Control+V');
    await workbench.page.keyboard.press('Control+S');
    await workbench.treeItem(/^Start it, list todos and create one, Stage 1, passed/).waitFor({ timeout: 60_000 });
    // And when somebody else changes a file, as git does.
    const app = join(repo, 'src/app.ts');
    writeFileSync(app, mended.replace(`{ status: 'ok' }`, `{ status: 'fine' }`));
    await workbench.treeItem(/^Start it, list todos and create one, Stage 1, failed/).waitFor({ timeout: 60_000 });
    writeFileSync(app, mended);
    await workbench.treeItem(/^Start it, list todos and create one, Stage 1, passed/).waitFor({ timeout: 60_000 });
    assert.equal(await workbench.toasts.filter({ hasText: 'Start it' }).count(), 0);
    await workbench.runCommand('Test: Stop Continuous Run');
  });

  it('finds all of it again after a reload, and the solution only for those who may see it', async () => {
    await workbench.reload();
    await openRoadmapView(workbench);
    // The project of this folder is unfolded.
    await workbench.treeItem(/^Start it, list todos and create one, Stage 1, passed/).waitFor();
    await workbench.treeItem(/^Read one todo, Stage 2, passed/).click();
    const page = await stageFrame('Read one todo');
    await page.getByText('Checked on').waitFor();
    const file = join(repo, 'src/app.ts');
    writeFileSync(file, `${readFileSync(file, 'utf8')}// changed\n`);
    await page.getByText('Files changed since').waitFor();
    await page.getByRole('button', { name: 'Compare with Solution of Stage 2' }).click();
    await input.waitOpen('Compare with Solution: Read one todo');
    // Of this stage, then the file of the starter that was changed; of the finished project there would be twenty.
    assert.deepEqual(await input.labels(), [
      'src/todos/memoryRepository.ts',
      'src/todos/repository.ts',
      'src/todos/routes.ts',
      'README.md',
      'requests.http',
      'test/http.test.ts',
      'test/support/testApp.ts',
      'test/todos.test.ts',
      'src/app.ts',
    ]);
    await input.choose('src/todos/routes.ts');
    await workbench.editorTab('routes.ts (yours ↔ solution)').waitFor();
    await workbench.runCommand('Backend Roadmap: Export Certificate');
    await workbench.toast(/The certificate of rest-api comes with its last stage: \d of 8 stages have passed\./).waitFor();
  });
});
