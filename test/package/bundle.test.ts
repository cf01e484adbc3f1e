import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildVariant } from '../support/extensionVariant';
import { filesAtStart } from '../support/startFiles';

/** What activation waits for, and with it what every window loads in the turn after. */
const MAX_ENTRY = 10_000;
const MAX_AT_START = 80_000;

/** The sources of which the entry, bundled for itself, has a copy besides the parts: constants, and nothing that changes. */
const CONSTANTS = ['src/notes/noteStore.ts', 'src/progress/model/progress.ts'];

/** Words that each library keeps when it is minified, and what they give away. */
const LIBRARIES = { yaml: 'tag:yaml.org,2002:', 'markdown-it': 'validateLink', valibot: '~run', minisearch: 'MiniSearch: ' } as const;

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

  const inNode = () => readdirSync(join(folder, 'dist/node'));

  const atStart = () => filesAtStart(join(folder, 'dist/node')).map((file) => `node/${file}`);

  before(async () => (folder = await buildVariant()));
  after(() => rm(folder, { recursive: true, force: true }));

  it(`what every window loads is at most ${MAX_AT_START} bytes, and at most ${MAX_ENTRY} of them before it is active`, () => {
    const files = atStart();
    const size = (file: string) => Buffer.byteLength(read(file));
    const length = files.reduce((sum, file) => sum + size(file), 0);
    assert.ok(length <= MAX_AT_START, `${files.join(', ')} have ${length} bytes`);
    assert.ok(files.length >= 4 && length > 10_000, 'it is not empty either');
    const entry = size('node/extension.js');
    assert.ok(entry <= MAX_ENTRY, `what activation waits for has ${entry} bytes`);
    assert.doesNotMatch(read('node/extension.js'), /chunk-/, 'activation waits for one file');
  });

  it('every module is in one file alone, so that its state and its classes are one; the entry has copies of constants', async () => {
    const readable = await buildVariant(undefined, []);
    const filesOf = new Map<string, string[]>();
    for (const file of readdirSync(join(readable, 'dist/node')).filter((name) => name.endsWith('.js'))) {
      for (const source of sourcesOf(join(readable, 'dist/node', file))) filesOf.set(source, [...(filesOf.get(source) ?? []), file]);
    }
    await rm(readable, { recursive: true, force: true });
    assert.ok(filesOf.has('src/base/userError.ts') && filesOf.size > 100, 'the sources are found');
    const copied = [...filesOf].filter(([, files]) => files.length > 1);
    assert.deepEqual(copied.map(([source]) => source).sort(), CONSTANTS);
    for (const [source, files] of copied) assert.ok(files.length === 2 && files.includes('extension.js'), `${source} in ${files.join()}`);
  });

  for (const [library, mark] of Object.entries(LIBRARIES)) {
    it(`${library} is not part of it`, async () => {
      assert.ok((await minified(library)).includes(mark), `"${mark}" no longer gives ${library} away: find another mark`);
      for (const file of atStart()) assert.ok(!read(file).includes(mark), file);
    });
  }

  it('it loads vscode, Node and its own lazy neighbours, and nothing else', () => {
    const loaded = [
      ...atStart()
        .map(read)
        .join('')
        .matchAll(/(?:require|import)\("([^"]+)"\)/g),
    ].map(([, name]) => name ?? '');
    // The entry names the parts as the build does, the others each other by their hashes.
    const known = ['vscode', ...inNode().map((file) => `./${file}`)];
    assert.ok(loaded.includes('vscode') && loaded.some((name) => name.startsWith('./topicPage-')), loaded.join());
    // What is imported in a function is loaded by the action that needs it: this is how esbuild writes that.
    const inFunction = /Promise\.resolve\(\)\.then\(\(\)=>[\w$.]+\(require\("(node:[^"]+)"\)/g;
    const later = atStart().flatMap((file) => [...read(file).matchAll(inFunction)].map(([, name]) => name));
    assert.deepEqual(later, ['node:child_process']);
    const others = loaded.filter((name) => !known.includes(name) && !/^(?:node:)?(?:fs|path|fs\/promises)$/.test(name));
    assert.deepEqual(others, later);
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
    for (const file of ['web/extension.js', ...inNode().map((name) => `node/${name}`)]) {
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

/** The files of `src` that a bundle was made of, as the source map says that lies in it or beside it. */
function sourcesOf(file: string): string[] {
  const [, inline] = /sourceMappingURL=data:[^,]+,(\S+)/.exec(readFileSync(file, 'utf8')) ?? [];
  const text = inline === undefined ? readFileSync(`${file}.map`, 'utf8') : Buffer.from(inline, 'base64').toString();
  const { sources } = JSON.parse(text) as { sources: string[] };
  const ours = sources.filter((source) => source.includes('/src/') && !source.includes('node_modules'));
  return ours.map((source) => source.slice(source.lastIndexOf('src/')));
}
