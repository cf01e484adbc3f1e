import { strict as assert } from 'node:assert';
import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { npmScript } from '../../../src/checks/runner/startCommand';
import { makeTemporary } from '../../support/temporary';

const START = 'node --import tsx src/server.ts';

describe('what a command of npm comes to', () => {
  async function repo(manifest: unknown, settings?: string): Promise<string> {
    const folder = makeTemporary('npm-script');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
    if (settings !== undefined) await writeFile(join(folder, '.npmrc'), settings);
    return folder;
  }

  it('is the script, with what npm puts into its environment', async () => {
    const folder = await repo({ name: 'my-api', version: '0.1.0', scripts: { start: START } });
    const script = await npmScript(folder, 'npm start', { PATH: '/nowhere' });
    assert.equal(script?.command, START);
    const { PATH = '', ...others } = script.environment;
    const [own, ...further] = PATH.split(delimiter);
    assert.equal(own, join(folder, 'node_modules', '.bin'));
    assert.equal(further.at(-1), '/nowhere');
    assert.deepEqual(others, {
      INIT_CWD: folder,
      npm_command: 'start',
      npm_lifecycle_event: 'start',
      npm_lifecycle_script: START,
      npm_package_json: join(folder, 'package.json'),
      npm_package_name: 'my-api',
      npm_package_version: '0.1.0',
    });
  });

  it('is nothing where no system could start it, or give it its variables', async () => {
    for (const manifest of [{ scripts: { start: 'node\0 x' } }, { scripts: { start: START }, config: { a: 'b\0' } }])
      assert.equal(await npmScript(await repo(manifest), 'npm start', { PATH: '/nowhere' }), undefined);
  });

  it('is nothing where the script has the name of what every object has', async () => {
    const folder = await repo({ name: 'my-api', version: '0.1.0', scripts: { start: START } });
    for (const name of ['constructor', 'toString', 'hasOwnProperty', '__proto__'])
      assert.equal(await npmScript(folder, `npm run ${name}`, { PATH: '/nowhere' }), undefined, name);
  });

  it('is left to npm where the fields of package.json are nested without end', async () => {
    const nested = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const folder = await repo(`{"name":"my-api","version":"0.1.0","scripts":{"start":"${START}"},"config":${nested}}`);
    assert.equal(await npmScript(folder, 'npm start', { PATH: '/nowhere' }), undefined);
  });

  it('has every field of package.json that npm hands on, each under its path, and where npm and Node.js are', async () => {
    const folder = await repo({
      ...{ name: 'my-api', version: '0.1.0', private: true, config: { port: 3000, deep: { nothing: null } }, engines: { node: '>=20' } },
      scripts: { start: '$npm_execpath run serve --port $npm_package_config_port' },
    });
    const bin = join(folder, 'bin');
    await mkdir(join(folder, 'lib'), { recursive: true });
    await mkdir(bin);
    await writeFile(join(folder, 'lib/npm-cli.js'), '');
    await writeFile(join(bin, 'node'), '');
    await symlink('../lib/npm-cli.js', join(bin, 'npm'));
    const script = await npmScript(folder, 'npm start', { PATH: ['/nowhere', bin].join(delimiter) });
    const named = Object.entries(script?.environment ?? {}).filter(([name]) => /^(NODE|npm_(node_)?execpath|npm_package_.*)$/.test(name));
    const real = await realpath(folder);
    assert.deepEqual(Object.fromEntries(named), {
      NODE: join(real, 'bin/node'),
      npm_node_execpath: join(real, 'bin/node'),
      npm_execpath: join(real, 'lib/npm-cli.js'),
      npm_package_json: join(folder, 'package.json'),
      npm_package_name: 'my-api',
      npm_package_version: '0.1.0',
      npm_package_config_port: '3000',
      npm_package_config_deep_nothing: '',
      npm_package_engines_node: '>=20',
    });
  });

  it('is the script of any name, and goes by the Path of Windows', async () => {
    const folder = await repo({ scripts: { 'serve:fast': START } });
    const script = await npmScript(folder, 'npm run serve:fast', { Path: 'C:\\Windows' });
    assert.equal(script?.command, START);
    assert.match(script.environment['Path'] ?? '', /C:\\Windows$/);
  });

  const LEFT_TO_NPM: readonly (readonly [why: string, command: string, manifest: unknown, settings?: string])[] = [
    ['another command', 'node server.js', { scripts: { start: START } }],
    ['an option', 'npm start --silent', { scripts: { start: START } }],
    ['more than one command', 'npm run build && npm start', { scripts: { start: START } }],
    ['a script that is not there', 'npm run serve', { scripts: { start: START } }],
    ['a script before it', 'npm start', { scripts: { start: START, prestart: 'tsc' } }],
    ['a script after it', 'npm start', { scripts: { start: START, poststart: 'echo' } }],
    ['another shell', 'npm start', { scripts: { start: START } }, 'script-shell=bash'],
    ['options for Node.js', 'npm start', { scripts: { start: START } }, 'node-options=--inspect'],
    ['a package.json that is no JSON', 'npm start', '{'],
    ['one without scripts', 'npm start', {}],
    ['a variable that only npm knows', 'npm start', { scripts: { start: 'serve --cache $npm_config_cache' } }],
    ['npm itself, where it is not found', 'npm start', { scripts: { start: '$npm_execpath run serve' } }],
    ['scripts that are no texts', 'npm start', { scripts: { start: 1 } }],
  ];
  for (const [why, command, manifest, settings] of LEFT_TO_NPM) {
    it(`is left to npm: ${why}`, async () => {
      assert.equal(await npmScript(await repo(manifest, settings), command, { PATH: '/nowhere' }), undefined);
    });
  }

  it('is left to npm where the environment changes how scripts are run', async () => {
    const folder = await repo({ scripts: { start: START } });
    assert.equal(await npmScript(folder, 'npm start', { npm_config_script_shell: 'bash' }), undefined);
  });
});
