import { strict as assert } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../../support/wait';
import { freePort } from '../support';

/** The command line as people use it; DEV_SERVICES_CLI names the bundled one, otherwise the sources run. */
const bundled = process.env['DEV_SERVICES_CLI'];
const program = bundled === undefined ? ['--import=tsx', 'src/devServices/cli.ts'] : [bundled];
const urls = ['DATABASE_URL', 'REDIS_URL', 'MONGODB_URL'];

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const OUTER = `const child = require('node:child_process').spawn(process.execPath, [require('node:path').join(__dirname, 'inner.cjs')], { stdio: 'inherit' });
console.log('outer ' + process.pid);`;
const INNER = `const port = Number(new URL(process.env.REDIS_URL).port);
const end = () => require('node:net').connect(port, '127.0.0.1')
  .on('connect', () => { console.log('inner ended with its service: true'); process.exit(0); })
  .on('error', () => { console.log('inner ended with its service: false'); process.exit(1); });
process.on('SIGTERM', end).on('SIGINT', end);
setInterval(() => undefined, 1000);
console.log('inner ' + process.pid + ' ' + port);`;

describe('Command line of the dev services', function () {
  this.timeout(120_000);
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'project with blank 🌱-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function declare(...services: readonly string[]): Promise<void> {
    await writeFile(join(folder, '.backend-roadmap.json'), JSON.stringify({ services }));
  }

  function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const env: NodeJS.ProcessEnv = { ...process.env };
    for (const name of urls) delete env[name];
    const child = spawn(process.execPath, [...program, ...args], { env: { ...env, ...environment } });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    return new Promise((resolve) =>
      child.once('close', (code) => {
        resolve({ code, stdout, stderr });
      }),
    );
  }

  const script = (source: string): readonly string[] => ['--', process.execPath, '-e', source];
  const printUrls = script(`console.log(JSON.stringify([${urls.map((name) => `process.env.${name}`).join(', ')}]))`);

  it('starts what the project declares, sets the variables, and stops all', async () => {
    await declare('redis', 'mongodb');
    const { code, stdout, stderr } = await run(['--built-in', '--for', folder, ...printUrls]);
    const [postgres, redis, mongodb] = JSON.parse(stdout) as (string | null)[];
    assert.equal(code, 0, stderr);
    assert.equal(postgres, null);
    assert.match(redis ?? '', /^redis:\/\/127\.0\.0\.1:\d+$/);
    assert.match(mongodb ?? '', /^mongodb:\/\/127\.0\.0\.1:\d+\/app$/);
    assert.equal(
      stderr,
      `Redis: built-in stand-in (as asked, data in .data/redis) at ${redis ?? ''}\n` +
        `MongoDB: built-in stand-in (as asked, data in .data/mongodb) at ${mongodb ?? ''}\n`,
    );
    for (const url of [redis, mongodb]) assert.equal(await takesConnections(Number(new URL(url ?? '').port)), false);
    assert.equal(await readFile(join(folder, '.data', '.gitignore'), 'utf8'), '*\n');
  });

  it("exits with the command's code", async () => {
    await declare('redis');
    assert.equal((await run(['--for', folder, ...script('process.exit(7)')])).code, 7);
    assert.equal((await run(['--for', folder, '--', 'no-such-program-here'])).code, 127);
  });

  it('keeps the data of the built-in PostgreSQL from one run to the next', async () => {
    await declare('postgres');
    const source = `const { Client } = require('pg'); const c = new Client(process.env.DATABASE_URL); (async () => { await c.connect(); await c.query('CREATE TABLE IF NOT EXISTS t (a int)'); await c.query('INSERT INTO t VALUES (1)'); console.log((await c.query('SELECT count(*)::int AS n FROM t')).rows[0].n); await c.end(); })()`;
    for (const expected of ['1', '2']) {
      const { code, stdout, stderr } = await run(['--for', folder, ...script(source)]);
      assert.deepEqual([code, stdout.trim()], [0, expected], stderr);
    }
  });

  it('uses a URL of the environment, or else of .env, as it is', async () => {
    await declare('redis', 'mongodb');
    const own = createServer();
    await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
    const { port } = own.address() as AddressInfo;
    await writeFile(
      join(folder, '.env'),
      `REDIS_URL=redis://:secret@127.0.0.1:${String(port)}\nMONGODB_URL="mongodb://127.0.0.1:1/x" # replaced below\n`,
    );
    const { code, stdout, stderr } = await run(['--for', folder, ...printUrls], {
      MONGODB_URL: `mongodb://127.0.0.1:${String(port)}/mine`,
    });
    own.close();
    assert.equal(code, 0, stderr);
    // The program reads its .env itself; only services that were started are put into its environment.
    assert.deepEqual(JSON.parse(stdout), [null, null, `mongodb://127.0.0.1:${String(port)}/mine`]);
    assert.match(stderr, /^Redis: REDIS_URL from \.env at redis:\/\/:\*\*\*@127\.0\.0\.1:\d+$/m);
  });

  it('never falls back from a URL that cannot be reached', async () => {
    await declare('redis');
    const port = await freePort();
    const { code, stdout, stderr } = await run(['--for', folder, ...printUrls], { REDIS_URL: `redis://127.0.0.1:${String(port)}` });
    assert.deepEqual([code, stdout], [2, '']);
    assert.equal(
      stderr,
      `Redis is not reachable at 127.0.0.1:${String(port)} (REDIS_URL in the environment): start it, or remove REDIS_URL to have one started.\n`,
    );
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`ends the command with all that it has started on ${signal}, and then the services`, async () => {
      await declare('redis');
      // As npm does it: a program that starts another, and passes no signal on. The one within ends in order, with its service still there.
      await writeFile(join(folder, 'inner.cjs'), INNER);
      await writeFile(join(folder, 'outer.cjs'), OUTER);
      const child = spawn(process.execPath, [...program, '--for', folder, '--', process.execPath, join(folder, 'outer.cjs')], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
      await waitUntil('both programs run', () => Promise.resolve(/outer \d+\n/.test(said) && /inner \d+ \d+\n/.test(said)));
      const number = (pattern: RegExp): number => Number(pattern.exec(said)?.[1]);
      const [outer, inner, port] = [number(/outer (\d+)/), number(/inner (\d+)/), number(/inner \d+ (\d+)/)];
      child.kill(signal);
      const code = await new Promise((resolve) => child.once('exit', resolve));
      assert.equal(code, signal === 'SIGTERM' ? 143 : 130);
      assert.match(said, /inner ended with its service: true/);
      assert.deepEqual([outer, inner].map(isRunning), [false, false]);
      assert.equal(await takesConnections(port), false);
    });
  }

  it('runs until it is told to stop, then leaves nothing behind', async () => {
    await declare('redis');
    const child = spawn(process.execPath, [...program, '--for', folder], { stdio: ['ignore', 'pipe', 'ignore'] });
    const line = await new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk: Buffer) => {
        resolve(chunk.toString());
      }),
    );
    const port = Number(/^export REDIS_URL='redis:\/\/127\.0\.0\.1:(\d+)'\n$/.exec(line)?.[1]);
    assert.equal(await takesConnections(port), true, line);
    child.kill('SIGTERM');
    assert.equal(await new Promise((resolve) => child.once('exit', resolve)), 0);
    assert.equal(await takesConnections(port), false);
  });

  it('takes the services along when it is killed', async () => {
    await declare('redis');
    const child = spawn(process.execPath, [...program, '--for', folder], { stdio: ['ignore', 'pipe', 'ignore'] });
    const line = await new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk: Buffer) => {
        resolve(chunk.toString());
      }),
    );
    const port = Number(/:(\d+)'/.exec(line)?.[1]);
    child.kill('SIGKILL');
    for (let attempt = 0; attempt < 100 && (await takesConnections(port)); attempt++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(await takesConnections(port), false);
  });

  it('lets only one at a time write to the data of a project', async () => {
    await declare('mongodb');
    const child = spawn(process.execPath, [...program, '--built-in', '--for', folder], { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const { code, stderr } = await run(['--built-in', '--for', folder, ...printUrls]);
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    assert.equal(code, 2);
    assert.match(stderr, /^\.data\/mongodb is in use by the dev services that run as process \d+: stop those first\.\n$/);
    assert.equal((await run(['--built-in', '--for', folder, ...printUrls])).code, 0);
  });

  it('refuses bad input in one sentence', async () => {
    await mkdir(join(folder, 'empty'));
    await writeFile(join(folder, '.backend-roadmap.json'), '{"services": ["oracle"]}');
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [[], /^Which project\? Say --for <folder>\.$/],
      [['--for'], /^--for needs a value\.$/],
      [['--for', folder, 'npm', 'test'], /^Unknown argument npm: a command to run comes after --\.$/],
      [['--for', folder, '--only', 'sqlite'], /^--only knows postgres, redis, mongodb, not "sqlite"\.$/],
      [['--for', folder, '--'], /^There is no command after --\.$/],
      [['--for', join(folder, 'nowhere')], /^There is no folder .*nowhere\.$/],
      [['--for', join(folder, 'empty')], /has no \.backend-roadmap\.json, so it is unknown which services it needs\.$/],
      [['--for', folder], /^\.backend-roadmap\.json cannot be used: "services" must be a list of postgres, redis, mongodb\.$/],
    ];
    for (const [args, sentence] of cases) {
      const { code, stdout, stderr } = await run(args);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.match(stderr.trimEnd(), sentence);
    }
    const help = await run(['--help']);
    assert.equal(help.code, 0);
    assert.match(help.stdout, /--only <names>/);
  });
});

/** Whether a process runs; one that has ended and whose parent has not asked for its code yet does not. */
function isRunning(pid: number): boolean {
  return /^[^Z\s]/.test(spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim());
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
