/** From a check that has failed to the sentence of the text that it is about, and from one that was not tried to the one that tells why. */
import { strict as assert } from 'node:assert';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { noResults, type StageResult } from '../../src/checks/model/results';
import { CommandId, StorageKey } from '../../src/ids';
import { findBarriers } from '../support/axe';
import { openBarePages, type BarePages, type ShownPage } from '../support/bare/pages';
import { makeTemporary } from '../support/temporary';
import { writeResultsInto } from '../ui/stored';
import { overflowing } from '../ui/topicPage';
import { THEMES, untilStill } from './looks';

const untried = { reason: 'Not tried, because creating a todo does not work yet.', stage: 'hello', check: 'creates' };
const HELLO: StageResult = {
  ...{ passed: false, at: Date.UTC(2026, 0, 12), failures: 1, hints: 0 },
  checks: [
    { id: 'health' },
    { id: 'creates', failure: { message: 'The answer to POST /todos should have status 201 Created, but has 200 OK.' } },
    { id: 'lists', untried },
    { id: 'ids', untried },
    { id: 'not-found', failure: { message: 'The answer to GET /nothing-here should have status 404 Not Found, but has 200 OK.' } },
  ],
};

describe('a check that has failed, on the page of its stage', function () {
  this.timeout(60_000);
  let pages: BarePages;
  let stage: ShownPage;

  before(async () => {
    const storage = makeTemporary('storage');
    const repo = join(makeTemporary('repos'), 'my-api');
    await mkdir(repo);
    const uri = pathToFileURL(repo).href;
    await writeResultsInto(storage, { ...noResults(uri, 'rest-api'), stages: { hello: HELLO } });
    const globalState = { [StorageKey.projectRepos]: { version: 1, repos: [{ project: 'rest-api', uri, host: '', at: 1, gone: false }] } };
    pages = await openBarePages({ storage, globalState });
    stage = await pages.open(CommandId.openStage, { project: 'rest-api', stage: 'hello' });
    await stage.frame.getByText('Not passed yet: 1 of 6 checks so far, 2 failed, 2 not tried').waitFor();
  });
  after(() => pages.close());

  /** The words that are marked, the block that has the focus, and whether it is in sight. */
  const shown = () =>
    stage.frame.evaluate(() => {
      const [range] = [...(CSS.highlights.get('passage') ?? [])] as Range[];
      const { top = -1, bottom = Infinity } = document.activeElement?.getBoundingClientRect() ?? {};
      return {
        marked: range?.toString().replace(/\s+/g, ' '),
        focused: document.activeElement?.textContent.replace(/\s+/g, ' ').trim(),
        isInSight: top >= 0 && bottom <= window.innerHeight,
      };
    });

  for (const theme of THEMES) {
    it(`${theme}: quotes the text and leads there: the sentence is marked, in sight, and has the focus`, async () => {
      const { frame, resize } = stage;
      await pages.setTheme(theme);
      await resize(800, 500);
      await frame.getByRole('button', { name: '“Any other address is answered with 404.”' }).click();
      const last = await shown();
      assert.deepEqual([last.marked, last.isInSight], ['Any other address is answered with 404.', true]);
      assert.match(last.focused ?? '', /^GET \/todos answers 200 with an array .* Any other address is answered with 404\.$/);
      await frame.getByRole('button', { name: '“The answer is 201, with the todo as it is kept now.”' }).press('Enter');
      const first = await shown();
      assert.deepEqual([first.marked, first.isInSight], ['The answer is 201, with the todo as it is kept now.', true]);
      assert.match(first.focused ?? '', /^The answer is 201, with the todo as it is kept now\. The program has given it an id/);
      for (const width of [1280, 360]) {
        await resize(width, 1000);
        await untilStill(frame);
        assert.deepEqual(await findBarriers(frame), [], `${width} px`);
        assert.deepEqual(await overflowing(frame), [], `${width} px`);
      }
    });
  }

  it('leads from one that was not tried to the one that tells what is wrong', async () => {
    const { frame, resize } = stage;
    await resize(800, 500);
    const row = frame.locator('[data-check="ids"]');
    assert.match((await row.textContent()) ?? '', /Not tried.*Not tried, because creating a todo does not work yet\./);
    await row.getByRole('button', { name: 'See: POST /todos answers 201 with the new todo, which is not completed' }).click();
    const { focused, isInSight } = await shown();
    assert.match(focused ?? '', /POST \/todos answers 201 with the new todo, which is not completed/);
    assert.ok(isInSight);
  });
});
