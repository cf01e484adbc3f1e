import assert from 'node:assert/strict';
import { htmlOf } from '../../../src/base/elements';
import { inlineCode } from '../../../src/base/inlineCode';

const written = (code: string) => htmlOf(inlineCode(code)).source;
const whole = (word: string) => `<span class="whole">${word}</span>`;

describe('code in a line of text', () => {
  it('keeps words with hyphens whole, and may be broken between words', () => {
    assert.equal(written('git log --oneline -n'), `<code>git log ${whole('--oneline')} ${whole('-n')}</code>`);
    assert.equal(written('no-such-todo'), `<code>${whole('no-such-todo')}</code>`);
  });

  it('leaves everything else as it is: words without hyphens, those that end in one, and those that are too long for a narrow page', () => {
    for (const code of ['SELECT 1', '', 'a - b', 'git switch -', 'x-a-very-long-name-of-a-header-field', 'a<b>']) {
      assert.equal(written(code), `<code>${code.replace('<', '&lt;').replace('>', '&gt;')}</code>`);
    }
  });
});
