/** What many checks rest on is told once where it does not work, and hides no other fault. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { ability, check, defineStage, type Api } from '../../src/checks/kit';
import type { Stage } from '../../src/checks/kit/stage';
import type { EventOf, RunEvent } from '../../src/checks/model/events';
import { makeTemporary } from '../support/temporary';
import { repoWith } from './support/misbehaving';
import { eventsHere, runCli, suitesWith } from './support/runner';

const allOf = <T extends RunEvent['type']>(events: readonly RunEvent[], type: T): EventOf<T>[] =>
  events.filter((event): event is EventOf<T> => event.type === type);

/** "failed", "passed", or which check has told what is wrong. */
const verdicts = (events: readonly RunEvent[]): Record<string, string> =>
  Object.fromEntries(
    events.flatMap((event): (readonly [string, string])[] => {
      if (event.type === 'check-finished') return [[event.check, event.failure ? 'failed' : 'passed'] as const];
      return event.type === 'check-untried' ? [[event.check, `${event.cause.stage}/${event.cause.check}`] as const] : [];
    }),
  );

describe('what many checks rest on', function () {
  this.timeout(30_000);
  let folder: string;
  let server: Server;
  let url: string;
  /** What the next requests are answered with; the last of them from then on. */
  let answers: number[];

  const run = (stages: Readonly<Record<string, Stage>>): Promise<RunEvent[]> =>
    eventsHere(folder, {
      url,
      suites: suitesWith(stages),
    });

  beforeEach(async () => {
    folder = makeTemporary('abilities');
    await writeFile(join(folder, '.backend-roadmap.json'), '{ "project": "rest-api" }');
    server = createServer((request, response) => {
      const status = request.method !== 'POST' ? 200 : answers.length > 1 ? (answers.shift() ?? 0) : answers[0];
      response.writeHead(status ?? 0).end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const create = ability('creating a thing', 'one/creates', async (api: Api) => (await api.post('/things')).hasStatus(201));
  const creates = check('creates', 'It creates', async ({ api }) => void (await api.post('/things')).hasStatus(201));
  const rests = (id: string) =>
    check(id, `${id} rests on it`, async ({ api }) => {
      await create(api);
    });
  const reads = check('reads', 'It reads', async ({ api }) => void (await api.get('/things')).hasStatus(200));

  it('is told by the check that is about it, and the others, of later stages too, are not tried, with a reason and a pointer', async () => {
    answers = [200];
    const events = await run({
      one: defineStage({ checks: [creates, rests('lists'), reads] }),
      two: defineStage({ checks: [rests('changes'), rests('deletes')] }),
    });
    assert.deepEqual(verdicts(events), {
      creates: 'failed',
      lists: 'one/creates',
      reads: 'passed',
      changes: 'one/creates',
      deletes: 'one/creates',
    });
    assert.equal(allOf(events, 'check-untried')[0]?.reason, 'Not tried, because creating a thing does not work yet.');
    assert.deepEqual(
      [...allOf(events, 'stage-finished').map(({ stage, passed }) => [stage, passed]), allOf(events, 'run-finished')[0]?.outcome],
      [['one', false], ['two', false], 'failed'], // prettier-ignore
    );
  });

  it('is told by the first check that meets it, where the one that is about it was not run', async () => {
    answers = [500];
    const events = await run({ two: defineStage({ checks: [reads, rests('changes'), rests('deletes')] }) });
    assert.deepEqual(verdicts(events), { reads: 'passed', changes: 'failed', deletes: 'two/changes' });
  });

  it('is judged in each check where it works for some and not for others', async () => {
    answers = [201, 500, 201, 500, 500];
    const checks = ['a', 'b', 'c', 'd', 'e'].map(rests);
    assert.deepEqual(verdicts(await run({ one: defineStage({ checks }) })), {
      a: 'passed',
      b: 'failed',
      c: 'passed',
      d: 'failed',
      e: 'failed',
    });
    answers = [500, 201, 500, 500];
    const other = ['a', 'b', 'c', 'd'].map(rests);
    assert.deepEqual(verdicts(await run({ one: defineStage({ checks: other }) })), { a: 'failed', b: 'passed', c: 'failed', d: 'failed' });
  });

  it('is judged in a check that uses it many times at once, of which most went well', async () => {
    const race = (id: string) => check(id, `${id}: many at once`, async ({ api }) => {
      for (let times = 0; times < 3; times++) await create(api);
      await Promise.all([create(api), create(api)]);
    }); // prettier-ignore
    answers = [200, 201, 201, 201, 500, 201, 201, 201, 500, 500];
    const events = await run({ one: defineStage({ checks: [creates, race('first'), race('second')] }) });
    assert.deepEqual(verdicts(events), { creates: 'failed', first: 'failed', second: 'failed' });
  });

  it('is told again, once, in a stage in which it no longer works', async () => {
    answers = [201, 201, 500];
    const events = await run({
      one: defineStage({ checks: [creates, rests('lists')] }),
      two: defineStage({ checks: [rests('changes'), rests('deletes'), rests('others')] }),
    });
    assert.deepEqual(verdicts(events), {
      ...{ creates: 'passed', lists: 'passed' },
      ...{ changes: 'failed', deletes: 'two/changes', others: 'two/changes' },
    });
  });

  it('names what is nearest to the cause, where one rests on another', async () => {
    answers = [200];
    const publish = ability('publishing', 'two/publishes', async (api: Api) => create(api));
    const publishes = check('publishes', 'It publishes', async ({ api }) => {
      await publish(api);
    });
    const events = await run({ one: defineStage({ checks: [creates] }), two: defineStage({ checks: [publishes] }) });
    assert.deepEqual(verdicts(events), { creates: 'failed', publishes: 'one/creates' });
    assert.equal(allOf(events, 'check-untried')[0]?.reason, 'Not tried, because creating a thing does not work yet.');
  });

  it('excuses no program that crashes', async () => {
    const events = await eventsHere(await repoWith('crashes-later'), { stage: 'hello' });
    assert.deepEqual(verdicts(events), {
      ...{ health: 'passed', creates: 'failed', lists: 'failed', ids: 'failed', 'not-found': 'passed' },
      local: 'failed',
    });
  });

  it('is one failure of a program that answers 200 where 201 is wanted', async () => {
    const { code, stdout } = await runCli([await repoWith('creates-with-200'), '--stage', 'hello']);
    assert.equal(code, 1);
    const [, after = ''] = stdout.split('\n  ✖ ');
    assert.match(
      after,
      /^POST \/todos answers 201 with the new todo, which is not completed\n {6}The answer to POST \/todos should have status/,
    );
    assert.match(
      after,
      /\n {2}○ Each todo has an id of its own\n {6}Not tried, because creating a todo does not work yet\. See: POST \/todos answers 201 with the new todo, which is not completed\n/,
    );
    assert.match(stdout, /\n2 passed, 1 failed, 3 not tried\n$/);
  });
});
