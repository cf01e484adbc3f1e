import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { EventOf, RunEvent } from '../../src/checks/model/events';
import { repoRoot } from '../support/paths';
import { run } from '../support/processes';
import { repoWith } from './support/misbehaving';
import { eventsHere } from './support/runner';
import type { SideBySide } from './support/sideBySide';

/** How many processes check at once, and how many repos each: eight runs, in different processes and within one. */
const [PROCESSES, RUNS] = [4, 2];
/** Once by `npm test`; more often by `ROUNDS=10 npx mocha … test/checks/ports.test.ts`. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 1);

describe('the ports of programs under test', function () {
  this.timeout(60_000 * (ROUNDS + 1));

  it('are never mixed up, however many are checked at once', async () => {
    const script = join(repoRoot, 'test/checks/support/sideBySide.ts');
    const args = ['--import', 'tsx', script, String(RUNS), String(ROUNDS)];
    const printed = await Promise.all(Array.from({ length: PROCESSES }, () => run(process.execPath, args, { cwd: repoRoot })));
    const results = printed.map((text) => JSON.parse(text) as SideBySide);
    assert.deepEqual(
      results,
      results.map(() => ({ runs: RUNS * ROUNDS, troubles: [] })),
    );
  });
});

describe('a program that has taken the port of the one under test', function () {
  this.timeout(60_000);
  const servers: Server[] = [];

  afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

  /** Checks a program that is slow to listen, on whose port somebody else listens meanwhile, so many times. */
  async function eventsWith(impostors: number): Promise<readonly RunEvent[]> {
    let left = impostors;
    return eventsHere(await repoWith('listens-late'), {
      stage: 'hello',
      onEvent: (event) => {
        const wanted = event.type === 'output' ? /wants port (\d+)/.exec(event.text)?.[1] : undefined;
        if (wanted === undefined || (left -= 1) < 0) return;
        const server = createServer((_request, response) => void response.writeHead(500).end()).listen(Number(wanted), '127.0.0.1');
        servers.push(server);
      },
    });
  }
  const allOf = <T extends RunEvent['type']>(events: readonly RunEvent[], type: T) =>
    events.filter((event): event is EventOf<T> => event.type === type);
  const taken = String.raw`Port \d+ was taken by another program \(.+, process ${process.pid}\)`;

  it('is not taken for it: the program is started on another port, and passes', async () => {
    const events = await eventsWith(1);
    assert.equal(allOf(events, 'run-finished')[0]?.outcome, 'passed');
    const notices = allOf(events, 'notice').map(({ message }) => message);
    assert.equal(notices.length, 1);
    assert.match(notices[0] ?? '', new RegExp(`^${taken}: the program is started on another one\\.$`));
  });

  it('is named when it takes every port', async () => {
    const events = await eventsWith(3);
    const [problem] = allOf(events, 'problem');
    assert.equal(problem?.code, 'port-closed');
    assert.match(problem.message, new RegExp(`^${taken}: check again\\.$`));
    assert.deepEqual(allOf(events, 'check-finished'), []);
  });
});
