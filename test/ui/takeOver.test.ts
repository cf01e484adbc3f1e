/** The state of 0.1.0 under this release: what a learner finds after the update. */
import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser, stableOrigin, type Browser } from '../support/browser';
import { repoRoot } from '../support/paths';
import { startServer, type Server } from '../support/server';
import { makeTemporary } from '../support/temporary';
import { waitUntil } from '../support/wait';
import { Workbench } from '../support/workbench';
import { dashboardFrame, node } from './dashboard';
import { quizFrame, waitForQuestion } from './quizPage';
import { openRoadmapView, packagePath, waitForCount, waitForStatus } from './roadmap';
import { topicPage, waitForPressed } from './topicPage';

const FIXTURE = join(repoRoot, 'test/fixtures/0.1.0');
/** The repo that was open. VS Code finds the window's storage by this path. */
const HOME = '/tmp/backend-roadmap-0.1.0';
const REPO = join(HOME, 'rest-api');

/** Database → key → value, as VS Code keeps its storage in a browser. */
type Stored = Readonly<Record<string, Readonly<Record<string, string>>>>;

describe('an update from 0.1.0', function () {
  this.timeout(120_000);
  let server: Server;
  let browser: Browser;
  let workbench: Workbench;

  before(async () => {
    const dataDir = makeTemporary('server');
    await cp(join(FIXTURE, 'globalStorage'), join(dataDir, 'data/User/globalStorage/backend-roadmap.backend-roadmap'), { recursive: true });
    await rm(HOME, { recursive: true, force: true });
    await mkdir(HOME);
    await cp(join(repoRoot, 'roadmap/backend/projects/rest-api/starter'), REPO, { recursive: true });
    await cp(join(FIXTURE, 'project.json'), join(REPO, '.backend-roadmap.json'));
    server = await startServer({ version: 'latest', dataDir, extensions: [packagePath], folder: REPO });
    browser = await launchBrowser(server, { viewport: { width: 1600, height: 1400 } });
    await store(JSON.parse(await readFile(join(FIXTURE, 'browser.json'), 'utf8')) as Stored);
    workbench = new Workbench(await browser.newWindow(), server);
    await workbench.waitReady();
    await openRoadmapView(workbench);
  });
  after(async () => {
    await browser.close();
    await server.stop();
    await rm(HOME, { recursive: true, force: true });
  });

  /** Fills the databases of a browser that has never seen VS Code, from a page of the same origin. */
  async function store(databases: Stored): Promise<void> {
    const page = await browser.context.newPage();
    await page.goto(`${stableOrigin}/version`);
    await page.evaluate(async (stored) => {
      for (const [name, rows] of Object.entries(stored)) {
        await new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open(name, 1);
          opening.onupgradeneeded = () => opening.result.createObjectStore('ItemTable');
          opening.onerror = () => reject(new Error(opening.error?.message));
          opening.onsuccess = () => {
            const transaction = opening.result.transaction('ItemTable', 'readwrite');
            for (const [key, value] of Object.entries(rows)) transaction.objectStore('ItemTable').put(value, key);
            transaction.oncomplete = () => {
              opening.result.close();
              resolve();
            };
            transaction.onerror = () => reject(new Error(transaction.error?.message));
          };
        });
      }
    }, databases);
    await page.close();
  }

  const row = (name: string) => workbench.page.getByRole('treeitem', { name });

  it('keeps ticks, statuses and proofs', async () => {
    await waitForStatus(workbench, '3/20');
    await row('How the Internet Works, completed, proven').waitFor();
    await row('Language and Runtime, completed, proven').waitFor();
    await row('Git Fundamentals, completed').waitFor();
    await row('HTTP and HTTPS, not started, proven').waitFor();
    await row('Asynchronous Programming and Concurrency, in progress').waitFor();
    await row('Collaborating on Code, skipped').waitFor();
    await waitForCount(workbench, 'Programming Language', '1/3');
  });

  it('keeps the repo and what its checks came to', async () => {
    // The project that was begun last is unfolded.
    await workbench.treeItem(/^Start it, list todos and create one, Stage 1, passed/).waitFor();
    await workbench.treeItem(/^Read one todo, Stage 2, failed/).waitFor();
  });

  it('brings the dashboard back where it was, with the plan', async () => {
    const frame = await dashboardFrame(workbench);
    assert.match(
      (await node(frame, 'How the Internet Works').getAttribute('aria-label')) ?? '',
      /^How the Internet Works, completed, proven/,
    );
    await waitUntil('the dashboard is scrolled to where it was', () => frame.evaluate(() => window.scrollY > 2_000));
    await frame.locator('.plan-badge').waitFor({ state: 'attached' });
    assert.match(await frame.locator('[data-live="plan"]').innerText(), /10 hours a week/);
  });

  it('brings the lesson back where it was read', async () => {
    const page = await topicPage(workbench, 'Asynchronous Programming and Concurrency');
    await waitForPressed(page, 'In Progress');
    await waitUntil('the lesson is scrolled to where it was', () => page.evaluate(() => window.scrollY > 1_500));
  });

  it('brings a quiz back at its question, and the answer that was given counts', async () => {
    await workbench.editorTab('Quiz: HTTP and HTTPS').click();
    const quiz = await quizFrame(workbench, 'Quiz: HTTP and HTTPS');
    await waitForQuestion(quiz, 'Question 2 of 9');
  });

  it('brings the page of a stage back, with its result and the hint that was unfolded', async () => {
    await workbench.editorTab('Read one todo').click();
    const page = await waitUntil('the page of the stage is there', async () => {
      const frame = await workbench.webviews.frame('Read one todo');
      return (await frame.locator('main').isVisible()) ? frame : undefined;
    });
    await page.getByText('1 of 8 stages passed').waitFor();
    await page.getByText('should have status 200 OK, but has 404 Not Found').first().waitFor();
    assert.deepEqual(await page.locator('details[data-hint][open]').count(), 1);
  });

  it('keeps the note, which is open', async () => {
    await workbench.editorTab('caching.md').click();
    await workbench.page.locator('.part.editor .view-line').filter({ hasText: 'Beware of the stampede' }).waitFor();
  });

  it('leaves what 0.1.0 wrote as it was', async () => {
    const journal = 'globalStorage/journal/3483pzww6c.jsonl';
    const kept = await readFile(join(FIXTURE, journal), 'utf8');
    const now = await readFile(
      join(server.dataDir, `data/User/${journal}`.replace('globalStorage/', 'globalStorage/backend-roadmap.backend-roadmap/')),
      'utf8',
    );
    assert.equal(now, kept);
  });

  it('lets the repo and its results follow, when the folder is renamed from then on', async () => {
    await waitUntil('the repo has an id', () => Promise.resolve(existsSync(join(REPO, '.data/project-id'))));
    await workbench.page.close();
    await rename(REPO, join(HOME, 'my-api'));
    workbench = new Workbench(await browser.newWindow(join(HOME, 'my-api')), server);
    await workbench.waitReady();
    await openRoadmapView(workbench);
    await workbench.treeItem(/^my-api, your project in .*, 1 of 8 stages passed/).waitFor();
    await workbench.treeItem(/^Start it, list todos and create one, Stage 1, passed/).waitFor();
    assert.equal(await workbench.treeItem(/^rest-api, /).count(), 0);
  });
});
