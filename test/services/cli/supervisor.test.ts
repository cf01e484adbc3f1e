import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, MongoServerError } from 'mongodb';
import { RespClient } from '../redis/respClient';
import { startDevServices } from '../../../src/devServices/supervisor';

const hostPath = join('src', 'devServices', 'serviceHost.ts');

describe('Supervisor of the dev services', function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'supervisor-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('says in one sentence that the services went down, and starts nothing again', async () => {
    let tell: (sentence: string) => void = () => undefined;
    const crashed = new Promise<string>((resolve) => (tell = resolve));
    const services = await startDevServices({
      folder,
      hostPath,
      only: ['redis'],
      standInsOnly: true,
      environment: {},
      onCrash: (sentence) => {
        tell(sentence);
      },
    });
    const children = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'serviceHost'])
      .toString()
      .trim()
      .split('\n');
    process.kill(Number(children[0]), 'SIGKILL');
    assert.equal(await crashed, 'The services went down (ended by SIGKILL): start them again.');
    await services.stop();
  });

  it('has each service in a process of its own: one that is busy keeps no other waiting', async () => {
    const services = await startDevServices({ folder, hostPath, only: ['redis', 'mongodb'], standInsOnly: true, environment: {} });
    const [redis, mongodb] = services.services.map(({ url }) => url);
    const client = await MongoClient.connect(mongodb ?? '');
    await client
      .db()
      .collection('items')
      .insertOne({ name: `${'a'.repeat(60)}!` });
    let done = false;
    const busy = client
      .db()
      .collection('items')
      .find({ name: /^(a+)+$/ })
      .toArray()
      .catch((error: unknown) => (error instanceof MongoServerError ? error.code : error))
      .finally(() => (done = true));
    const port = Number(new URL(redis ?? '').port);
    for (let round = 0; round < 20; round++) {
      const other = await RespClient.connect(port);
      assert.equal(await other.call('PING'), 'PONG');
      other.close();
    }
    assert.equal(done, false);
    assert.equal(await busy, 50);
    await client.close();
    await services.stop();
  });

  it('ends the others, and says so once, when one has gone', async () => {
    const said: string[] = [];
    let tell: () => void = () => undefined;
    const crashed = new Promise<void>((resolve) => (tell = resolve));
    const services = await startDevServices({
      ...{ folder, hostPath, only: ['redis', 'mongodb'], standInsOnly: true, environment: {} },
      onCrash: (sentence) => {
        said.push(sentence);
        tell();
      },
    });
    const ports = services.services.map(({ url }) => Number(new URL(url).port));
    const children = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'serviceHost'])
      .toString()
      .trim()
      .split('\n');
    assert.equal(children.length, 2);
    process.kill(Number(children[0]), 'SIGKILL');
    await crashed;
    for (const port of ports) await assert.rejects(RespClient.connect(port), { code: 'ECONNREFUSED' });
    assert.deepEqual(said, ['The services went down (ended by SIGKILL): start them again.']);
  });

  it('listens on this machine alone', async () => {
    const services = await startDevServices({
      folder,
      hostPath,
      only: ['redis', 'mongodb', 'postgres'],
      standInsOnly: true,
      environment: {},
    });
    const addresses = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).filter(({ internal }) => !internal));
    for (const { url } of services.services) {
      const { hostname, port } = new URL(url);
      assert.equal(hostname, '127.0.0.1');
      for (const { address, family } of addresses.filter((one) => one.family === 'IPv4')) {
        assert.equal(await answersAt(address, Number(port)), false, `${address} (${family})`);
      }
    }
    await services.stop();
  });

  it('says which port is taken', async () => {
    const first = await startDevServices({ folder, hostPath, only: ['redis'], environment: {} });
    const port = Number(new URL(first.services[0]?.url ?? '').port);
    const dataFolder = join(folder, 'other');
    for (const standInsOnly of [true, false]) {
      const again = startDevServices({
        folder,
        dataFolder,
        hostPath,
        only: ['redis'],
        environment: {},
        ports: { redis: port },
        standInsOnly,
      });
      await assert.rejects(again, { name: 'DevServicesError', message: `port ${String(port)} for redis is taken by another program.` });
    }
    await first.stop();
  });

  it('starts nothing where all is given', async () => {
    const first = await startDevServices({ folder, hostPath, only: ['redis'], environment: {} });
    const second = await startDevServices({ folder, hostPath, only: ['redis'], environment: first.variables });
    assert.deepEqual([second.variables, second.services[0]?.from], [{}, 'environment']);
    await second.stop();
    await first.stop();
  });
});

function answersAt(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => finish(true));
    for (const event of ['error', 'timeout'] as const) socket.once(event, () => finish(false));
  });
}
