import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lookFor, pathFolders } from '../../src/devServices/programs/serverProcess';
import { freePort } from '../support/ports';
import { makeTemporary } from '../support/temporary';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import { openRoadmap } from './roadmap';

const SERVICES = 'backend-roadmap.backend-roadmap.services';

/** What the learner's program does: it notes where it was told that Redis is, and runs until a file says with what to end. */
const PROGRAM = `const { existsSync, readFileSync, writeFileSync } = require('node:fs');
writeFileSync('seen.txt', String(process.env.REDIS_URL));
setInterval(() => existsSync('end.txt') && process.exit(Number(readFileSync('end.txt', 'utf8'))), 100);`;

describe('Start Project', function () {
  this.timeout(120_000);
  let ui: Ui;
  let folder = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backend roadmap project-'));
    const project = { project: 'url-shortener', start: 'node program.cjs', services: ['redis'] };
    await writeFile(join(folder, '.backend-roadmap.json'), JSON.stringify(project));
    await writeFile(join(folder, 'program.cjs'), PROGRAM);
    ui = await openRoadmap({ folder });
  });
  after(() => ui.close());

  /** Whether something listens there. */
  const answers = (url: string): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });

  /** The address that the program was told, once it runs. */
  const seenUrl = async (): Promise<string> => {
    const seen = join(folder, 'seen.txt');
    const url = await waitUntil('the program has run', () => Promise.resolve(existsSync(seen) ? readFileSync(seen, 'utf8') : ''), 60_000);
    await rm(seen);
    return url;
  };

  /** What the terminal says: it is drawn as a picture, so that it is copied as a person would. */
  async function terminalText(): Promise<string> {
    const { workbench } = ui;
    await workbench.runCommand('Terminal: Select All');
    await workbench.runCommand('Terminal: Copy Selection');
    return waitUntil('it is on the clipboard', async () => {
      const text = await workbench.page.evaluate(() => navigator.clipboard.readText());
      return text.includes('> node program.cjs') ? text : undefined;
    });
  }

  it('starts the service, hands its address to the program, says so plainly, and stops it', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Backend Roadmap: Start Project');
    await workbench.answerDialog(/Starting .* runs this command: node program\.cjs/, 'Start');
    const item = workbench.statusItem(SERVICES);
    await item.waitFor();
    const label = await item.locator('[aria-label]').first().getAttribute('aria-label');
    const isInstalled = lookFor(['redis-server', 'valkey-server'], pathFolders()) !== undefined;
    assert.match(
      label ?? '',
      isInstalled ? /Redis: \w+-server [\d.]+ from \/.* \(data in \.data\/\w+-\d+/ : /Redis: built-in stand-in \(no redis-server/,
    );
    const url = await seenUrl();
    assert.match(url, /^redis:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(await answers(url), true);
    const [first = '', second] = (await terminalText()).split(/\r?\n/).map((line) => line.trimEnd());
    assert.match(first, /^Redis: /);
    assert.ok(label?.includes(first), `the terminal says first which service it is: ${first}`);
    assert.equal(second, '> node program.cjs');

    await workbench.runCommand('Backend Roadmap: Stop Projects');
    await item.waitFor({ state: 'hidden' });
    await waitUntil('nothing answers any more', async () => !(await answers(url)));
  });

  it('says when the program has failed, and ends the service with it', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Backend Roadmap: Start Project');
    const url = await seenUrl();
    await writeFile(join(folder, 'end.txt'), '7');
    await workbench.toast(/^backend roadmap project-\w+ stopped with exit code 7\. Its terminal shows why\./).waitFor();
    await workbench.statusItem(SERVICES).waitFor({ state: 'hidden' });
    await waitUntil('nothing answers any more', async () => !(await answers(url)));
    await workbench.clearToasts();
  });

  it('is done by F5 as well: the program finds its service, which ends with the debugger', async () => {
    const { workbench } = ui;
    await mkdir(join(folder, '.vscode'));
    const launch = { name: 'Start and Debug', type: 'node', request: 'launch', program: '${workspaceFolder}/program.cjs' };
    await writeFile(join(folder, '.vscode/launch.json'), JSON.stringify({ configurations: [launch] }));
    await rm(join(folder, 'end.txt'), { force: true });
    await workbench.page.keyboard.press('F5');
    const url = await seenUrl();
    assert.equal(await answers(url), true);
    await workbench.statusItem(SERVICES).waitFor();
    await workbench.page.locator('.debug-toolbar').waitFor();
    await workbench.page.keyboard.press('Shift+F5');
    await workbench.statusItem(SERVICES).waitFor({ state: 'hidden' });
    await waitUntil('nothing answers any more', async () => !(await answers(url)));

    await workbench.page.keyboard.press('F5');
    assert.equal(await answers(await seenUrl()), true);
    await workbench.runCommand('Backend Roadmap: Stop Projects');
    await workbench.statusItem(SERVICES).waitFor({ state: 'hidden' });
    await workbench.page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
  });

  it("uses the learner's own address, and says when nothing answers there", async () => {
    await writeFile(join(folder, '.env'), 'REDIS_URL=redis://127.0.0.1:1\n');
    await ui.workbench.runCommand('Backend Roadmap: Start Project');
    await ui.workbench.toast(/REDIS_URL.*\.env|\.env.*REDIS_URL/).waitFor();
    assert.equal(await ui.workbench.statusItem(SERVICES).isVisible(), false, 'no stand-in in its place');
  });
});

