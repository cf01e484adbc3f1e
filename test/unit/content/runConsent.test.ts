import assert from 'node:assert/strict';
import { parseProjectFile } from '../../../src/content/projectFile';
import { consentOf010, consentToDebug, consentToInstall, consentToMade, digestOf, isConsentToMade } from '../../../src/content/runConsent';

const digest = (file: object) => digestOf(parseProjectFile(JSON.stringify(file)));
const FILE = { project: 'rest-api', start: 'npm start', build: 'tsc', environment: { A: '1', B: '2' } };

describe('a consent to run a project', () => {
  it('is to everything that decides what runs', async () => {
    const all = [
      FILE,
      { ...FILE, start: 'npm run other' },
      { ...FILE, build: 'tsc -b' },
      { ...FILE, build: undefined },
      { ...FILE, environment: { A: '1', B: '3' } },
      { ...FILE, environment: { A: '1' } },
      { ...FILE, environment: { A: '1', B: '2', NODE_OPTIONS: '--require hook.js' } },
      { ...FILE, environment: { 'A1': '', B: '2' } },
      { ...FILE, environment: { A: '1', __proto__x: '2' } },
      { ...FILE, project: 'blog-api' },
      { project: 'rest-api', start: 'tsc' },
      { project: 'rest-api', start: 'npm start', build: 'tsc' },
    ]; // prettier-ignore
    assert.equal(new Set(await Promise.all(all.map(digest))).size, all.length);
  });

  it('is not to how the file is written, nor to what decides nothing', async () => {
    const other = {
      services: ['redis'],
      environment: { B: '2', A: '1' },
      build: ' tsc ',
      start: ' npm start',
      project: 'rest-api',
      more: 1,
    };
    assert.equal(await digest(other), await digest(FILE));
    assert.match(await digest(FILE), /^sha256:[0-9a-f]{64}$/);
  });

  it('is to one configuration of a debugger, and to each change of it anew', async () => {
    const one = { name: 'a', type: 'go', request: 'launch', program: '.' };
    assert.match(await consentToDebug(one), /^debug sha256:[0-9a-f]{64}$/);
    assert.equal(await consentToDebug({ ...one }), await consentToDebug(one));
    assert.notEqual(await consentToDebug({ ...one, program: './evil' }), await consentToDebug(one));
  });

  it('of version 0.1.0 was to commands, and to no environment', () => {
    const of = (file: object) => consentOf010(parseProjectFile(JSON.stringify(file)));
    assert.equal(of({ start: 'npm start' }), 'npm start');
    assert.equal(of({ start: 'npm start', build: 'tsc' }), 'tsc\nnpm start');
    assert.equal(of(FILE), undefined);
  });

  it('stands for a project as it was made: its file and all beside it, in any order', async () => {
    const file = parseProjectFile(JSON.stringify(FILE));
    const [a, b] = [
      { path: 'a.json', text: '1' },
      { path: 'b.json', text: '2' },
    ];
    const made = await consentToMade(file, [a, b]);
    assert.ok(isConsentToMade(made) && !isConsentToMade(await digest(FILE)));
    assert.equal(await consentToMade(file, [b, a]), made);
    const others = [[a], [a, b, { path: 'c', text: '' }], [a, { ...b, text: '3' }], [a, { ...b, path: 'c.json' }]];
    const all = await Promise.all(others.map((beside) => consentToMade(file, beside)));
    all.push(await consentToMade({ ...file, start: 'npm run other' }, [a, b]));
    assert.equal(new Set([made, ...all]).size, 6);
  });

  it('is given by none to an installation, or to other commands, that a command only reads like', () => {
    const of = (file: object) => consentOf010(parseProjectFile(JSON.stringify(file)));
    for (const command of [
      consentToInstall('npm install'),
      consentToInstall('yarn install'),
      `debug sha256:${'0'.repeat(64)}`,
      `sha256:${'0'.repeat(64)}`,
      `made sha256:${'0'.repeat(64)}`,
    ])
      for (const file of [{ start: command }, { build: command, start: 'x' }]) assert.equal(of(file), undefined, command);
    assert.equal(of({ start: 'npm run install x' }), 'npm run install x');
  });
});
