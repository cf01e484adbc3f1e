import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cp, mkdir, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEvent, type EventOf, type RunEvent } from '../../src/checks/model/events';
import { RUN_LIMITS } from '../../src/checks/runner/runContext';
import { takesConnections } from '../support/ports';
import { needsPython } from '../support/python';
import { makeTemporary } from '../support/temporary';
import { waitUntil } from '../support/wait';
import { repoWith } from './support/misbehaving';
import { cliPath, eventsHere, runCli } from './support/runner';

/** So long as the runner waits here: what it says is how long that was. */
const LIMITS = { start: 2_000, otherPort: 500, stop: 1_000, request: 1_000 };

const eventsOf = (folder: string, settings: Record<string, string> = {}): Promise<RunEvent[]> =>
  eventsHere(folder, { stage: 'hello', settings, limits: LIMITS });

const allOf = <T extends RunEvent['type']>(events: readonly RunEvent[], type: T): EventOf<T>[] =>
  events.filter((event): event is EventOf<T> => event.type === type);

const problemOf = (events: readonly RunEvent[]) => allOf(events, 'problem')[0];
const outcomeOf = (events: readonly RunEvent[]) => allOf(events, 'run-finished')[0]?.outcome;
const failureOf = (events: readonly RunEvent[], check: string) =>
  allOf(events, 'check-finished').find((event) => event.check === check)?.failure;

/** What still runs in a folder, by its command line. */
async function processesIn(folder: string): Promise<string[]> {
  const lines = await Promise.all((await pidsIn(folder)).map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => String(pid))));
  return lines.map((line) => line.replaceAll('\0', ' ').trim());
}

async function pidsIn(folder: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
  return pids.filter((_, index) => folders[index] === folder);
}

/** After every run nothing is left: no process in the folder, nobody on the port. */
async function assertNothingLeft(folder: string, events: readonly RunEvent[]): Promise<void> {
  assert.deepEqual(await processesIn(folder), []);
  for (const { url } of allOf(events, 'program-started'))
    assert.equal(await takesConnections(Number(new URL(url).port)), false, `${url} still answers`);
}

