import { strict as assert } from 'node:assert';
import { mkdir, writeFile } from 'node:fs/promises';
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
    const script = await npmScript(folder, 'npm start', { PATH: '/usr/bin' });
    assert.equal(script?.command, START);
    const { PATH = '', ...others } = script.environment;
    const [own, ...further] = PATH.split(delimiter);
    assert.equal(own, join(folder, 'node_modules', '.bin'));
    assert.equal(further.at(-1), '/usr/bin');
    assert.deepEqual(others, {
      INIT_CWD: folder,
      npm_command: 'run-script',
      npm_lifecycle_event: 'start',
      npm_lifecycle_script: START,
      npm_package_json: join(folder, 'package.json'),
      npm_package_name: 'my-api',
      npm_package_version: '0.1.0',
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
    ['scripts that are no texts', 'npm start', { scripts: { start: 1 } }],
  ];
  for (const [why, command, manifest, settings] of LEFT_TO_NPM) {
    it(`is left to npm: ${why}`, async () => {
      assert.equal(await npmScript(await repo(manifest, settings), command, { PATH: '/usr/bin' }), undefined);
    });
  }

  it('is left to npm where the environment changes how scripts are run', async () => {
    const folder = await repo({ scripts: { start: START } });
    assert.equal(await npmScript(folder, 'npm start', { npm_config_script_shell: 'bash' }), undefined);
  });
});
