import assert from 'node:assert/strict';
import { UserError } from '../../../src/base/userError';
import { Library } from '../../../src/content/library';
import type { ContentSource } from '../../../src/content/source';

/** A source in memory, which counts what is read and may be told to fail. */
function sourceOf(documents: Readonly<Record<string, unknown>>): ContentSource & { readonly reads: string[]; broken: boolean } {
  const reads: string[] = [];
  const source = {
    reads,
    broken: false,
    index: {
      outline: { id: 'small', title: 'A Small Roadmap', sections: [], projects: [] },
      documents: { lessons: ['dns'], quizzes: ['dns'], stages: ['api'], starters: ['api'] },
    },
    readRoadmap: () => read('roadmap'),
    read: (kind: string, id: string) => read(`${kind}/${id}`),
  };
  const read = (name: string): Promise<unknown> => {
    reads.push(name);
    return source.broken ? Promise.reject(new Error('the disk is gone')) : Promise.resolve(documents[name]);
  };
  return source;
}

describe('library of content', () => {
  it('knows at once which documents there are, and reads none of them', () => {
    const source = sourceOf({});
    const library = new Library(source);
    assert.equal(library.index.outline.title, 'A Small Roadmap');
    assert.deepEqual([library.quizzes.has('dns'), library.quizzes.has('http')], [true, false]);
    assert.deepEqual([library.stages.has('api'), library.stages.has('dns')], [true, false]);
    assert.deepEqual(source.reads, []);
  });

  it('reads each document once, from its place', async () => {
    const source = sourceOf({ roadmap: { id: 'small' }, 'lessons/dns': { topic: 'dns' }, 'starters/api': { files: [] } });
    const library = new Library(source);
    assert.deepEqual(await Promise.all([library.lessons.load('dns'), library.lessons.find('dns')]), [{ topic: 'dns' }, { topic: 'dns' }]);
    assert.deepEqual([await library.load(), await library.load()], [{ id: 'small' }, { id: 'small' }]);
    assert.deepEqual(await library.starters.load('api'), { files: [] });
    assert.deepEqual(source.reads, ['lessons/dns', 'roadmap', 'starters/api']);
  });

  it('says what cannot be read, and tries again the next time', async () => {
    const source = sourceOf({ 'quizzes/dns': { topic: 'dns' } });
    const library = new Library(source);
    source.broken = true;
    const sentence = 'The quiz of "dns" could not be read; install the extension again (the disk is gone).';
    await assert.rejects(library.quizzes.load('dns'), (error) => error instanceof UserError && error.message === sentence);
    await assert.rejects(library.load(), /the disk is gone/);
    source.broken = false;
    assert.deepEqual(await library.quizzes.load('dns'), { topic: 'dns' });
    assert.equal(source.reads.length, 3);
  });

  it('has nothing to find where there is no document', async () => {
    const library = new Library(sourceOf({}));
    assert.equal(await library.lessons.find('http'), undefined);
    await assert.rejects(library.quizzes.load('http'), /there is no document "http" of this kind/);
  });
});
