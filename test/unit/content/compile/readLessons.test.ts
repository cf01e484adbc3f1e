import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskFolder } from '../../../../src/build/buildContent';
import { createHighlight } from '../../../../src/build/highlighter';
import { readLessons } from '../../../../src/content/compile/readLessons';
import type { Roadmap } from '../../../../src/content/schema';
import { LESSON, lessonWith } from './lesson/writtenLesson';

const ROADMAP = {
  sections: [
    {
      topics: [
        { id: 'http', title: 'HTTP' },
        { id: 'caching', title: 'Caching' },
      ],
    },
  ],
  projects: { items: [{ id: 'rest-api', title: 'REST API' }] },
} as unknown as Roadmap;

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 120" font-size="13" fill="none">\n  <rect width="9" height="9"/>\n</svg>\n';
const withPicture = lessonWith('Read [Caching]', '![The way](lessons/http-way.svg)\n\nRead [Caching]');

describe('lessons, as the build reads them', () => {
  let folder: string;
  const read = () => readLessons(diskFolder(folder), { roadmap: ROADMAP, media: diskFolder(join(folder, 'media')), createHighlight });
  const lesson = (topic: string, source: string) => writeFile(join(folder, 'topics', `${topic}.md`), source);
  const picture = (source: string) => writeFile(join(folder, 'media/lessons/http-way.svg'), source);
  const problems = () => read().then(() => [], (error: unknown) => (error as Error).message.split('\n').slice(1)); // prettier-ignore

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backend-roadmap-lessons-'));
    await mkdir(join(folder, 'topics'));
    await mkdir(join(folder, 'media/lessons'), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are none in a roadmap that has none', async () => {
    assert.deepEqual(await read(), []);
    await rm(join(folder, 'topics'), { recursive: true });
    assert.deepEqual(await read(), []);
  });

  it('are rendered, with their pictures inside and their code coloured', async () => {
    await lesson('http', withPicture);
    await picture(SVG);
    const all = await read();
    assert.deepEqual(all.map(({ topic }) => topic), ['http']); // prettier-ignore
    const { html } = all[0]!;
    // What the root says is kept: without its fill, every shape would be black.
    const root = '<svg role="img" aria-label="The way" viewBox="0 0 640 120" font-size="13" fill="none">';
    assert.ok(html.includes(`${root}<rect width="9" height="9"/></svg>`), html);
    assert.ok(html.includes('<span class="t-string">&#39;hello&#39;</span>'), html);
    assert.ok(html.includes('title="Caching">Caching</a>'));
  });

  it('name file, line and column of everything that is wrong', async () => {
    await lesson('http', lessonWith('topic:caching', 'topic:none'));
    await lesson('gone', LESSON);
    await lesson('caching', lessonWith('topic:caching', 'topic:http').replace('```js run', '```jsx'));
    await picture(SVG.replace('<rect', '<use'));
    const [svg, ...others] = await problems();
    assert.equal(svg, 'media/lessons/http-way.svg:2:3 <use> may not be in a picture');
    assert.match(others.join('\n'), /^topics\/caching\.md:26:1 "jsx" is no language/);
    assert.ok(others.includes('topics/gone.md:1:1 there is no topic "gone"'));
    assert.ok(others.includes('topics/http.md:21:16 there is no topic "none"'), others.join('\n'));
  });

  it('name a picture that is not there', async () => {
    await lesson('http', withPicture);
    assert.deepEqual(await problems(), ['topics/http.md:21:12 there is no file lessons/http-way.svg']);
  });
});

describe('code, coloured by the build', () => {
  it('is marked word by word, and every character is kept and escaped', async () => {
    const highlight = await createHighlight();
    assert.equal(
      highlight("const a = f('<b>'); // &", 'js'),
      '<span class="t-keyword">const </span><span class="t-variable">a </span><span class="t-operator">= </span>' +
        '<span class="t-function">f</span>(<span class="t-string">&#39;&lt;b&gt;&#39;</span>); <span class="t-comment">// &amp;</span>',
    );
    assert.equal(highlight('SET a "<b>"\n\nGET a', 'redis'), 'SET a &quot;&lt;b&gt;&quot;\n\nGET a');
    assert.equal(highlight('a < b', 'text'), 'a &lt; b');
    assert.equal(highlight('\n\n  x', 'sh').replace(/<[^>]*>/g, ''), '\n\n  x');
  });
});
