import assert from 'node:assert/strict';
import { linksRead, readField } from '../../../src/progress/model/linksRead';
import { RoadmapIndex } from '../../../src/content/outline';

const index = new RoadmapIndex({
  id: 'backend',
  title: 'Backend',
  sections: [{ id: 's', title: 'S', topics: [{ id: 'http', formerly: ['web'], title: 'HTTP', hours: 1 }] }],
  projects: [],
});
const A = 'https://example.com/a';
const B = 'https://example.com/b';
const register = (v: boolean | null, t: number) => ({ v, t, w: 'me' });

describe('links that were read', () => {
  it('are stored by their address, whatever its place: this name is for ever', () => {
    assert.equal(readField(''), 'read:cbf29ce484222325');
    assert.equal(readField('a'), 'read:af63dc4c8601ec8c');
    assert.notEqual(readField(A), readField(B));
  });

  it('are those with a tick, in the order of the page', () => {
    const registers = new Map([
      [`backend/http#${readField(B)}`, register(true, 1)],
      [`backend/http#${readField(A)}`, register(true, 2)],
      ['backend/http#status', register(true, 3)],
      [`other/http#${readField('https://example.com/c')}`, register(true, 4)],
    ]);
    assert.deepEqual(linksRead(index, registers, 'http', [A, B, 'https://example.com/c']), [A, B]);
    assert.deepEqual(linksRead(index, registers, 'gone', [A]), []);
  });

  it('are none when the tick was taken away, under this id or a former one', () => {
    const field = readField(A);
    const both = (current: boolean | null, t: number, former: boolean | null) =>
      new Map([
        [`backend/http#${field}`, register(current, t)],
        [`backend/web#${field}`, register(former, 5)],
      ]);
    assert.deepEqual(linksRead(index, both(false, 9, true), 'http', [A]), []);
    assert.deepEqual(linksRead(index, both(false, 1, true), 'http', [A]), [A]);
    assert.deepEqual(linksRead(index, both(null, 9, true), 'http', [A]), []);
  });
});
