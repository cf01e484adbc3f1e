import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildVariant } from '../support/extensionVariant';

/** What activation waits for, and with it what every window loads in the turn after. */
const MAX_ENTRY = 10_000;
const MAX_AT_START = 80_000;
const AT_START = ['node/extension.js', 'node/parts.js', 'node/views.js'];

/** Words that each library keeps when it is minified, and what they give away. */
const LIBRARIES = { yaml: 'tag:yaml.org,2002:', 'markdown-it': 'validateLink', valibot: '~run' } as const;

/** What the compilers of content say when something is wrong with it. */
const CONTENT_PROBLEMS = [
  ['quiz.ts', 'exactly one option must be correct'],
  ['roadmap.ts', 'is missing, but roadmap.yaml lists this project'],
] as const;

/** Builds a script that loads a library, as the extension would if it did. */
async function minified(library: string): Promise<string> {
  const contents = `module.exports = require('${library}')`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: __dirname },
    bundle: true,
    minify: true,
    format: 'cjs',
    write: false,
  });
  return outputFiles[0]!.text;
}

describe('the bundles, as they are shipped', function () {
  this.timeout(60_000);
  let folder = '';
  const read = (file: string) => readFileSync(join(folder, 'dist', file), 'utf8');

  before(async () => (folder = await buildVariant()));
  after(() => rm(folder, { recursive: true, force: true }));

  it(`what every window loads is at most ${MAX_AT_START} bytes, and at most ${MAX_ENTRY} of them before it is active`, () => {
    const sizes = AT_START.map((file) => readFileSync(join(folder, 'dist', file)).length);
    const length = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok(length <= MAX_AT_START, `${AT_START.join(', ')} have ${length} bytes`);
    assert.ok(length > 10_000, 'it is not empty either');
    assert.ok((sizes[0] ?? Infinity) <= MAX_ENTRY, `what activation waits for has ${sizes[0] ?? 0} bytes`);
  });

  for (const [library, mark] of Object.entries(LIBRARIES)) {
    it(`${library} is not part of it`, async () => {
      assert.ok((await minified(library)).includes(mark), `"${mark}" no longer gives ${library} away: find another mark`);
      for (const file of AT_START) assert.ok(!read(file).includes(mark), file);
    });
  }

  it('it loads vscode, Node and its own lazy neighbours, and nothing else', () => {
    const loaded = [
      ...AT_START.map(read)
        .join('')
        .matchAll(/(?:require|import)\("([^"]+)"\)/g),
    ].map(([, name]) => name ?? '');
    const neighbours = readdirSync(join(folder, 'dist/node')).map((file) => `./${file}`);
    const known = ['vscode', ...neighbours];
    assert.ok(loaded.includes('vscode') && loaded.includes('./topicPage.js'), loaded.join());
    assert.deepEqual(loaded.filter((name) => !known.includes(name) && !/^(?:node:)?(?:fs|path|fs\/promises)$/.test(name)), []); // prettier-ignore
  });

  it('the web entry is one file, which loads vscode alone', () => {
    assert.deepEqual(readdirSync(join(folder, 'dist/web')), ['extension.js']);
    const loaded = [...read('web/extension.js').matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name ?? '');
    assert.deepEqual([...new Set(loaded)], ['vscode']);
  });

  it('neither reads YAML nor validates content: the build has done that', () => {
    const compiler = CONTENT_PROBLEMS.map(([file, words]) => [
      words,
      readFileSync(join(__dirname, '../../src/content/compile', file), 'utf8'),
    ]);
    for (const [words = '', source] of compiler) assert.ok(source?.includes(words), `no longer says "${words}": find other words`);
    for (const file of ['web/extension.js', ...readdirSync(join(folder, 'dist/node')).map((name) => `node/${name}`)]) {
      const text = read(file);
      assert.ok(!text.includes(LIBRARIES.yaml), `yaml in ${file}`);
      for (const [, words] of CONTENT_PROBLEMS) assert.ok(!text.includes(words), `"${words}" in ${file}`);
    }
  });

  it('carry no source map and no path of the machine that built them', () => {
    for (const file of readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))) {
      assert.ok(!read(file).includes('sourceMappingURL'), file);
      assert.ok(!read(file).includes(join(__dirname, '../..')), file);
    }
  });
});