describe('Start Project of a newcomer', function () {
  this.timeout(300_000);
  let ui: Ui;
  let repo = '';
  let port = 0;

  before(async () => {
    const home = makeTemporary('newcomer');
    repo = join(home, 'rest-api');
    await mkdir(join(home, 'open'));
    ui = await openRoadmap({ folder: join(home, 'open') });
  });
  after(() => ui.close());

  const ask = () => fetch(`http://127.0.0.1:${port}/todos`).catch(() => undefined);
  const answersTodos = async () => (await ask())?.ok;
  const isSilent = async () => (await ask()) === undefined;

  it('has its dependencies installed where it can be seen, then starts', async () => {
    const { workbench } = ui;
    const input = workbench.quickInput;
    await workbench.runCommand('Backend Roadmap: Scaffold REST API');
    for (const step of ['1/4', '2/4', '3/4']) {
      await input.waitOpen(new RegExp(`^\\s*Scaffold REST API \\(${step}\\)\\s*$`));
      await input.accept();
    }
    await input.waitOpen(/^\s*Scaffold REST API \(4\/4\)\s*$/);
    await input.choose(/Open in This Window/);
    await workbench.editorTab('[Preview] README.md').waitFor({ timeout: 60_000 });
    port = await freePort();
    await writeFile(join(repo, '.env'), `PORT=${port}\n`);

    await workbench.runCommand('Backend Roadmap: Start Project');
    const terminal = (name: string) => workbench.page.locator('.part.panel').getByText(name).first();
    await terminal('Install dependencies of rest-api').waitFor();
    await waitUntil('npm has installed', () => Promise.resolve(existsSync(join(repo, 'node_modules/.package-lock.json'))), 120_000);
    await workbench.answerDialog('Starting rest-api runs this command: npm start', 'Start');
    await terminal('Start rest-api').waitFor();
    await waitUntil('the program answers', answersTodos, 60_000);

    await workbench.runCommand('Backend Roadmap: Start Project');
    await workbench.page.locator('.part.statusbar').getByText('rest-api is already running.').waitFor();
    assert.equal(await workbench.toasts.count(), 0);
    const page = await workbench.webviews.frame('Start it, list todos and create one');
    await page.getByRole('button', { name: 'Stop REST API' }).click();
    await waitUntil('the program has ended', isSilent);
    await page.getByRole('button', { name: 'Start REST API' }).click();
    await waitUntil('the program answers again', answersTodos, 60_000);
    await page.getByRole('button', { name: 'Stop REST API' }).waitFor();
    await workbench.runCommand('Terminal: Kill All Terminals');
    await waitUntil('the program has ended', isSilent);
    await page.getByRole('button', { name: 'Start REST API' }).waitFor();
    assert.equal(await workbench.toasts.count(), 0);
  });

  it('has breakpoints in its TypeScript, and F5 starts it', async () => {
    const { workbench } = ui;
    const { keyboard } = workbench.page;
    const lines = (await readFile(join(repo, 'src/server.ts'), 'utf8')).split('\n');
    const line = lines.findIndex((text) => text.includes('readConfig(process.env)')) + 1;
    await workbench.runCommand('Go to File...');
    await workbench.quickInput.type(`server.ts:${line}`);
    await workbench.quickInput.option('server.ts').waitFor();
    await workbench.quickInput.accept();
    await workbench.page.locator('.monaco-editor.focused').waitFor();
    await keyboard.press('F9');
    await workbench.page.locator('.codicon-debug-breakpoint').first().waitFor();
    await keyboard.press('F5');
    const paused = workbench.page.locator('.monaco-editor .debug-top-stack-frame-line');
    await paused.waitFor({ timeout: 60_000 });
    await keyboard.press('F5');
    await waitUntil('the program answers', answersTodos, 60_000);
    await keyboard.press('Shift+F5');
    await waitUntil('the program has ended', isSilent);
  });
});
