import assert from 'node:assert/strict';
import { checklistOf } from '../../../src/transfer/model/checklist';
import { readProgress } from '../../../src/progress/model/progress';
import { RoadmapIndex } from '../../../src/content/outline';
import { smallIndex } from '../smallRoadmap';

const words = {
  completed: 'completed',
  inProgress: 'in progress',
  skipped: 'skipped',
  proven: 'proven',
  withoutSkipped: 'without skipped topics',
};
const at = (v: string | boolean) => ({ v, t: 1, w: 'a' });

describe('checklist', () => {
  it('is Markdown to the letter', () => {
    const index = smallIndex();
    const progress = readProgress(
      index,
      new Map([
        ['small/how-web#status', at('done')],
        ['small/how-web#proof:quiz:how-web', at(true)],
        ['small/http#status', at('skipped')],
        ['small/sql#status', at('doing')],
        ['small/nosql#proof:stage:rest-api', at(true)],
      ]),
    );
    assert.equal(
      checklistOf(index, progress, words),
      [
        '# Small Roadmap',
        '',
        '1/6 completed (20% without skipped topics)',
        '',
        '## Basics (1/2)',
        '',
        '- [x] How the Web Works (proven)',
        '- [ ] HTTP (skipped)',
        '',
        '★ You know the web!',
        '',
        '## Data (0/3)',
        '',
        '- [ ] SQL (in progress)',
        '- [ ] NoSQL (proven)',
        '- [ ] Caching',
        '',
        '☆ You know data!',
        '',
        '## Ship (0/1)',
        '',
        '- [ ] Deploy',
        '',
      ].join('\n'),
    );
  });

  it('content is text: nothing in a title becomes Markdown or HTML', () => {
    const topics = [{ id: 'a', formerly: [], hours: 1, title: '<b>[x](y)</b> *s* _u_ `c` #h a|b \\' }];
    const index = new RoadmapIndex({ id: 'r', title: '# T', sections: [{ id: 's', title: '*S*', topics }], projects: [] });
    const lines = checklistOf(index, readProgress(index, new Map()), words).split('\n');
    assert.equal(lines[0], '# \\# T');
    assert.equal(lines[4], '## \\*S\\* (0/1)');
    assert.equal(lines[6], '- [ ] \\<b\\>\\[x\\]\\(y\\)\\</b\\> \\*s\\* \\_u\\_ \\`c\\` \\#h a\\|b \\\\');
  });
});
