import assert from 'node:assert/strict';
import type { Log } from '../../../src/base/log';
import { Library } from '../../../src/content/library';
import type { Roadmap } from '../../../src/content/schema';
import { contentIndexOf } from '../../../src/search/contentIndex';
import { SMALL_OUTLINE } from '../smallRoadmap';

const roadmap = {
  sections: SMALL_OUTLINE.sections.map((section) => ({
    ...section,
    topics: section.topics.map((topic) => ({ ...topic, summary: 'About it', objectives: [`Explain ${topic.title}`], links: [] })),
  })),
  projects: {
    items: [{ ...SMALL_OUTLINE.projects[0], summary: 'Todos', tags: [], stages: [{ id: 'one', title: 'The first', topics: [] }] }],
  },
} as unknown as Roadmap;

describe('search: the index of a roadmap', () => {
  let isBroken = false;
  const errors: unknown[] = [];
  const log = { error: (_what: string, error: unknown) => errors.push(error) } as unknown as Log;
  const libraryOf = (documents: Readonly<Record<string, unknown>>) =>
    new Library({
      index: { outline: SMALL_OUTLINE, documents: { lessons: ['http', 'sql'], quizzes: [], stages: ['rest-api'], starters: [] } },
      readRoadmap: () => (isBroken ? Promise.reject(new Error('the disk is gone')) : Promise.resolve(roadmap)),
      read: (_kind, id) => (id in documents ? Promise.resolve(documents[id]) : Promise.reject(new Error(`${id} is damaged`))),
    });
  beforeEach(() => {
    isBroken = false;
    errors.length = 0;
  });

  const sqlLesson = { html: '<h2 id="joins" tabindex="-1">Joins</h2><p>Tables meet.</p>' };
  const stages = [{ id: 'one', checks: [{ id: 'a', title: 'It answers 200' }], html: '<p>Build a server.</p>' }];

  it('has titles at once, and texts a moment later', async () => {
    const { index, texts } = await contentIndexOf(libraryOf({ http: { html: '' }, sql: sqlLesson, 'rest-api': stages }), log);
    assert.deepEqual(
      index.search('explain http').map(({ entry }) => entry.id),
      ['topic:http', 'objective:http/0'],
    );
    await texts;
    assert.equal(index.search('tables meet')[0]?.entry.id, 'lesson:sql/joins');
    assert.equal(index.search('answers 200')[0]?.entry.id, 'stage:rest-api/one');
    assert.deepEqual(errors, []);
  });

  it('a lesson that cannot be read hides no other, and is told to the log', async () => {
    const { index, texts } = await contentIndexOf(libraryOf({ sql: sqlLesson, 'rest-api': stages }), log);
    await texts;
    assert.equal(index.search('tables meet')[0]?.entry.id, 'lesson:sql/joins');
    assert.equal(errors.length, 1);
  });

  it('is made once for a roadmap, and again after it could not be read', async () => {
    const library = libraryOf({ http: { html: '' }, sql: sqlLesson, 'rest-api': stages });
    isBroken = true;
    await assert.rejects(contentIndexOf(library, log), /the disk is gone/);
    isBroken = false;
    const made = await contentIndexOf(library, log);
    assert.equal(await contentIndexOf(library, log), made);
  });
});
