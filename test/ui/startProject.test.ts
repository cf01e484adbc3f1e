import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lookFor, pathFolders } from '../../src/devServices/programs/serverProcess';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import { openRoadmap } from './roadmap';

const SERVICES = 'backend-roadmap.backend-roadmap.services';

/** What the learner's program does: it notes where it was told that Redis is. */
const PROGRAM = `require('node:fs').writeFileSync('seen.txt', String(process.env.REDIS_URL));`;

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

  it('starts the service, hands its address to the program, says so plainly, and stops it', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Backend Roadmap: Start Project');
    const item = workbench.statusItem(SERVICES);
    await item.waitFor();
    const label = await item.locator('[aria-label]').first().getAttribute('aria-label');
    const isInstalled = lookFor(['redis-server', 'valkey-server'], pathFolders()) !== undefined;
    assert.match(
      label ?? '',
      isInstalled ? /Redis: \w+-server [\d.]+ from \/.* \(data in \.data\/\w+-\d+/ : /Redis: built-in stand-in \(no redis-server/,
    );
    const seen = join(folder, 'seen.txt');
    await waitUntil('the program has run', () => Promise.resolve(existsSync(seen)), 60_000);
    const url = readFileSync(seen, 'utf8');
    assert.match(url, /^redis:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(await answers(url), true);

    await workbench.runCommand('Backend Roadmap: Stop Services');
    await item.waitFor({ state: 'hidden' });
    await waitUntil('nothing answers any more', async () => !(await answers(url)));
  });

  it("uses the learner's own address, and says when nothing answers there", async () => {
    await writeFile(join(folder, '.env'), 'REDIS_URL=redis://127.0.0.1:1\n');
    await ui.workbench.runCommand('Backend Roadmap: Start Project');
    await ui.workbench.toast(/REDIS_URL.*\.env|\.env.*REDIS_URL/).waitFor();
    assert.equal(await ui.workbench.statusItem(SERVICES).isVisible(), false, 'no stand-in in its place');
  });
});
