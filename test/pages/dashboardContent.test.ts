/** What the page says, held to the letter against what was given. Nothing here is read from the roadmap's files. */
import { strict as assert } from 'node:assert';
import type { Frame } from 'playwright-core';
import { openBarePages, type BarePages } from '../support/bare/pages';
import { openDashboard } from './dashboard';

/** The map from its start to its end: sections in capitals, topics, milestones with a star. */
const MAP = [
  ['section', 'Internet Fundamentals', '0/2', '16 h'],
  ['topic', 'How the Internet Works', '6 h'],
  ['topic', 'HTTP and HTTPS', '10 h'],
  ['milestone', 'You understand how the web works!'],
  ['section', 'Programming Language', '0/3', '60 h'],
  ['topic', 'Language and Runtime', '30 h'],
  ['topic', 'Asynchronous Programming and Concurrency', '14 h'],
  ['topic', 'Testing and Debugging', '16 h'],
  ['milestone', 'You can write backend code!'],
  ['section', 'Version Control', '0/2', '14 h'],
  ['topic', 'Git Fundamentals', '8 h'],
  ['topic', 'Collaborating on Code', '6 h'],
  ['section', 'Databases', '0/4', '60 h'],
  ['topic', 'Relational Databases and SQL', '24 h'],
  ['topic', 'Data Modelling, ORMs and Migrations', '14 h'],
  ['topic', 'NoSQL Databases', '12 h'],
  ['topic', 'Caching', '10 h'],
  ['milestone', 'You can work with databases!'],
  ['section', 'APIs', '0/4', '52 h'],
  ['topic', 'REST API Design', '16 h'],
  ['topic', 'Validation and API Documentation', '10 h'],
  ['topic', 'Real-Time and Other API Styles', '14 h'],
  ['topic', 'Queues and Background Jobs', '12 h'],
  ['milestone', 'You can build APIs!'],
  ['section', 'Security', '0/2', '28 h'],
  ['topic', 'Authentication and Authorization', '16 h'],
  ['topic', 'Web Application Security', '12 h'],
  ['section', 'DevOps Basics', '0/3', '30 h'],
  ['topic', 'Linux and Containers', '14 h'],
  ['topic', 'CI/CD and Cloud Deployment', '10 h'],
  ['topic', 'Monitoring and Scaling', '6 h'],
  ['milestone', 'You are a professional Backend Developer!'],
];

const SALARIES = {
  'United States (USD/Year)': [
    ['Entry (0-2 yrs)', '$65K - $90K', '$77K'],
    ['Mid (2-5 yrs)', '$90K - $140K', '$115K'],
    ['Senior (5-8 yrs)', '$140K - $190K', '$160K'],
    ['Lead (8+ yrs)', '$190K - $280K+', '$230K'],
  ],
  'India (INR/Year)': [
    ['Fresher (0-1 yr)', '₹4L - ₹8L', '₹6L'],
    ['Junior (1-3 yrs)', '₹7L - ₹15L', '₹10L'],
    ['Mid (3-5 yrs)', '₹15L - ₹28L', '₹20L'],
    ['Senior (5+ yrs)', '₹28L - ₹55L+', '₹38L'],
  ],
};

const PROJECTS = [
  ['REST API', 'Beginner', '12 hours', 'Node.js, Express, JSON'],
  ['Authentication System', 'Beginner', '16 hours', 'JWT, bcrypt, Middleware'],
  ['Blog API', 'Intermediate', '24 hours', 'PostgreSQL, Prisma, Validation'],
  ['E-Commerce Backend', 'Advanced', '40 hours', 'Stripe, Redis, Queue'],
  ['Real-time Chat', 'Advanced', '28 hours', 'Socket.io, MongoDB, Redis'],
  ['URL Shortener', 'Intermediate', '20 hours', 'Redis, Analytics, Caching'],
];

const RESPONSIBILITIES = [
  'Design and implement server-side logic',
  'Build and maintain databases and data models',
  'Create RESTful APIs and web services',
  'Implement authentication and authorization',
  'Ensure application security and performance',
  'Write unit and integration tests',
  'Deploy and monitor applications',
  'Collaborate with frontend developers',
];

