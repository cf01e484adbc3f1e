import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, defineStage, equal } from '../../src/checks/kit';
import type { RunEvent } from '../../src/checks/model/events';
import type { Suites } from '../../src/checks/runner/suites';
import { repoWith } from './support/misbehaving';
import { eventsHere, runCli } from './support/runner';

const PASSWORD = 'correct-horse/9';
const TOKEN = 'ghp_0123456789abcdefABCDEF';
const SETTINGS = { GITHUB_TOKEN: TOKEN };
const ANY_FORM = [PASSWORD, TOKEN].flatMap((one) => [one, encodeURIComponent(one), Buffer.from(one).toString('base64').slice(4, -4)]);

describe('the secrets of a program under test', function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(async () => {
    folder = await repoWith('tells-secrets', { start: 'node --env-file=.env main.mjs tells-secrets' });
    writeFileSync(join(folder, '.env'), `DB_PASSWORD=${PASSWORD}\n`);
  });

  /** No form of a secret is in a text, not even in those parts of Base64 that only it decides. */
  function assertClean(text: string): void {
    for (const form of [...ANY_FORM, 'nobodys-name']) assert.ok(!text.includes(form), `${form} in ${text}`);
    for (const [, word = ''] of text.matchAll(/([A-Za-z0-9+/]{12,}={0,2})/g))
      assert.doesNotMatch(Buffer.from(word, 'base64').toString('latin1'), /correct-horse|0123456789ab/);
  }

  it('are in nothing that a run tells, also when it crashes', async () => {
    const events = await eventsHere(folder, { stage: 'hello', settings: SETTINGS });
    assertClean(JSON.stringify(events));
    const crash = events.find((event) => event.type === 'check-finished' && event.failure?.output !== undefined);
    assert.match(JSON.stringify(crash), /Error: cannot connect with \*\*\* .*postgres:\/\/me:\*\*\*@db\.example\.com\/x/);
  });

  it('are in no report of the command line', async () => {
    for (const reporter of ['spec', 'junit']) {
      const { stdout, stderr } = await runCli([folder, '--stage', 'hello', '--reporter', reporter], SETTINGS);
      assertClean(stdout + stderr);
      assert.match(stdout, /\*\*\*/, reporter);
    }
  });

  it('are in nothing, either, when one is longer than a pattern can be', async () => {
    const certificate = Array.from({ length: 3_000 }, (_, at) => (at * 7_919_777).toString(36)).join('/');
    writeFileSync(join(folder, '.env'), `CERTIFICATE=${certificate}\nDB_PASSWORD=${PASSWORD}\n`);
    const { stdout, stderr } = await runCli([folder, '--stage', 'hello'], SETTINGS);
    assertClean(stdout + stderr);
    assert.ok(!(stdout + stderr).includes(certificate.slice(100, 140)));
    assert.match(stdout, /Error: cannot connect with \*\*\*/);
  });

  it('are before the eyes of what a check compares', async () => {
    const seen: unknown[] = [];
    const stage = defineStage<unknown>({
      checks: [
        check<unknown>('own', 'The program knows its settings', async ({ api, program }) => {
          const { secrets } = (await api.get('/')).object as { secrets: string[] };
          equal('The settings', secrets, [PASSWORD, TOKEN]);
          seen.push(program.url, ...secrets);
        }),
        check<unknown>('other', 'The program has other settings', async ({ api }) => {
          equal('The settings', (await api.get('/')).object, {});
        }),
      ],
    });
    const suites: Suites = {
      suiteOf: (project) =>
        Promise.resolve({
          ...{ project, title: 'A', environment: {} },
          stages: [{ id: 'a', title: 'A', topics: [], checks: stage.checks.map(({ id }) => ({ id, title: id })) }],
        }),
      stageOf: () => Promise.resolve(stage),
    };
    const events = await eventsHere(folder, { stage: 'a', settings: SETTINGS, suites });
    const finished = events.filter((event): event is Extract<RunEvent, { type: 'check-finished' }> => event.type === 'check-finished');
    assert.deepEqual(
      finished.map(({ failure }) => failure === undefined),
      [true, false],
    );
    assert.deepEqual(seen.slice(1), [PASSWORD, TOKEN]);
    assertClean(JSON.stringify(events));
  });
});
