import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingTools } from '../../../src/platform/npmPackages';
import { makeTemporary } from '../../support/temporary';

describe('what the commands of a project need', () => {
  let folder: string;
  let environment: NodeJS.ProcessEnv;

  beforeEach(() => {
    folder = join(makeTemporary('packages'), 'api');
    const programs = join(folder, 'programs');
    mkdirSync(programs, { recursive: true });
    for (const name of ['node', 'node.EXE']) {
      writeFileSync(join(programs, name), '');
      chmodSync(join(programs, name), 0o755);
    }
    environment = { PATH: programs };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { express: '5', '@scope/zod': '4' } }));
  });

  const missing = (...commands: (string | undefined)[]) => missingTools(folder, commands, environment);
  const install = (...path: string[]) => mkdirSync(join(folder, ...path), { recursive: true });

  it('is every package that is named and not there, until the last is', async () => {
    assert.deepEqual(await missing(undefined, 'npm start'), ['express', '@scope/zod']);
    install('node_modules', 'express');
    assert.deepEqual(await missing('npm run build', './server'), ['@scope/zod']);
    install('..', 'node_modules', '@scope', 'zod');
    assert.deepEqual(await missing(undefined, 'npm start'), []);
  });

  it('is looked for no longer than a person writes lists', async () => {
    const names = Array.from({ length: 50_000 }, (_, at) => [`a${String(at)}`, ''] as const);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: Object.fromEntries(names) }));
    assert.equal((await missing(undefined, 'npm start')).length, 1_000);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { express: '5' }, more: 'x'.repeat(1_000_000) }));
    assert.deepEqual(await missing(undefined, 'npm start'), []);
  });

  it('is no package where packages are kept in another way, in the folder or up to the root of its repository', async () => {
    writeFileSync(join(folder, '..', '.pnp.cjs'), '');
    assert.deepEqual(await missing(undefined, 'yarn start'), ['express', '@scope/zod'], 'of somebody else');
    mkdirSync(join(folder, '..', '.git'));
    assert.deepEqual(await missing(undefined, 'yarn start'), []);
    mkdirSync(join(folder, '.git'));
    assert.deepEqual(await missing(undefined, 'yarn start'), ['express', '@scope/zod']);
    writeFileSync(join(folder, '.pnp.cjs'), '');
    assert.deepEqual(await missing(undefined, 'yarn start'), []);
  });

  it('is nothing for Bun, which installs while it runs, until there is a folder for packages', async () => {
    environment = { PATH: join(folder, 'nothing') };
    assert.deepEqual(await missing(undefined, 'bun run start'), []);
    install('node_modules', 'express');
    assert.deepEqual(await missing(undefined, 'bun run start'), ['@scope/zod']);
  });

  it('is the folder of Python packages from which the program is taken', async () => {
    for (const start of ['.venv/bin/python main.py', './.venv/bin/flask run', '. .venv/bin/activate && python main.py']) {
      assert.deepEqual(await missing(undefined, start), ['.venv'], start);
    }
    for (const start of ['python3 -m venv .venv; .venv/bin/python main.py', 'python3 main.py', 'environment/bin/start']) {
      assert.deepEqual(await missing(undefined, start), [], start);
    }
    install('.venv');
    assert.deepEqual(await missing(undefined, '.venv/bin/python main.py'), []);
  });

  it('is nothing of Node.js in another stack, whatever its package.json says', async () => {
    for (const start of ['python3 -m flask run', 'go run .', 'java -jar api.jar', 'nodemon.sh', '', undefined]) {
      assert.deepEqual(await missing(undefined, start), [], start);
    }
  });

  it('is asked for by a program of Node.js wherever it stands in the command', async () => {
    for (const start of [`WORD='a  b' && node main.js "$WORD"`, 'cd . && npm start', 'DEBUG=1 node main.js', 'exec node main.js']) {
      assert.deepEqual(await missing(undefined, start), ['express', '@scope/zod'], start);
    }
    assert.deepEqual(await missing(undefined, `python3 -c "print(1); node = 2"`), []);
  });

  it('is nothing of a command that installs by itself', async () => {
    for (const start of ['npm ci && npm start', 'pnpm install; node main.js', 'yarn && yarn start'])
      assert.deepEqual(await missing(undefined, start), [], start);
  });

  it('is Node.js first: without it, nothing can be installed', async () => {
    environment = { PATH: join(folder, 'nothing') };
    assert.equal(await missing(undefined, 'node main.js'), 'node');
    assert.deepEqual(await missing(undefined, 'go run .'), []);
  });
});
