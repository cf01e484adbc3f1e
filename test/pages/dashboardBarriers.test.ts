/** Nothing on the dashboard keeps anyone out: in every state that it can be in, in every theme, narrow and wide. */
import { strict as assert } from 'node:assert';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandId, StorageKey, WebviewId } from '../../src/ids';
import { findBarriers } from '../support/axe';
import { openBarePages, type BarePages, type ShownPage } from '../support/bare/pages';
import { makeTemporary } from '../support/temporary';
import { finishedResults } from '../ui/stageResults';
import { writeResultsInto } from '../ui/stored';
import { node, openDashboard, waitForProgress } from './dashboard';
import { cutOff, THEMES, untilStill } from './looks';

interface State {
  readonly name: string;
  readonly open: () => Promise<BarePages>;
  /** What the learner does once the page is there. */
  readonly begin?: (pages: BarePages, shown: ShownPage) => Promise<void>;
  /** What is open only as long as the window keeps its size. */
  readonly show?: (shown: ShownPage) => Promise<void>;
}

/** A project of which all stages have passed. */
async function withFinishedProject(): Promise<BarePages> {
  const storage = makeTemporary('storage');
  const folder = join(makeTemporary('repos'), 'my-api');
  await mkdir(folder);
  await writeResultsInto(storage, finishedResults(folder));
  const repos = [{ project: 'rest-api', uri: pathToFileURL(folder).href, host: '', at: 1, gone: false }];
  return openBarePages({ storage, globalState: { [StorageKey.projectRepos]: { version: 1, repos } } });
}

const STATES: readonly State[] = [
  { name: 'empty', open: openBarePages },
  {
    name: 'right after a tick, with the pointer on a topic and a question unfolded',
    open: openBarePages,
    begin: async (_pages, { frame }) => {
      await node(frame, 'Caching').click();
      await waitForProgress(frame, '1/20 completed');
      await frame.getByRole('button', { name: /^Mid \(2-5 yrs\)/ }).click();
      await frame.getByText('Do I need a computer science degree?').click();
    },
    show: ({ frame }) => node(frame, 'Relational Databases and SQL').hover(),
  },
  {
    name: 'with the menu of a topic open',
    open: openBarePages,
    begin: async (_pages, { frame }) => {
      await node(frame, 'Caching').press('s');
      await node(frame, 'HTTP and HTTPS').press('l');
    },
    show: async ({ frame }) => {
      await node(frame, 'Web Application Security').press('m');
      await frame.getByRole('menu').waitFor();
    },
  },
  {
    name: 'with everything done',
    open: withFinishedProject,
    begin: async ({ editor }, { frame }) => {
      const ids = await frame.locator('.stop.topic').evaluateAll((stops) => stops.map(({ id }) => id.replace('topic-', '')));
      for (const id of ids) await editor.run(CommandId.markDone, id);
      await waitForProgress(frame, '20/20 completed');
      await frame.locator('#project-rest-api[data-finished="true"]').waitFor();
    },
  },
];

for (const { name, open, begin, show } of STATES) {
  describe(`the dashboard ${name}`, function () {
    this.timeout(60_000);
    let pages: BarePages;
    let shown: ShownPage;

    before(async () => {
      pages = await open();
      shown = await openDashboard(pages);
      await begin?.(pages, shown);
    });
    after(() => pages.close());

    for (const theme of THEMES) {
      it(`${theme}: nothing keeps anyone out, at 400 px and wide`, async () => {
        await pages.setTheme(theme);
        for (const width of [400, 1600]) {
          await shown.resize(width, 900);
          await untilStill(shown.frame);
          await show?.(shown);
          await untilStill(shown.frame);
          assert.deepEqual(await findBarriers(shown.frame), [], `${width} px`);
          assert.deepEqual(await cutOff(shown.frame, 'body *', '.hidden, .sections, .sheet, [hidden]'), [], `${width} px`);
        }
      });
    }
  });
}

describe('the dashboard of a roadmap that is gone', function () {
  this.timeout(60_000);

  it('keeps nobody out, in any theme', async () => {
    const pages = await openBarePages();
    const { frame, resize } = await pages.restore(WebviewId.dashboard, { roadmap: 'frontend', scroll: 0 });
    await frame.getByText('This tab showed the roadmap "frontend"').waitFor();
    for (const theme of THEMES) {
      await pages.setTheme(theme);
      for (const width of [400, 1600]) {
        await resize(width, 900);
        assert.deepEqual(await findBarriers(frame), [], `${theme}, ${width} px`);
      }
    }
    await pages.close();
  });
});
