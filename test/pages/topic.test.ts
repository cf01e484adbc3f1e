/** The page of a topic with its lesson: what it says, and that everyone can use it in every theme and at every width. */
import { strict as assert } from 'node:assert';
import type { Frame } from 'playwright-core';
import { CommandId } from '../../src/ids';
import { findBarriers } from '../support/axe';
import { openBarePages, type BarePages, type ShownPage } from '../support/bare/pages';
import { waitUntil } from '../support/wait';
import { overflowing, waitForPressed } from '../ui/topicPage';
import { THEMES, untilStill } from './looks';

const LESSON = 'relational-databases';

describe('the page of a topic in a bare browser', function () {
  this.timeout(60_000);
  let pages: BarePages;

  before(async () => {
    pages = await openBarePages();
  });
  afterEach(() => pages.editor.panels.at(-1)?.dispose());
  after(() => pages.close());

  const openTopic = (topic: string): Promise<ShownPage> => pages.open(CommandId.openTopic, topic);

  it('says what the roadmap says about the topic', async () => {
    const { frame } = await openTopic('git-fundamentals');
    await frame.getByRole('heading', { name: 'Git Fundamentals', level: 1 }).waitFor();
    await frame.getByText('Version Control · Topic 6', { exact: true }).waitFor();
    await frame.getByText('Record your work in small commits, branch and merge without fear').waitFor();
    await frame.getByText('8 hours in all').waitFor();
    const objectives = frame.getByRole('region', { name: 'What you will be able to do' }).getByRole('listitem');
    assert.deepEqual(await objectives.allInnerTexts(), [
      'Explain what the working tree, the index, a commit and a branch are',
      'Build a commit from part of your changes and write a message that says why',
      'Create, merge and rebase branches, and resolve a conflict in each case',
      'Undo a change with restore, revert or reset, and choose the one that suits shared history',
      'Recover a lost commit with the reflog',
      'Keep secrets and build output out of a repository',
    ]);
    const links = frame.getByRole('region', { name: 'Where to learn it' }).getByRole('link');
    const found = await links.evaluateAll((all) =>
      all.map((link) => [link.querySelector('.kind')?.textContent, link.querySelector('.title')?.textContent, link.getAttribute('href')]),
    );
    assert.deepEqual(found, [
      ['Official', 'Git: A tutorial introduction', 'https://git-scm.com/docs/gittutorial'],
      ['Official', 'Git: Reference', 'https://git-scm.com/docs'],
      ['Official', 'VS Code: Source control', 'https://code.visualstudio.com/docs/sourcecontrol/overview'],
      ['Book', 'Pro Git', 'https://git-scm.com/book/en/v2'],
      ['Course', 'Learn Git Branching', 'https://learngitbranching.js.org/'],
      ['Video', 'MIT Missing Semester: Version Control and Git', 'https://missing.csail.mit.edu/2026/version-control/'],
    ]);
  });

  for (const theme of THEMES) {
    it(`${theme}: keeps nobody out, wide, narrow or zoomed`, async () => {
      await pages.setTheme(theme);
      const { frame, resize } = await openTopic('rest-api-design');
      await frame.getByRole('button', { name: 'In Progress' }).click();
      await waitForPressed(frame, 'In Progress');
      await untilStill(frame);
      assert.deepEqual(await findBarriers(frame), []);
      assert.deepEqual(await overflowing(frame), []);
      await resize(400, 900);
      assert.deepEqual(await overflowing(frame), []);
      assert.deepEqual(await findBarriers(frame), []);
      await resize(1280, 1000, 2);
      assert.deepEqual(await overflowing(frame), []);
    });
  }

  for (const theme of THEMES) {
    it(`${theme}: a lesson keeps nobody out, wide or narrow, and has the theme's colours`, async () => {
      await pages.setTheme(theme);
      const { frame, resize } = await openTopic(LESSON);
      await resize(1600, 1000);
      assert.deepEqual(await overflowing(frame), []);
      assert.deepEqual(await findBarriers(frame), []);
      assert.deepEqual(await frame.locator('.picture').evaluateAll(missingColours), []);
      const scheme = await frame.evaluate(() => getComputedStyle(document.querySelector('.links input') ?? document.body).colorScheme);
      assert.equal(scheme, theme.endsWith('ark') ? 'dark' : 'light');
      await waitUntil('the host has sent the colours of the theme', async () => {
        const sent = await frame.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--code-keyword'));
        return /^(?:#[0-9a-f]{3,8}|inherit)$/i.test(sent);
      });
      const keyword = frame.locator('.t-keyword').first();
      assert.notEqual(await keyword.evaluate((word) => getComputedStyle(word).color), '');
      await resize(400, 900);
      assert.deepEqual(await overflowing(frame), []);
      assert.deepEqual(await findBarriers(frame), []);
    });
  }

  const contents = (frame: Frame) => frame.getByRole('navigation', { name: 'On this page' });
  /** Whether a heading is at the top of what is in sight. */
  const isAtTop = async (frame: Frame, name: string): Promise<boolean> => {
    const box = await frame.getByRole('heading', { name }).evaluate((heading) => heading.getBoundingClientRect().top);
    return box >= 0 && box < 100;
  };

  it('has contents that lead to its headings, and marks where the reader is', async () => {
    const { frame, resize } = await openTopic(LESSON);
    await resize(1600, 1000);
    const entries = await contents(frame).getByRole('link').allInnerTexts();
    assert.equal(entries[0], 'What you will be able to do');
    assert.equal(entries[1], 'Why it matters');
    assert.deepEqual(entries.slice(-4), ['Go deeper', 'What to do next', 'Where to learn it', 'Projects that use this topic']);
    await contents(frame).getByRole('link', { name: 'Mistakes people make' }).click();
    await waitUntil('the heading is at the top', () => isAtTop(frame, 'Mistakes people make'));
    const current = contents(frame).locator('[aria-current="location"]');
    await waitUntil('the entry is marked', async () => (await current.allInnerTexts()).join() === 'Mistakes people make');
    await frame.evaluate(() => window.scrollTo(0, 0));
    await waitUntil('no entry is marked', async () => (await current.count()) === 0);
    await frame.getByRole('region', { name: 'Where to learn it' }).evaluate((part) => part.scrollIntoView());
    await waitUntil('one near the end is marked', async () =>
      /^(?:Where to learn it|Projects that use this topic)$/.test((await current.allInnerTexts()).join()),
    );

    await resize(400, 900);
    const details = contents(frame).locator('details');
    await waitUntil('it is folded', async () => !(await details.evaluate((element: HTMLDetailsElement) => element.open)));
    await contents(frame).locator('summary').click();
    await contents(frame).getByRole('link', { name: 'Exercise' }).click();
    await waitUntil('the heading is at the top', () => isAtTop(frame, 'Exercise'));
  });

  it('shows the statuses by the marks that they have everywhere', async () => {
    const { frame } = await openTopic('git-fundamentals');
    const marks = await frame.locator('.statuses button').evaluateAll((buttons) =>
      buttons.map((button) => {
        const name = button.querySelector('use')?.getAttribute('href') ?? '';
        return [button.textContent, name, document.querySelector(name)?.tagName];
      }),
    );
    assert.deepEqual(marks, [
      ['Not Started', '#icon-todo', 'symbol'],
      ['In Progress', '#icon-doing', 'symbol'],
      ['Completed', '#icon-done', 'symbol'],
      ['Skipped', '#icon-skipped', 'symbol'],
    ]);
  });

  it('draws pictures that can be read, and scrolls them where the page is narrow', async () => {
    const { frame, page, resize } = await openTopic(LESSON);
    const picture = frame.locator('.picture').first();
    // Without what its root says, every shape would be black.
    assert.equal(await picture.locator('svg').evaluate((svg) => getComputedStyle(svg).fill), 'none');
    await resize(400, 900);
    await waitUntil('it can be reached', async () => (await picture.getAttribute('tabindex')) === '0');
    await picture.focus();
    await page.keyboard.press('ArrowRight');
    await waitUntil('it has moved', () => picture.evaluate((box) => box.scrollLeft > 0));
  });

  it('ends no line within an option of a command', async () => {
    const { frame, resize } = await openTopic('git-fundamentals');
    for (const width of [1280, 800, 400, 360]) {
      await resize(width, 900);
      const broken = await frame
        .locator('article :not(pre) > code .whole')
        .evaluateAll((words) => words.filter((word) => word.getClientRects().length > 1).map((word) => word.textContent));
      assert.deepEqual(broken, [], `${width} px`);
      assert.deepEqual(await overflowing(frame), [], `${width} px`);
    }
    assert.ok((await frame.locator('article :not(pre) > code .whole').count()) > 5);
  });

  it('copies code', async () => {
    const { frame } = await openTopic(LESSON);
    const code = frame.locator('[data-code="0"]');
    const text = await code.locator('code').evaluate((element) => element.textContent);
    await code.getByRole('button', { name: 'Copy' }).click();
    await code.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(pages.editor.clipboard, `${text}\n`);
    await code.getByRole('button', { name: /^Copy the code of / }).waitFor();
  });
});

/** The colours that pictures ask for and the theme does not have: what is drawn in them cannot be seen. Runs in the page. */
function missingColours(pictures: readonly Element[]): string[] {
  const names = pictures.flatMap((picture) => [...picture.outerHTML.matchAll(/var\((--vscode-[\w-]+)\)/g)].map(([, name = '']) => name));
  return [...new Set(names)].filter((name) => getComputedStyle(document.body).getPropertyValue(name) === '');
}
