/** The page of a stage with what a check has found, in every theme and at every width; and that of a finished project. */
import { strict as assert } from 'node:assert';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandId, StorageKey } from '../../src/ids';
import { findBarriers, serious } from '../support/axe';
import { openBarePages, type BarePages, type ShownPage } from '../support/bare/pages';
import { makeTemporary } from '../support/temporary';
import { finishedResults, READ_ONE_FAILED, restApiResults } from '../ui/stageResults';
import { writeResultsInto } from '../ui/stored';
import { overflowing } from '../ui/topicPage';
import { THEMES, untilStill } from './looks';

/** Opens the stage "Read one todo" of a repo of REST API with these results. */
async function openStage(results: (repo: string) => ReturnType<typeof restApiResults>): Promise<BarePages & { stage: ShownPage }> {
  const storage = makeTemporary('storage');
  const repo = join(makeTemporary('repos'), 'my-api');
  await mkdir(repo);
  await writeResultsInto(storage, results(repo));
  const entry = { project: 'rest-api', uri: pathToFileURL(repo).href, host: '', at: 1, gone: false };
  const pages = await openBarePages({ storage, globalState: { [StorageKey.projectRepos]: { version: 1, repos: [entry] } } });
  const stage = await pages.open(CommandId.openStage, { project: 'rest-api', stage: 'read-one' });
  return { ...pages, stage };
}

describe('the look of a stage', function () {
  this.timeout(60_000);
  let pages: Awaited<ReturnType<typeof openStage>>;

  before(async () => {
    pages = await openStage((repo) => restApiResults(repo, { 'read-one': READ_ONE_FAILED }));
    const { frame } = pages.stage;
    await frame.locator('.outcome', { hasText: /^2 of 3 checks failed/ }).waitFor();
    for (const details of await frame.locator('.found details').all()) {
      if (!(await details.evaluate((one) => (one as HTMLDetailsElement).open))) await details.locator('summary').click();
    }
  });
  after(() => pages.close());

  for (const theme of THEMES) {
    it(`${theme}: keeps nobody out, at any width`, async () => {
      const { frame, resize } = pages.stage;
      await pages.setTheme(theme);
      for (const width of [1600, 800, 360]) {
        await resize(width, 1000);
        await untilStill(frame);
        assert.deepEqual(await overflowing(frame), [], `${width} px`);
        assert.deepEqual(serious(await findBarriers(frame)), [], `${width} px`);
      }
      await resize(1280, 1000, 2);
      assert.deepEqual(await overflowing(frame), [], '200 %');
    });
  }
});

describe('the look of a finished project', function () {
  this.timeout(60_000);

  it('keeps nobody out', async () => {
    const { stage, close } = await openStage(finishedResults);
    await stage.frame.getByText('You have built REST API.').waitFor();
    assert.deepEqual(serious(await findBarriers(stage.frame)), []);
    assert.deepEqual(await overflowing(stage.frame), []);
    await close();
  });
});
