/** Finished projects that somebody has started themselves: no check fails, and those of which all could be tried have passed. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventOf, RunEvent } from '../../src/checks/model/events';
import { parseProjectFile } from '../../src/content/projectFile';
import { startDevServices, type DevServices } from '../../src/devServices';
import { freePort } from '../support/ports';
import { waitUntil } from '../support/wait';
import { makeMould } from './support/repos';
import { eventsHere, hostPath } from './support/runner';

const allOf = <T extends RunEvent['type']>(events: readonly RunEvent[], type: T): EventOf<T>[] =>
  events.filter((event): event is EventOf<T> => event.type === type);

describe('checks of a finished project that somebody has started', function () {
  this.timeout(2 * 60_000);
  let server: ChildProcess | undefined;
  let services: DevServices | undefined;

  afterEach(async () => {
    server?.kill('SIGKILL');
    await services?.stop();
    [server, services] = [undefined, undefined];
  });

  /** Starts the solution with what a learner needs to set, and nothing of what checks set; resolves with its folder and address. */
  async function start(project: string, settings: Readonly<Record<string, string>>): Promise<{ folder: string; url: string }> {
    const folder = await makeMould(project, 'solution');
    const file = parseProjectFile(await readFile(join(folder, '.backend-roadmap.json'), 'utf8'));
    services = await startDevServices({ folder, hostPath, only: file.services, environment: { PATH: process.env['PATH'] } });
    const port = await freePort();
    const env = { PATH: process.env['PATH'], ...file.environment, ...services.variables, ...settings, PORT: String(port) };
    let said = '';
    server = spawn(process.execPath, ['src/server.js'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [server.stdout, server.stderr])
      stream?.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-2_000)));
    const url = `http://127.0.0.1:${port}`;
    await waitUntil(`it answers: ${said}`, () => fetch(url).then(() => true));
    return { folder, url };
  }

  const stripe = { STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_WEBHOOK_SECRET: 'whsec_x', STRIPE_API_BASE: 'http://127.0.0.1:9' };
  for (const [project, settings, passed] of [
    ['rest-api', {}, ['hello', 'read-one', 'update', 'delete', 'validation', 'todo-backend', 'filtering']],
    [
      'blog-api',
      { JWT_SECRET: 'a secret of the learner that is long enough', BCRYPT_ROUNDS: '4' },
      ['articles', 'validation', 'comments', 'favorites-and-tags'],
    ],
    ['authentication-system', { JWT_SECRET: 'a secret of the learner that is long enough' }, ['registration-rules', 'logout']],
    [
      'e-commerce-backend',
      // Those of Stripe, since its stand-in is TypeScript, which this Node.js does not run.
      { ADMIN_TOKEN: 'a token of the learner', ...stripe },
      ['catalog'],
    ],
    ['real-time-chat', {}, ['messages']],
    ['url-shortener', { RATE_LIMIT_MAX: '100000' }, ['validation', 'custom-aliases', 'expiry']],
  ] as const) {
    it(`${project}: none fails, and what was tried whole has passed`, async () => {
      const { folder, url } = await start(project, settings);
      const events = await eventsHere(folder, { url });
      const failed = allOf(events, 'check-finished').filter(({ failure }) => failure);
      assert.deepEqual(
        failed.map(({ stage, check, failure }) => `${stage}/${check}: ${failure?.message ?? ''}`),
        [],
      );
      assert.deepEqual(
        allOf(events, 'stage-finished').flatMap((event) => (event.passed ? [event.stage] : [])),
        passed,
      );
      assert.equal(allOf(events, 'run-finished')[0]?.outcome, 'partial');
    });
  }
});