describe('the runner of checks and programs that misbehave', function () {
  this.timeout(120_000);

  it('it waits so long as no program of a learner has to', () => {
    assert.deepEqual(RUN_LIMITS, { build: 120_000, start: 30_000, otherPort: 4_000, stop: 5_000, request: 10_000, stage: 90_000 });
  });

  it('a good one passes, so that the others fail for their own reason', async () => {
    const folder = await repoWith('none');
    const events = await eventsOf(folder);
    assert.equal(outcomeOf(events), 'passed');
    await assertNothingLeft(folder, events);
  });

  const PROBLEMS: readonly (readonly [fault: string, code: string, message: RegExp])[] = [
    [
      'forks-and-exits',
      'start-ended',
      /^The start command "node main\.mjs forks-and-exits" ended before anything listened on port \d+: it has to stay in the foreground/,
    ],
    [
      'other-port',
      'other-port',
      /^The program listens on port \d+, and not on the one it was given \(\d+\): read the port from the variable PORT\.$/,
    ],
    ['crashes-at-start', 'start-ended', /^The program ended \(exit code 1\) before it listened on port \d+/],
  ];
  for (const [fault, code, message] of PROBLEMS) {
    it(`${fault} is a problem of the environment, with one thing to do`, async () => {
      const folder = await repoWith(fault);
      const events = await eventsOf(folder);
      const problem = problemOf(events);
      assert.equal(problem?.code, code);
      assert.match(problem.message, message);
      assert.equal(outcomeOf(events), 'problem');
      assert.deepEqual(allOf(events, 'check-finished'), []);
      await assertNothingLeft(folder, events);
    });
  }

  for (const [what, fault] of [
    ['a proxy that takes connections and drops them until its program is up', 'resets-first'],
    ['a program that answers 503 while it warms up', 'warms-up'],
    ['a program that listens on ::1 alone', 'only-ipv6'],
    ['a program that does not answer what nobody asked for', 'silent-start-page'],
  ] as const) {
    it(`${what} is waited for, and passes`, async () => {
      const folder = await repoWith(fault);
      const events = await eventsHere(folder, { stage: 'hello', limits: { ...LIMITS, start: 5_000 } });
      assert.equal(outcomeOf(events), 'passed', problemOf(events)?.message);
      const [{ url } = { url: '' }] = allOf(events, 'program-started');
      assert.match(url, fault === 'only-ipv6' ? /^http:\/\/\[::1\]:\d+$/ : /^http:\/\/127\.0\.0\.1:\d+$/);
      await assertNothingLeft(folder, events);
    });
  }

  it('a program that is never ready is given up, with what it says', async () => {
    const folder = await repoWith('never-ready');
    const events = await eventsOf(folder);
    assert.match(
      problemOf(events)?.message ?? '',
      /^The program takes connections on port \d+, but was not ready within 2 seconds: asked for "\/", it answered 503 Service Unavailable each time\.$/,
    );
    await assertNothingLeft(folder, events);
  });

  it('a project that says how long it takes is waited for so long, and no longer', async () => {
    const events = await eventsOf(await repoWith('never-ready', { startSeconds: 1 }));
    assert.match(problemOf(events)?.message ?? '', /was not ready within 1 seconds/);
  });

  it('has the same port from run to run, as long as that is free', async () => {
    const folder = await repoWith('none');
    const urls = [await eventsOf(folder), await eventsOf(folder)].flatMap((events) =>
      allOf(events, 'program-started').map(({ url }) => url),
    );
    assert.equal(urls.length, 2);
    assert.equal(urls[0], urls[1]);
  });

  it('what a program said when it crashed at its start is told', async () => {
    const events = await eventsOf(await repoWith('crashes-at-start'));
    assert.match(problemOf(events)?.detail ?? '', /Error: no configuration/);
  });

  it('a program that crashes later fails the check, with its exit code, and is started again for the next', async () => {
    const folder = await repoWith('crashes-later');
    const events = await eventsOf(folder);
    assert.match(failureOf(events, 'creates')?.message ?? '', /^POST \/todos cannot be answered: the program has ended \(exit code 3\)\.$/);
    assert.equal(failureOf(events, 'not-found'), undefined);
    assert.ok(allOf(events, 'program-started').length > 1);
    await assertNothingLeft(folder, events);
  });

  it('a megabyte a second is cut, and the checks pass', async () => {
    const folder = await repoWith('chatty');
    const events = await eventsOf(folder);
    assert.equal(outcomeOf(events), 'passed');
    const printed = allOf(events, 'output').reduce((sum, { text }) => sum + text.length, 0);
    const seconds = (allOf(events, 'run-finished')[0]?.ms ?? 0) / 1000;
    assert.ok(printed < (seconds + 2) * 70_000, `${printed} characters in ${seconds} seconds`);
    await assertNothingLeft(folder, events);
  });

  it('one that ignores SIGTERM is killed, and that is said', async () => {
    const folder = await repoWith('ignores-sigterm');
    const events = await eventsOf(folder);
    assert.equal(outcomeOf(events), 'passed');
    assert.deepEqual(
      allOf(events, 'notice').map(({ message }) => message),
      ['The program did not end within 1 seconds of SIGTERM, and was killed.'],
    );
    await assertNothingLeft(folder, events);
  });

  it('a daemon that it started is gone with it', async () => {
    const folder = await repoWith('leaves-a-daemon');
    await assertNothingLeft(folder, await eventsOf(folder));
  });

  it('a daemon that its build has started keeps nobody waiting, and is gone with it', async () => {
    const folder = await repoWith('none', { build: 'node daemon.mjs', start: 'node main.mjs none' });
    const daemon = `spawn(process.execPath, ['-e', 'setInterval(() => console.log("working"), 50)'], { detached: true, stdio: ['ignore', 'inherit', 'inherit'] }).unref();`;
    await writeFile(join(folder, 'daemon.mjs'), `import { spawn } from 'node:child_process';\n${daemon}\n`);
    const events = await eventsOf(folder);
    assert.deepEqual([problemOf(events)?.message, outcomeOf(events)], [undefined, 'passed']);
    await assertNothingLeft(folder, events);
  });

  const FAILURES: readonly (readonly [fault: string, message: RegExp])[] = [
    ['endless-body', /^The answer to GET \/health is larger than 8 MB and has not ended\.$/],
    ['slow-body', /^GET \/health was not answered within 1 seconds\.$/],
    ['invalid-json', /^The answer to GET \/health should be JSON, but cannot be parsed: /],
    ['huge-headers', /^The answer to GET \/health has more than 64 kB of headers\.$/],
    ['not-http', /^The answer to GET \/health is not HTTP/],
    ['redirects-outside', /^The answer to GET \/health should have status 200 OK, but has 302 Found\.$/],
  ];
  for (const [fault, message] of FAILURES) {
    it(`${fault} fails the check in one sentence`, async () => {
      const folder = await repoWith(fault);
      const events = await eventsOf(folder);
      assert.match(failureOf(events, 'health')?.message ?? 'passed', message);
      assert.equal(outcomeOf(events), 'failed');
      await assertNothingLeft(folder, events);
    });
  }

  it('a program that never listens is given up', async () => {
    const folder = await repoWith('never-listens');
    const events = await eventsOf(folder);
    assert.equal(problemOf(events)?.code, 'port-closed');
    assert.match(problemOf(events)?.message ?? '', /^Nothing listened on port \d+ within 2 seconds: /);
    await assertNothingLeft(folder, events);
  });
});

