import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inputsOf, LicenseError, noticesOf, noticesText, packageFolders, postgresNotice } from '../../../src/build/thirdPartyNotices';

describe('third-party notices', () => {
  let root = '';
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'backend-roadmap-notices-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  function install(folder: string, manifest: object, files: Record<string, string> = { LICENSE: 'You may.' }): string {
    const path = join(root, 'node_modules', folder);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'package.json'), JSON.stringify(manifest));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
    return path;
  }

  const bundle = (...files: string[]) => ({
    outputs: { 'out.js': { inputs: Object.fromEntries(files.map((file) => [file, { bytesInOutput: 5 }])) } },
  });

  it('are of the files that a bundle was really made of, in every form of their names', () => {
    const made = {
      outputs: { a: { inputs: { 'node_modules/used/i.js': { bytesInOutput: 1 }, 'node_modules/shaken/i.js': { bytesInOutput: 0 } } } },
    };
    assert.deepEqual(inputsOf([made, bundle('src/own.ts'), made]), ['node_modules/used/i.js', 'src/own.ts']);
    for (const folder of ['plain', '@scope/name', 'outer/node_modules/inner']) install(folder, {});
    const files = [
      'src/a.ts',
      'node_modules/plain/a.js',
      'node_modules/plain/b.js',
      'by-name:vscode',
      '(disabled):node_modules/plain/c.js',
    ];
    const nested = ['node_modules/@scope/name/lib/a.js', 'node_modules/outer/node_modules/inner/a.js'];
    assert.deepEqual(
      packageFolders([...files, ...nested], root).map((folder) => folder.slice(folder.indexOf('node_modules/') + 13)),
      ['plain', '@scope/name', 'outer/node_modules/inner'],
    );
  });

  it('say name, version, license and all of its text, once each, by name', () => {
    install('b', { name: 'b', version: '2.0.0', license: '(MIT OR GPL-3.0)' }, { 'license-mit.txt': 'Text\r\nof b', NOTICE: 'And this' });
    install('a', { name: 'a', version: '1.0.0', licenses: [{ type: 'ISC' }] });
    const notices = noticesOf([bundle('node_modules/b/i.js', 'node_modules/a/i.js'), bundle('node_modules/b/i.js')], root);
    const text = noticesText(notices);
    assert.deepEqual(
      notices.map(({ name }) => name),
      ['a', 'b'],
    );
    assert.match(text, /\na 1\.0\.0 \(ISC\)\n-+\n\nYou may\.\n/);
    assert.match(text, /\nb 2\.0\.0 \(\(MIT OR GPL-3\.0\)\)\n-+\n\nAnd this\n\nText\nof b\n/);
  });

  const refused: readonly (readonly [string, object, Record<string, string>, RegExp])[] = [
    ['no license', {}, { LICENSE: 'x' }, /^bad 1\.0\.0 is bundled and names no license\.$/],
    [
      'one that asks for more',
      { license: 'GPL-3.0' },
      { LICENSE: 'x' },
      /^bad 1\.0\.0 is bundled under GPL-3\.0, which is not among .*\.$/,
    ],
    ['one of those and another', { license: 'MIT AND GPL-3.0' }, { LICENSE: 'x' }, /under MIT AND GPL-3\.0/],
    ['a name that only begins like one', { license: 'MIT-like' }, { LICENSE: 'x' }, /under MIT-like/],
    ['words in the place of one', { license: 'SEE LICENSE IN x' }, { LICENSE: 'x' }, /under SEE LICENSE IN x/],
    ['no text', { license: 'MIT' }, { 'README.md': 'MIT' }, /comes without the text of its license \(MIT\)\.$/],
  ];
  for (const [what, fields, files, message] of refused) {
    it(`refuse a package with ${what}, and name it in one sentence`, () => {
      install('bad', { name: 'bad', version: '1.0.0', ...fields }, files);
      assert.throws(
        () => noticesOf([bundle('node_modules/bad/i.js')], root),
        (error) => error instanceof LicenseError && message.test(error.message),
      );
    });
  }

  it('name PostgreSQL, which is compiled into PGlite', () => {
    const folder = install('pglite', { name: 'pglite', version: '0.4.0', license: 'Apache-2.0' });
    const { version, text } = postgresNotice(join(folder, 'dist', 'index.js'));
    assert.equal(version, 'in PGlite 0.4.0');
    assert.match(text, /PostgreSQL Global Development Group/);
  });
});
