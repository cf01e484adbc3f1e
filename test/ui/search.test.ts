/** Search, as a learner uses it: what stands first in the list of the real editor, and where it leads. */
import { strict as assert } from 'node:assert';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { dashboardFrame } from './dashboard';
import { shareRoadmap, startAfresh } from './roadmap';
import { sharesWindow } from './sharedWindow';
import { topicPage } from './topicPage';

describe('search', function () {
  this.timeout(120_000);
  sharesWindow(this);
  let ui: Ui;
  let workbench: Workbench;

  before(async () => {
    ui = await shareRoadmap();
    workbench = ui.workbench;
  });
  beforeEach(() => startAfresh(workbench));
  after(() => ui.close());

  /** Again when it closes before a word is typed: a page that gets the focus late, from the palette that closed, takes it from the search. */
  const openSearch = (query: string) =>
    waitUntil('the search takes what is typed', async () => {
      await workbench.runCommand('Backend Roadmap: Search');
      await workbench.quickInput.waitOpen('Search the Roadmap');
      await workbench.quickInput.input.fill(query, { timeout: 1000 });
      return true;
    });
  /** Waits until these rows stand first, in this order. */
  const waitForFirst = async (...labels: string[]) => {
    let seen: string[] = [];
    await waitUntil(`first comes ${labels.join(', then ')}`, async () => {
      seen = (await workbench.quickInput.labels()).slice(0, labels.length);
      return seen.join() === labels.join();
    }).catch(() => assert.deepEqual(seen, labels));
  };

  it('shows the topics by section before anything is typed', async () => {
    await openSearch('');
    await waitForFirst('How the Internet Works', 'HTTP and HTTPS', 'Language and Runtime');
    await workbench.quickInput.option(/Internet Fundamentals/).waitFor();
  });

  for (const [query, ...labels] of [
    // VS Code would put labels with the word before all others.
    ['dns', 'How the Internet Works', 'DNS records'],
    ['blog', 'Blog API'],
    ['authentcation', 'Authentication and Authorization', 'Authentication System'],
  ] as const) {
    it(`keeps its order in the editor: "${query}" begins with ${labels.join(', ')}`, async () => {
      await openSearch(query);
      await waitForFirst(...labels);
    });
  }

  it('opens a lesson at its heading', async () => {
    await openSearch('dns records');
    await workbench.quickInput.option('DNS records').waitFor();
    await workbench.quickInput.choose('DNS records');
    const page = await topicPage(workbench, 'How the Internet Works');
    await waitUntil('the heading is in sight', () =>
      page.evaluate(() => {
        const top = document.getElementById('dns-records')?.getBoundingClientRect().top ?? -1;
        return top >= 0 && top < window.innerHeight / 2 && window.scrollY > 0;
      }),
    );
  });

  it('opens a stage, the card of a project, and a topic with Enter', async () => {
    await openSearch('profiles you can follow');
    await waitForFirst('Profiles you can follow');
    await workbench.quickInput.accept();
    await workbench.editorTab('Profiles you can follow').waitFor();
    const stage = await workbench.webviews.frame('Profiles you can follow');
    await waitUntil('the stage has the focus, which it would take from what is opened before', () =>
      stage.evaluate(() => document.hasFocus()),
    );

    await openSearch('blog');
    await waitForFirst('Blog API');
    await workbench.quickInput.accept();
    const frame = await dashboardFrame(workbench);
    await waitUntil('the card has the focus', () => frame.evaluate(() => document.activeElement?.closest('#project-blog-api') !== null));

    await openSearch('caching');
    await waitForFirst('Caching');
    await workbench.quickInput.accept();
    await workbench.editorTab('Caching').waitFor();
  });

  it('runs a command, and offers only those that the palette has', async () => {
    await openSearch('clear plan');
    await workbench.quickInput.options.first().waitFor();
    assert.ok(!(await workbench.quickInput.labels()).includes('Clear Plan'), 'there is no plan');
    await workbench.quickInput.type('plan my journey');
    await waitForFirst('Plan My Journey');
    await workbench.quickInput.accept();
    await workbench.quickInput.waitOpen(/^Plan My Journey/);
    await workbench.quickInput.cancel();
  });

  it('says that nothing was found', async () => {
    await openSearch('zxqvkw');
    await waitForFirst('Nothing was found for "zxqvkw".');
    await workbench.quickInput.accept();
    assert.ok(await workbench.quickInput.widget.isVisible(), 'there is nothing to open');
    await workbench.quickInput.cancel();
  });
});