describe('the runner of checks and repos that cannot be checked', function () {
  this.timeout(60_000);

  const REPOS: readonly (readonly [what: string, file: Record<string, unknown>, code: string, message: RegExp])[] = [
    [
      'a start command that is not there',
      { start: 'no-such-program --serve' },
      'start-not-found',
      /^The start command "no-such-program --serve" cannot be run/,
    ],
    [
      'a word of bash, where the shell is another',
      { start: 'source .venv/bin/activate && python main.py' },
      'start-not-found',
      /^The start command uses "source", which .* does not know: write "\. \.venv\/bin\/activate" instead, in "start" of \.backend-roadmap\.json\.$/,
    ],
    ['a project that nobody knows', { project: 'space-ship' }, 'unknown-project', /^There are no checks for a project "space-ship"/],
    ['a project outside of the folder of checks', { project: '../rest-api' }, 'unknown-project', /^There are no checks for a project/],
    [
      'a project with a name that no file has',
      { project: 'x'.repeat(50_000) },
      'unknown-project',
      /^There are no checks for a project "x{79}…":/,
    ],
    ['a start command of two lines', { start: 'a\nb' }, 'bad-project-file', /"start" must be a command on one line/],
    ['a service that nobody knows', { services: ['oracle'] }, 'bad-project-file', /"services" must be a list of/],
    ['a build that fails', { build: 'node -e "console.log(\'type error\'); process.exit(2)"' }, 'build-failed', /failed \(exit code 2\)/],
    [
      'a build whose program is not there',
      { build: 'no-such-compiler --release' },
      'build-failed',
      /^The build command "no-such-compiler --release" cannot be run: install what it needs, or correct "build" in \.backend-roadmap\.json\.$/,
    ],
    [
      'a service that is not reachable',
      { services: ['redis'], environment: { REDIS_URL: 'redis://127.0.0.1:1' } },
      'service',
      /^Redis is not reachable at 127\.0\.0\.1:1/,
    ],
  ];
  for (const [what, file, code, message] of REPOS) {
    it(`${what} is named`, async () => {
      const folder = await repoWith('none', file);
      const events = await eventsOf(folder);
      assert.deepEqual([problemOf(events)?.code, outcomeOf(events)], [code, 'problem'], problemOf(events)?.message);
      assert.match(problemOf(events)?.message ?? '', message);
      await assertNothingLeft(folder, events);
    });
  }

  it('a folder without the file, and a file that is no JSON', async () => {
    const empty = makeTemporary('empty');
    assert.equal(problemOf(await eventsOf(empty))?.code, 'no-project-file');
    await writeFile(join(empty, '.backend-roadmap.json'), '{');
    assert.equal(problemOf(await eventsOf(empty))?.code, 'bad-project-file');
  });

  it('dependencies that are not installed are named', async () => {
    const folder = await repoWith('none');
    await writeFile(join(folder, 'package.json'), JSON.stringify({ dependencies: { express: '5', zod: '4' } }));
    const events = await eventsOf(folder);
    assert.equal(problemOf(events)?.code, 'not-installed');
    assert.match(problemOf(events)?.message ?? '', /\(express, zod\): run npm install/);
  });

  it('dependencies and projects are named in a few words that hide and link nothing, whatever they are called', async () => {
    const name = `left-pad\u001b]8;;command:x\u0007\u202e${'x'.repeat(800_000)}`;
    const folder = await repoWith('none');
    await writeFile(join(folder, 'package.json'), JSON.stringify({ dependencies: { [name]: '1' } }));
    const project = await repoWith('none', { project: name.slice(0, 50_000) });
    for (const [of, sentence] of [
      [folder, /^The dependencies are not installed \(left-pad \]8;;command:x x+…\): run npm install in the project's folder\.$/],
      [project, /^There are no checks for a project "left-pad \]8;;command:x x+…": correct "project" in \.backend-roadmap\.json\.$/],
    ] as const) {
      const { message = '' } = problemOf(await eventsOf(of)) ?? {};
      assert.match(message.slice(0, 1_000), sentence);
    }
  });

  it('dependencies are named with what installs them, of the repository around', async () => {
    const repository = makeTemporary('repository');
    await cp(await repoWith('none'), join(repository, 'apps/api'), { recursive: true });
    await writeFile(join(repository, 'apps/api/package.json'), JSON.stringify({ dependencies: { express: '5' } }));
    await writeFile(join(repository, 'pnpm-lock.yaml'), '');
    await mkdir(join(repository, '.git'));
    const problem = problemOf(await eventsOf(join(repository, 'apps/api')));
    assert.equal(problem?.message, "The dependencies are not installed (express): run pnpm install in the project's folder.");
  });

  it('a dependency of another stack, by what its program says at its end', async function () {
    needsPython(this, 'a dependency of a program in Python that is missing');
    const folder = await repoWith('none', { start: 'python3 main.py' });
    await writeFile(join(folder, 'requirements.txt'), 'a-package-of-nobody\n');
    await writeFile(join(folder, 'main.py'), 'import a_package_of_nobody\n');
    const problem = problemOf(await eventsOf(folder));
    assert.equal(problem?.code, 'not-installed');
    assert.equal(
      problem.message,
      "The dependencies are not installed (a_package_of_nobody): run python3 -m pip install -r requirements.txt in the project's folder.",
    );
    assert.match(problem.detail ?? '', /ModuleNotFoundError/);
    await writeFile(join(folder, 'main.py'), 'import another_module\n');
    assert.equal(problemOf(await eventsOf(folder))?.code, 'start-ended');
  });

  it('a machine without Node.js for a program that needs it', async () => {
    const events = await eventsOf(await repoWith('none'), { PATH: '/nowhere' });
    assert.equal(problemOf(events)?.code, 'no-node');
  });
});

