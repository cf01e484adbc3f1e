/** Checks of a server that somebody else has started: it is asked, and goes on; what it cannot show is left out. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { access, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { check, defineStage } from '../../src/checks/kit';
import type { Stage } from '../../src/checks/kit/stage';
import type { EventOf, RunEvent } from '../../src/checks/model/events';
import { freePort } from '../support/ports';
import { makeTemporary } from '../support/temporary';
import { waitUntil } from '../support/wait';
import { repoWith } from './support/misbehaving';
import { eventsHere, runCli, suitesWith } from './support/runner';

const allOf = <T extends RunEvent['type']>(events: readonly RunEvent[], type: T): EventOf<T>[] =>
  events.filter((event): event is EventOf<T> => event.type === type);
const reasonOf = (events: readonly RunEvent[], id: string) => allOf(events, 'check-left-out').find((event) => event.check === id)?.reason;
const outcomeOf = (events: readonly RunEvent[]) => allOf(events, 'run-finished')[0]?.outcome;

describe('checks of a running server', function () {
  this.timeout(60_000);
  let folder: string;
  let url: string;
  let server: ChildProcess | undefined;

  const start = async (fault: string): Promise<void> => {
    const port = await freePort();
    server = spawn(process.execPath, ['main.mjs', fault], { cwd: folder, env: { ...process.env, PORT: String(port) }, stdio: 'ignore' });
    url = `http://127.0.0.1:${port}`;
    await waitUntil('it answers', () => fetch(`${url}/health`).then(({ ok }) => ok));
  };

  beforeEach(async () => {
    folder = await repoWith('none', { start: undefined });
  });
  afterEach(() => {
    server?.kill('SIGKILL');
    server = undefined;
  });

  it('pass a stage of which all could be tried, and leave the server running', async () => {
    await start('none');
    const { code, stdout } = await runCli([folder, '--url', url, '--stage', 'hello', '--reporter', 'json']);
    const {
      project,
      url: said,
      outcome,
      stages,
    } = JSON.parse(stdout) as Record<string, unknown> & { stages: { id: string; passed?: boolean }[] };
    assert.deepEqual([code, project, said, outcome], [0, 'rest-api', url, 'passed']);
    assert.deepEqual(
      stages.map(({ id, passed }) => [id, passed]),
      [['hello', true]],
    );
    assert.equal((await fetch(`${url}/health`)).status, 200);
  });

  it('fail what fails', async () => {
    await start('invalid-json');
    const { code, stdout } = await runCli([folder, '--url', url, '--stage', 'hello']);
    assert.equal(code, 1);
    assert.match(stdout, new RegExp(`^rest-api {2}${url}\n`));
    assert.match(stdout, /\n0 passed, 3 failed, 3 not tried\n$/);
  });

  it('take what cannot be a text where one belongs for a fault of the server', async () => {
    for (const [answer, use] of [
      ['{"id": {"toString": 1}}', (value: unknown) => String(value)],
      ['{"id": {"toString": null, "valueOf": []}}', (value: unknown) => Number(value)],
      ['{"id": 9007199254740993}', (value: unknown) => JSON.stringify(value)],
    ] as const) {
      const asked = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(answer));
      const port = await freePort();
      await new Promise<void>((resolve) => asked.listen(port, '127.0.0.1', resolve));
      const stage = defineStage({
        checks: [
          check('only', 'It is checked', async ({ api }) => {
            use((await api.get('/')).object['id']);
          }),
        ],
      });
      const checks = [{ id: 'only', title: 'It is checked' }];
      const events = await eventsHere(folder, {
        url: `http://127.0.0.1:${port}`,
        suites: {
          suiteOf: (project) =>
            Promise.resolve({ project, title: project, environment: {}, stages: [{ id: 'one', title: 'One', topics: [], checks }] }),
          stageOf: () => Promise.resolve(stage as Stage<unknown>),
        },
      });
      asked.closeAllConnections();
      asked.close();
      assert.equal(
        allOf(events, 'check-finished')[0]?.failure?.message,
        'The program has given an object, or a number beyond all bounds, in the place of a text or an ordinary number.',
      );
    }
  });

  it('say where nobody answers, and what is no address', async () => {
    const port = await freePort();
    const nobody = await eventsHere(folder, { stage: 'hello', url: `http://127.0.0.1:${port}` });
    assert.deepEqual([outcomeOf(nobody), allOf(nobody, 'problem')[0]?.code], ['problem', 'no-server']);
    assert.match(
      allOf(nobody, 'problem')[0]?.message ?? '',
      new RegExp(`^No server answers at http://127\\.0\\.0\\.1:${port} \\(.*ECONNREFUSED.*\\): start it, or check another address\\.$`),
    );
    const wrong = await eventsHere(folder, { stage: 'hello', url: 'http://localhost:3000/api' });
    assert.equal(
      allOf(wrong, 'problem')[0]?.message,
      '"localhost:3000" cannot be checked: checks begin at the root of a server: leave out what follows the host and the port.',
    );
  });

  it('say nothing of an address that may be a password', async () => {
    for (const url of ['https://hunter2@api.example', 'http://ada:hunter2?x@api.example', 'http://api.example/?api_key=hunter2']) {
      const { code, stdout, stderr } = await runCli([folder, '--url', url]);
      assert.deepEqual([code, /hunter2/.test(stdout + stderr)], [2, false], url);
    }
    const { code, stderr } = await runCli([folder, 'http://ada:hunter2@api.example']);
    assert.deepEqual([code, stderr], [2, 'An address goes with --url: see --help.\n']);
  });

  it('run nothing of the folder, and need nothing of it but the name of the project', async () => {
    await start('none');
    await writeFile(
      join(folder, '.backend-roadmap.json'),
      JSON.stringify({ project: 'rest-api', build: 'touch ran.txt', start: 'touch ran.txt' }),
    );
    await writeFile(join(folder, 'package.json'), JSON.stringify({ dependencies: { express: '5' } }));
    const { code } = await runCli([folder, '--url', url, '--stage', 'hello']);
    assert.equal(code, 0);
    await assert.rejects(access(join(folder, 'ran.txt')));
  });

  it('are refused together with variables for a program', async () => {
    const { code, stderr } = await runCli([folder, '--url', 'http://localhost:3000', '--variables', 'a.env']);
    assert.deepEqual([code, stderr], [2, '--variables is for a program that is started: it does not go with --url.\n']);
  });
});

describe('checks of a running server, of stages that need more', function () {
  this.timeout(30_000);
  let folder: string;
  let server: Server;
  let url: string;
  let status: number;

  /** Runs stages that are given here. */
  const run = (stages: Readonly<Record<string, Stage>>): Promise<RunEvent[]> =>
    eventsHere(folder, {
      url,
      suites: suitesWith(stages),
    });

  beforeEach(async () => {
    folder = makeTemporary('server');
    await writeFile(join(folder, '.backend-roadmap.json'), '{ "project": "rest-api" }');
    status = 200;
    server = createServer((_, response) => response.writeHead(status).end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const answers = check('answers', 'It answers', async ({ api }) => {
    (await api.get('/')).hasStatus(200);
  });

  it('leave out each check that starts, restarts or crashes the program, reads what it writes, or counts on a variable', async () => {
    const stage = defineStage({
      countsOn: { counts: ['JWT_SECRET'] },
      checks: [
        answers,
        check('restarts', 'It survives a restart', ({ program }) => program.restart()),
        check('crashes', 'It survives a crash', async ({ program }) => {
          await program.crash().catch(() => undefined);
        }),
        check('another', 'Two are one', async ({ startAnother }) => {
          await startAnother();
        }),
        check('reads', 'It writes', async ({ scratch }) => {
          await access(join(scratch, 'never'));
        }),
        check('prints', 'It prints', ({ program }) => Promise.reject(new Error(program.output))),
        check('counts', 'It signs', () => Promise.reject(new Error('never tried'))),
      ],
    });
    const events = await run({ one: stage });
    assert.deepEqual(
      allOf(events, 'check-finished').map((event) => [event.check, event.failure]),
      [['answers', undefined]],
    );
    for (const [id, reason] of [
      ['restarts', 'Left out: it restarts the program.'],
      ['crashes', 'Left out: it crashes the program.'],
      ['another', 'Left out: it starts another instance of the program.'],
      ['reads', 'Left out: it reads files of the program.'],
      ['prints', 'Left out: it reads what the program prints.'],
      ['counts', 'Left out: it counts on JWT_SECRET, which the program may have been started without.'],
    ] as const) {
      assert.equal(reasonOf(events, id), reason);
    }
    assert.deepEqual([allOf(events, 'stage-finished'), allOf(events, 'stage-left-out').length, outcomeOf(events)], [[], 1, 'partial']);
  });

  it('go on when a check begins a crash and waits for it later, or never', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const stage = defineStage({
      checks: [
        check('meanwhile', 'It survives a crash while it writes', async ({ program, api }) => {
          void program.crash();
          await api.get('/');
        }),
        answers,
      ],
    });
    const events = await run({ one: stage });
    process.off('unhandledRejection', note);
    assert.deepEqual([reasonOf(events, 'meanwhile'), unhandled], ['Left out: it crashes the program.', []]);
    assert.deepEqual(
      allOf(events, 'check-finished').map((event) => event.check),
      ['answers'],
    );
  });

  it('leave out whole stages that start the program in their own way', async () => {
    const checks = [answers];
    const events = await run({
      variable: defineStage({ environment: { TTL: '1', MAX: '2' }, checks }),
      anew: defineStage({ restart: true, checks }),
      prepared: defineStage({ prepare: () => Promise.resolve({ fixture: undefined, environment: { STRIPE: 'x' } }), checks }),
      // Of what it starts the program with, its checks count on nothing.
      free: defineStage({ environment: { BCRYPT_COST: '4' }, countsOn: {}, checks }),
      plain: defineStage({ checks }),
    });
    assert.deepEqual(
      allOf(events, 'check-left-out').map(({ stage, reason }) => [stage, reason]),
      [
        ['variable', 'Left out: its stage starts the program with TTL, MAX.'],
        ['anew', 'Left out: its stage starts the program anew.'],
        ['prepared', 'Left out: its stage starts the program with STRIPE.'],
      ],
    );
    assert.deepEqual(
      allOf(events, 'stage-finished').map(({ stage, passed }) => [stage, passed]),
      [
        ['free', true],
        ['plain', true],
      ],
    );
  });

  it('leave out what fails since the server limits how often it may be asked', async () => {
    status = 429;
    const events = await run({ one: defineStage({ checks: [answers] }) });
    assert.equal(reasonOf(events, 'answers'), 'Left out: the server limits how often it may be asked (429).');
    assert.equal(outcomeOf(events), 'partial');
  });

  it('have failed when one failed, whatever else was left out', async () => {
    status = 500;
    const events = await run({
      one: defineStage({ checks: [answers, check('restarts', 'It restarts', ({ program }) => program.restart())] }),
    });
    assert.deepEqual([outcomeOf(events), allOf(events, 'stage-finished')], ['failed', []]);
  });
});
