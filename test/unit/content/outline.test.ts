import assert from 'node:assert/strict';
import { compileRoadmap } from '../../../src/content/compile/roadmap';
import { outlineOf } from '../../../src/content/outline';
import { smallIndex } from '../smallRoadmap';
import { validFiles } from './compile/validFiles';

describe('outlineOf', () => {
  it('keeps what lists show and leaves the prose out', () => {
    const files = validFiles();
    files.roadmap.sections[0]!.topics[1]!.after = ['http'];
    const compiled = compileRoadmap(files);
    if ('problems' in compiled) assert.fail(JSON.stringify(compiled.problems));
    assert.deepEqual(outlineOf(compiled.roadmap), {
      id: 'tiny',
      title: 'Tiny Roadmap',
      sections: [
        {
          id: 'basics',
          title: 'Basics',
          topics: [
            { id: 'http', formerly: ['web'], title: 'Title of http', hours: 3 },
            { id: 'sql', formerly: [], title: 'Title of sql', hours: 3, after: ['http'] },
          ],
          milestone: { id: 'first', title: 'First!' },
        },
        { id: 'ship', title: 'Ship', topics: [{ id: 'deploy', formerly: [], title: 'Title of deploy', hours: 3 }], milestone: undefined },
      ],
      projects: [{ id: 'api', title: 'API', level: 'Beginner', hours: 5, topics: ['http'], stages: 1 }],
    });
  });
});

describe('RoadmapIndex', () => {
  const index = smallIndex();

  it('counts topics from 1 over the whole roadmap', () => {
    const places = index.topics.map(({ id, position, section }) => `${position} ${section.id}/${id}`);
    assert.deepEqual(places, ['1 basics/how-web', '2 basics/http', '3 data/sql', '4 data/nosql', '5 data/cache', '6 ship/deploy']);
  });

  it('finds a topic by its id and by every former id', () => {
    assert.deepEqual(
      ['how-web', 'internet', 'the-net', 'cache'].map((id) => index.topic(id)?.id),
      ['how-web', 'how-web', 'how-web', 'cache'],
    );
  });

  it('finds nothing under ids that are none', () => {
    for (const id of ['', 'gone', 'basics', '__proto__', 'constructor', 'toString']) assert.equal(index.topic(id), undefined);
    assert.equal(index.section('how-web'), undefined);
    assert.equal(index.section('data')?.title, 'Data');
  });

  it('knows the neighbours, across sections and up to both ends', () => {
    const around = (id: string) => {
      const { previous, next } = index.neighbours(id);
      return [previous?.id, next?.id];
    };
    assert.deepEqual(around('how-web'), [undefined, 'http']);
    assert.deepEqual(around('internet'), [undefined, 'http']);
    assert.deepEqual(around('sql'), ['http', 'nosql']);
    assert.deepEqual(around('deploy'), ['cache', undefined]);
    assert.deepEqual(index.neighbours('gone'), {});
  });
});