describe('the runner of checks, interrupted', function () {
  this.timeout(60_000);

  it('ends at once, and so does all that it has started', async () => {
    const folder = await repoWith('slow-body');
    const child = spawn(process.execPath, [cliPath, folder, '--stage', 'hello', '--reporter', 'ndjson'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    await waitUntil('a check has begun', () => Promise.resolve(printed.includes('"check-started"')));
    const code = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    assert.equal(await code, 130);
    const events = printed.split('\n').flatMap((line) => parseEvent(line) ?? []);
    assert.equal(outcomeOf(events), 'cancelled');
    await assertNothingLeft(folder, events);
  });

  it('checks a repo once at a time, and tells the second who is at it', async () => {
    const folder = await repoWith('slow-body');
    const child = spawn(process.execPath, [cliPath, folder, '--stage', 'hello', '--reporter', 'ndjson'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const events = await eventsOf(folder);
    assert.equal(problemOf(events)?.code, 'busy');
    assert.match(problemOf(events)?.message ?? '', new RegExp(`\\(process ${child.pid}\\)`));
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    await ended;
    assert.deepEqual(await processesIn(folder), []);
  });

  it('a runner that was killed leaves a lock that the next one takes over', async () => {
    const folder = await repoWith('none');
    const child = spawn(process.execPath, [cliPath, folder, '--stage', 'hello', '--reporter', 'ndjson'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
    assert.equal(outcomeOf(await eventsOf(folder)), 'passed');
    // Nobody was left to end what the killed one may have started.
    for (const pid of await pidsIn(folder)) process.kill(pid, 'SIGKILL');
  });
});

describe('the command line of checks', function () {
  this.timeout(60_000);

  it('says what it can do, and refuses what it cannot', async () => {
    const help = await runCli(['--help']);
    assert.equal(help.code, 0);
    assert.match(help.stdout, /node cli\.mjs <folder> \[--stage <id>\]/);
    for (const [args, complaint] of [
      [[], 'Which project? Name its folder, or see --help.'],
      [['a', 'b'], 'One folder at a time: a or b.'],
      [['a', '--stage'], '--stage needs a value.'],
      [['a', '--reporter', 'tap'], '--reporter knows spec, json, junit, ndjson, not "tap".'],
      [['a', '--only'], '--only goes with --stage.'],
      [['a', '--fast'], 'Unknown argument --fast: see --help.'],
    ] as const) {
      const { code, stderr } = await runCli(args);
      assert.deepEqual([code, stderr], [2, `${complaint}\n`]);
    }
  });

  it('has an exit code for each outcome', async () => {
    const codeOf = async (fault: string) => (await runCli([await repoWith(fault), '--stage', 'hello'])).code;
    assert.deepEqual([await codeOf('none'), await codeOf('invalid-json'), await codeOf('crashes-at-start')], [0, 1, 2]);
  });

  it('prints for people, as JSON and as JUnit XML', async () => {
    const folder = await repoWith('invalid-json');
    const spec = await runCli([folder, '--stage', 'hello']);
    assert.match(spec.stdout, /✖ GET \/health says that the server is up\n {6}The answer to GET \/health should be JSON/);
    assert.match(spec.stdout, /\n0 passed, 3 failed, 3 not tried\n$/);
    const json = JSON.parse((await runCli([folder, '--stage', 'hello', '--reporter', 'json'])).stdout) as {
      outcome: string;
      stages: { id: string }[];
    };
    assert.deepEqual([json.outcome, json.stages.map(({ id }) => id)], ['failed', ['hello']]);
    const junit = await runCli([folder, '--stage', 'hello', '--reporter=junit']);
    assert.match(junit.stdout, /<testsuites tests="6" failures="3" errors="0" time="[\d.]+">/);
    assert.match(
      junit.stdout,
      /<testcase classname="rest-api\.hello" name="GET \/health says that the server is up" time="[\d.]+"><failure message="The answer/,
    );
  });

  it('refuses a stage that the project does not have, and names those it has', async () => {
    const { stdout, code } = await runCli([await repoWith('none'), '--stage', 'nothing']);
    assert.equal(code, 2);
    assert.match(stdout, /REST API has no stage "nothing": it has hello, read-one, /);
  });
});
