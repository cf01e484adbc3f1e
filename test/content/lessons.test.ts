/** The lessons of roadmap/backend: there is one for each topic, and all the code in them does what they say. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskFolder } from '../../src/build/buildContent';
import { createHighlight } from '../../src/build/highlighter';
import { readLessons } from '../../src/content/compile/readLessons';
import { readRoadmap } from '../../src/content/compile/roadmap';
import type { Lesson } from '../../src/content/lesson';
import { hasOutput } from '../../src/content/compile/fences';
import type { Roadmap } from '../../src/content/schema';
import { blocksOf } from './lessons/blocks';
import { checkBlocks } from './lessons/checkBlocks';

const ROOT = join(__dirname, '../..');
const CONTENT = join(ROOT, 'roadmap/backend');
const MEDIA = join(ROOT, 'media');
const FILES = existsSync(join(CONTENT, 'topics')) ? readdirSync(join(CONTENT, 'topics')).filter((name) => name.endsWith('.md')) : [];

const sourceOf = (file: string): string => readFileSync(join(CONTENT, 'topics', file), 'utf8');

describe('the lessons', function () {
  this.timeout(180_000);
  let roadmap: Roadmap;
  let lessons: Lesson[] = [];

  before('every lesson has the form of lessons', async () => {
    roadmap = await readRoadmap(diskFolder(CONTENT));
    lessons = await readLessons(diskFolder(CONTENT), { roadmap, media: diskFolder(MEDIA), createHighlight });
  });

  it('there is one for every topic', () => {
    const topics = roadmap.sections.flatMap((section) => section.topics.map(({ id }) => id));
    assert.deepEqual(lessons.map(({ topic }) => topic), [...topics].sort()); // prettier-ignore
  });

  it('every picture is in one of them', () => {
    const pictures = existsSync(join(MEDIA, 'lessons')) ? readdirSync(join(MEDIA, 'lessons')) : [];
    const sources = FILES.map(sourceOf).join('\n');
    assert.deepEqual(pictures.filter((name) => !sources.includes(`(lessons/${name})`)), []); // prettier-ignore
  });

  for (const file of FILES) {
    it(`the code of topics/${file} does what the lesson says`, async () => {
      const blocks = blocksOf(sourceOf(file));
      assert.ok(blocks.some(hasOutput), `topics/${file}:1: a lesson has at least one example that is run`);
      const problems = await checkBlocks(blocks);
      assert.deepEqual(problems.map((problem) => `topics/${file}:${problem}`), []); // prettier-ignore
    });
  }
});
