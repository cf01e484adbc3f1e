import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