describe('what the dashboard says', function () {
  this.timeout(60_000);
  let pages: BarePages;
  let frame: Frame;

  before(async () => {
    pages = await openBarePages();
    ({ frame } = await openDashboard(pages));
  });
  after(() => pages.close());

  /** The text of every match, as it is seen, in the order of the page. */
  const texts = async (selector: string): Promise<string[]> =>
    (await frame.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());

  it('all of it at once: the page asks for no file before it is painted, nor afterwards, and lays out all of itself', async () => {
    assert.deepEqual(await frame.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)), []);
    assert.equal(await frame.locator('#call').evaluate((heading) => heading.checkVisibility({ contentVisibilityAuto: true })), true);
  });

  it('the hero: eyebrow, title, sentence, three badges, progress and one way on', async () => {
    assert.deepEqual(await frame.locator('.hero .eyebrow').allTextContents(), ['2026 Roadmap']);
    assert.deepEqual(await texts('h1'), ['Backend Developer Roadmap']);
    assert.match((await texts('.hero .lead')).join(), /databases, APIs, security and DevOps.*2026/);
    assert.deepEqual(await texts('.badges li'), ['5-8 Months', 'Intermediate', 'High Demand']);
    assert.deepEqual(await texts('.ring-caption'), ['Your Progress 0/20 completed']);
    assert.deepEqual(await texts('.hero button'), ['Start with How the Internet Works']);
  });

  it('what the job is, and its eight responsibilities with links to topics', async () => {
    assert.deepEqual(await texts('.about h2'), ['What is a Backend Developer?']);
    assert.equal((await texts('.about p')).length, 2);
    assert.deepEqual(await texts('#responsibilities'), ['Key Responsibilities']);
    assert.deepEqual(await texts('.responsibilities h3'), RESPONSIBILITIES);
    for (const card of await frame.locator('.responsibilities > li').all()) assert.ok((await card.getByRole('link').count()) > 0);
  });

  it('the map: every section, topic and milestone in its place', async () => {
    assert.deepEqual(await texts('#map'), ['Learning Roadmap']);
    assert.deepEqual(await texts('.map-head .hint'), ['Click on any topic to mark it as complete']);
    assert.deepEqual(await texts('.map-progress'), ['Your Progress 0/20 completed']);
    assert.deepEqual(await texts('.legend li'), ['Not Started', 'In Progress', 'Completed', 'Skipped', 'Proven', 'Milestone']);
    const stops: string[][] = [];
    for (const stop of await frame.locator('.stop').all()) {
      const kind = (await stop.getAttribute('class'))?.split(' ')[1] ?? '';
      const part = async (selector: string) => (await stop.locator(selector).innerText()).trim();
      if (kind === 'topic') stops.push([kind, await part('.title'), await part('.count')]);
      else if (kind === 'milestone') stops.push([kind, await part('[data-title]')]);
      else stops.push(['section', await part('h3'), await part('[data-section-count]'), (await part('.count')).split(' · ')[1] ?? '']);
    }
    assert.deepEqual(stops, MAP);
  });

  it('salaries: the same figures on the bars, in the labels and in the tables', async () => {
    assert.deepEqual(await texts('#salaries'), ['Backend Developer Salaries 2026']);
    assert.deepEqual(await texts('.segments span'), ['United States', 'India', 'Both']);
    for (const [heading, rows] of Object.entries(SALARIES)) {
      const chart = frame.locator('.chart').filter({ has: frame.locator('h3', { hasText: heading }) });
      const table = await chart
        .locator('tbody tr')
        .evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent)));
      assert.deepEqual(table, rows);
      for (const [level = '', range = '', typical = ''] of rows) {
        const name = `${level} ${range}, typical ${typical}`
          .replace(/[$+()]/g, '\\$&')
          .replaceAll(' ', '\\s+')
          .replace(',', '\\s*,');
        await chart.getByRole('button', { name: new RegExp(`^\\s*${name}\\s*$`) }).waitFor();
      }
      const bars = await chart
        .locator('.plot')
        .evaluateAll((found) => found.map((plot) => [...plot.querySelectorAll('text')].map((text) => text.textContent)));
      assert.deepEqual(
        bars,
        rows.map(([, range = '', typical]) => [typical, ...range.split(' - ')]),
      );
    }
    assert.match((await texts('.salaries > .note')).join(), /AWS.*GCP.*system design/);
    assert.match((await texts('.chart[data-country="us"] .note')).join(), /\$300K\+.*equity/);
    assert.match((await texts('.salaries .basis')).join(), /2026.*one year.*source/);
    await frame.getByRole('radio', { name: 'India' }).check({ force: true });
    await frame.locator('.chart[data-country="us"]').waitFor({ state: 'hidden' });
    assert.doesNotMatch(await frame.locator('.salaries').innerText(), /\$/, 'no dollars are said of India');
    await frame.getByRole('radio', { name: 'Both' }).check({ force: true });
  });

  it('bars are as long as their figures', async () => {
    const bars = await frame
      .locator('.chart[data-country="us"] .plot > .range')
      .evaluateAll((found) => found.map((bar) => [bar.getBoundingClientRect().left, bar.getBoundingClientRect().width] as const));
    const [entry, , , lead] = bars;
    assert.ok(entry && lead);
    // Lead starts at 190K and Entry at 65K, and is 90K long where Entry is 25K.
    assert.ok(Math.abs(lead[1] / entry[1] - 90 / 25) < 0.1, `lengths ${lead[1]} and ${entry[1]}`);
    const plot = await frame
      .locator('.chart[data-country="us"] .plot')
      .first()
      .evaluate((svg) => svg.getBoundingClientRect().left);
    assert.ok(Math.abs((lead[0] - plot) / (entry[0] - plot) - 190 / 65) < 0.05);
  });

  it('project ideas: six cards with level, hours, tags and what they practise', async () => {
    assert.deepEqual(await texts('#projects'), ['Project Ideas']);
    assert.deepEqual(await texts('.projects > .hint'), [
      'Build these to strengthen your portfolio',
      'Scaffold creates the starter of a project, a small program that runs, in a folder you choose.',
    ]);
    const cards = [];
    for (const card of await frame.locator('.project').all()) {
      const tags = await card.locator('.tags li').allInnerTexts();
      const part = async (selector: string) => (await card.locator(selector).innerText()).trim();
      cards.push([await part('h3'), await part('.level-badge'), await part('.length'), tags.join(', ')]);
      assert.match(await part('[data-project-text]'), /^0 of \d+ topics completed$/);
    }
    assert.deepEqual(cards, PROJECTS);
  });

  it('questions and the call to action', async () => {
    assert.deepEqual(await texts('#faq'), ['Frequently Asked Questions']);
    assert.ok((await frame.locator('details').count()) >= 8);
    for (const details of await frame.locator('details').all()) assert.equal(await details.locator('.answer button').count(), 1);
    assert.deepEqual(await texts('#call'), ['Ready to Start Your Backend Journey?']);
    assert.deepEqual(await texts('.pace-head output'), ['12 hours a week']);
    assert.match(
      (await texts('[data-pace-sentence]')).join(),
      /^At 12 hours a week, the work left \(400 hours\) takes about 34 weeks: finish by \w+ \d+(?:, \d{4})?\.$/,
    );
  });
});
