import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import pg from 'pg';
import { startRealServer } from '../../../src/devServices/programs/realServer';
import { lookFor, pathFolders } from '../../../src/devServices/programs/serverProcess';
import { startDevServices, type DevServices } from '../../../src/devServices/supervisor';
import { findProgram, postgresInit, redisServer } from '../../support/debianPackages';
import { takesConnections } from '../../support/ports';
import { waitUntil } from '../../support/wait';
import { RespClient } from '../redis/respClient';
import type { ServiceKind } from '../../../src/content/serviceKinds';

const hostPath = join('src', 'devServices', 'serviceHost.ts');
const hasMongo = lookFor(['mongod'], pathFolders()) !== undefined;

describe('Real servers for a project', function () {
  this.timeout(120_000);
  const path = process.env['PATH'] ?? '';
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'real servers 🌱-'));
    // A server that refuses to run as root runs as somebody else, who must be able to pass.
    await chmod(folder, 0o755);
  });
  afterEach(async () => {
    process.env['PATH'] = path;
    await rm(folder, { recursive: true, force: true });
  });

  const start = (kind: ServiceKind): Promise<DevServices> => startDevServices({ folder, hostPath, only: [kind], environment: {} });
  const noteOf = ({ services }: DevServices): string => services[0]?.note ?? '';
  const portOf = ({ services }: DevServices): number => Number(new URL(services[0]?.url ?? '').port);

  /** Puts a program of this name first on the PATH; by itself, so that none of another name is found. */
  async function play(name: string, script: string): Promise<string> {
    const bin = join(folder, 'bin');
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, name), `#!${process.execPath}\n${script}`, { mode: 0o755 });
    process.env['PATH'] = bin;
    return bin;
  }

  it('are a Redis that keeps its data from one run to the next', async () => {
    const program = await findProgram(redisServer);
    process.env['PATH'] = [dirname(program), path].join(delimiter);
    for (let run = 1; run <= 2; run++) {
      const services = await start('redis');
      assert.match(noteOf(services), /^Redis: redis-server [\d.]+ from \/.* \(data in \.data\/redis-\d+\)$/);
      const client = await RespClient.connect(portOf(services));
      assert.deepEqual(await client.call('INCR', 'runs'), { integer: String(run) });
      client.close();
      await services.stop();
      assert.equal(await takesConnections(portOf(services)), false);
    }
  });

  it('are ended, and have all they answered, when the program that started them is killed', async () => {
    process.env['PATH'] = [dirname(await findProgram(redisServer)), path].join(delimiter);
    await writeFile(join(folder, '.backend-roadmap.json'), '{"services": ["redis"]}');
    const cli = process.env['DEV_SERVICES_CLI'];
    const args = [...(cli === undefined ? ['--import=tsx', 'src/devServices/cli.ts'] : [cli]), '--for', folder];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const port = Number(/:(\d+)'/.exec(line.toString())?.[1]);
    const client = await RespClient.connect(port);
    await client.pipeline(Array.from({ length: 300 }, () => ['INCR', 'n']));
    child.kill('SIGKILL');
    await waitUntil('the server is gone', async () => !(await takesConnections(port)));
    client.close();
    const services = await start('redis');
    const again = await RespClient.connect(portOf(services));
    assert.deepEqual(await again.call('GET', 'n'), { bulk: '300' });
    again.close();
    await services.stop();
  });

  it('are a PostgreSQL with the password of its URL, whose data is its own', async () => {
    await findProgram(postgresInit);
    for (let run = 1; run <= 2; run++) {
      const services = await start('postgres');
      assert.match(noteOf(services), /^PostgreSQL: postgres [\d.]+ from \/.* \(data in \.data\/postgres-\d+\)$/);
      const url = services.variables['DATABASE_URL'] ?? '';
      const client = new pg.Client(url);
      await client.connect();
      await client.query('CREATE TABLE IF NOT EXISTS runs (n int)');
      await client.query('INSERT INTO runs VALUES (1)');
      assert.equal((await client.query('SELECT * FROM runs')).rowCount, run);
      assert.deepEqual((await client.query("SELECT upper('é') AS e")).rows, [{ e: 'É' }]);
      await client.end();
      await assert.rejects(new pg.Client(url.replace(':postgres@', ':wrong@')).connect(), { code: '28P01' });
      await services.stop();
      assert.equal(await takesConnections(portOf(services)), false);
    }
  });

  it('do not touch data of another version', async () => {
    await findProgram(postgresInit);
    const first = await startRealServer('postgres', 0, folder);
    assert.ok(typeof first === 'object');
    await first.stop();
    const marker = join(folder, first.data.replace('data in ', ''), 'PG_VERSION');
    await writeFile(marker, '9\n');
    assert.equal(await startRealServer('postgres', 0, folder), `${first.what} did not start: its data was made by PostgreSQL 9`);
  });

  it('do not run where they may not', async function () {
    // Only root has to become somebody else.
    if (process.getuid?.() !== 0) return;
    await findProgram(postgresInit);
    await chmod(folder, 0o700);
    const reason = await startRealServer('postgres', 0, folder);
    assert.ok(
      typeof reason === 'string' &&
        reason.endsWith(` did not start: it does not run as root, and the user postgres may not enter ${folder}`),
      JSON.stringify(reason),
    );
  });

  it('give way where they fail, with the reason they gave', async () => {
    await play(
      'redis-server',
      `if (process.argv[2] === '--version') console.log('Redis server v=9.1.2 sha=0'); else { console.error('Fatal error loading the DB'); process.exit(1); }`,
    );
    const services = await start('redis');
    await services.stop();
    const bin = join(folder, 'bin');
    assert.equal(
      noteOf(services),
      `Redis: built-in stand-in (redis-server 9.1.2 from ${bin} did not start: Fatal error loading the DB, data in .data/redis)`,
    );
  });

  it('give way where there is none', async () => {
    await play('something-else', '');
    await mkdir(join(folder, '.data', 'redis-6', 'appendonlydir'), { recursive: true });
    const services = await start('redis');
    await services.stop();
    assert.equal(
      noteOf(services),
      'Redis: built-in stand-in (no redis-server or valkey-server on PATH, data in .data/redis; what others kept stays in .data/redis-6)',
    );
  });

  it(`are a mongod (${hasMongo ? 'the one that is installed' : 'played by a script, for none is installed here'})`, async () => {
    if (!hasMongo) await play('mongod', MONGOD);
    const services = await start('mongodb');
    assert.match(noteOf(services), /^MongoDB: mongod [\d.]+ from \/.* \(data in \.data\/mongod-\d+\)$/);
    assert.equal(await takesConnections(portOf(services)), true);
    await services.stop();
    assert.equal(await takesConnections(portOf(services)), false);
    if (!hasMongo) assert.equal(await readFile(join(folder, '.data', 'mongod-7', 'ended'), 'utf8'), 'in order');
  });

  it('take a valkey-server for a Redis, and report when a server ends by itself', async () => {
    const real = await findProgram(redisServer);
    await play(
      'valkey-server',
      `const args = process.argv.slice(2); if (args[0] === '--version') console.log('Valkey server v=8.0.1 sha=0'); else {
      const child = require('node:child_process').spawn(${JSON.stringify(real)}, args, { stdio: 'inherit' });
      process.on('SIGTERM', () => child.kill()); child.on('exit', (code) => process.exit(code ?? 1)); }`,
    );
    let tell: (sentence: string) => void = () => undefined;
    const crashed = new Promise<string>((resolve) => (tell = resolve));
    const services = await startDevServices({ folder, hostPath, only: ['redis'], environment: {}, onCrash: (sentence) => tell(sentence) });
    assert.match(noteOf(services), /^Redis: valkey-server 8\.0\.1 from .* \(data in \.data\/valkey-8\)$/);
    const client = await RespClient.connect(portOf(services));
    client.send('SHUTDOWN', 'NOSAVE');
    assert.match(await crashed, /^The services went down \(valkey-server 8\.0\.1 from .* ended: .+\): start them again\.$/);
    client.close();
    await services.stop();
  });
});

/** Speaks as mongod does when it starts, and listens. */
const MONGOD = `const args = process.argv.slice(2);
if (args[0] === '--version') { console.log('db version v7.0.5'); process.exit(0); }
const value = (name) => args[args.indexOf(name) + 1];
const server = require('node:net').createServer().listen(Number(value('--port')), value('--bind_ip'), () => console.log(JSON.stringify({ msg: 'Waiting for connections' })));
process.on('SIGTERM', () => { require('node:fs').writeFileSync('ended', 'in order'); process.exit(0); });`;
