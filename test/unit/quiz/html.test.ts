import assert from 'node:assert/strict';
import fc from 'fast-check';
import { element, htmlOf, isElement } from '../../../src/base/elements';
import { inlineMarkdown } from '../../../src/content/compile/quiz';
import type { QuizQuestion } from '../../../src/content/quiz';
import { inline, plainText } from '../../../src/quiz/html/inlineHtml';
import { announcementOf, questionSection } from '../../../src/quiz/html/questionHtml';
import { Session } from '../../../src/quiz/model/session';

const htmlOfInline = (html: string): string => htmlOf(element('p', {}, inline(html))).source.replace(/^<p>|<\/p>$/g, '');

describe('inline HTML of a quiz', () => {
  it('becomes code, emphasis and text', () => {
    assert.deepEqual(inline('a <em>b <strong>c</strong></em> <code>&lt;d&gt;</code> &amp;'), [
      'a ',
      element('em', {}, 'b ', element('strong', {}, 'c')),
      ' ',
      element('code', {}, '<d>'),
      ' &',
    ]);
    assert.equal(plainText(inline('<strong>a <code>b</code></strong> c')), 'a b c');
  });

  it('is text where it is anything else', () => {
    for (const text of ['<img src=x onerror=a()>', '<script>x</script>', '<code class="x">', '</em>', '<a href="https://a.b">', '&nbsp;']) {
      assert.deepEqual(inline(text), [text]);
    }
    assert.deepEqual(inline('<em>a</strong>'), [element('em', {}, 'a</strong>')]);
  });

  it('says the same as what the build made of Markdown', () => {
    const written = fc.string({ unit: fc.constantFrom(...Array.from('ab `*_<>&"\'[]()!\\'), '**', '<b>', '&amp;') });
    const same = (html: string) => html.replaceAll('&quot;', '"').replaceAll('&#39;', "'");
    fc.assert(fc.property(written, (text) => same(htmlOfInline(inlineMarkdown(text))) === same(inlineMarkdown(text))));
  });
});

describe('the question of a quiz, drawn', () => {
  const read = { anchor: 'a' };
  const options = [
    { html: '<code>one</code>', correct: true, why: 'It is <em>so</em>.' },
    { html: 'two', correct: false, why: 'It is not.' },
    { html: '&lt;b&gt;', correct: true, why: 'It is, too.' },
  ];
  const steps = ['first', 'second', 'third'].map((html) => ({ html, why: `because of ${html}` }));
  const session = (question: QuizQuestion, ...more: QuizQuestion[]) =>
    Session.start({ kind: 'quiz', topic: 'http' }, [question, ...more].map((one) => ({ topic: 'http', question: one })), 7); // prettier-ignore
  const draw = (one: Session) => {
    const section = questionSection(one, one.current!, (topic) => topic.toUpperCase());
    assert.equal(isElement(JSON.parse(JSON.stringify(section))), true);
    return htmlOf(section).source;
  };
  const multiple: QuizQuestion = { id: 'm', kind: 'multiple', read, prompt: 'Which?', options };
  const order: QuizQuestion = { id: 'o', kind: 'order', read, prompt: 'In which order?', steps, code: { language: 'js', text: 'a < b' } };

  it('has real inputs, and nothing that tells which are right', () => {
    const html = draw(session(multiple, order));
    assert.match(html, /<h2 id="progress" tabindex="-1">Question 1 of 2<\/h2><progress max="2" value="0" aria-labelledby="progress">/);
    assert.match(html, /<p class="standing">You pass with 2 right answers\.<\/p>/);
    assert.match(html, /<form novalidate><fieldset><legend class="prompt"><span>Which\?<\/span><\/legend>/);
    assert.equal(html.match(/<label class="choice" for="choice-\d"><input type="checkbox" name="answer" id="choice-\d">/g)?.length, 3);
    assert.doesNotMatch(html, /It is|verdict|data-mark|checked/);
    assert.equal(announcementOf(session(multiple)), null);
  });

  it('shows what became of each choice once it was checked', () => {
    const one = session(multiple, order);
    const shown = one.shown(0);
    assert.ok(one.check(0, [shown.indexOf(0), shown.indexOf(1)]));
    const html = draw(one);
    const marks = [...html.matchAll(/data-mark="(\w+)"/g)].map(([, mark]) => mark);
    assert.deepEqual(
      marks,
      shown.map((at) => ['right', 'wrong', 'missed'][at]),
    );
    assert.match(html, /<strong class="mark">You chose this, and it is right\.<\/strong> It is <em>so<\/em>\./);
    assert.match(html, /<p class="outcome" data-right="false" tabindex="-1" data-focus>Not right\.<\/p>/);
    assert.match(html, /<p class="standing">0 of 1 right so far\. You pass with 2 right answers\.<\/p>/);
    assert.match(html, /data-act="next">Next Question</);
    assert.equal(announcementOf(one), '0 of 1 right so far. The reason for each answer is below.');
  });

  it('has the words of its program marked as those of lessons, and no other tag', () => {
    const drawn = (html: string) => draw(session({ ...multiple, code: { language: 'js', text: 'const a;', html } }));
    assert.match(
      drawn('<span class="t-keyword">const </span>a &lt; <span class="t-string">&#39;&lt;b&gt;&#39;</span>;'),
      /<code><span class="t-keyword">const <\/span>a &lt; <span class="t-string">&#39;&lt;b&gt;&#39;<\/span>;<\/code>/,
    );
    assert.match(
      drawn('<span class="t-other">a</span><img src=x>'),
      /<code>&lt;span class=&quot;t-other&quot;&gt;a&lt;\/span&gt;&lt;img src=x&gt;<\/code>/,
    );
  });

  it('has steps with buttons, of which those at the ends lead nowhere, and then the right order', () => {
    const one = session(order);
    const before = draw(one);
    const ends = [...before.matchAll(/class="(?:up|down)" aria-label="Move (?:up|down): (\w+)" aria-disabled="(\w+)"/g)].map(
      ([, , end]) => end,
    );
    assert.deepEqual(ends, ['true', 'false', 'false', 'false', 'false', 'true']);
    assert.match(before, /<ol class="steps" role="list" data-moved="\{0\}: now in place \{1\}">/);
    assert.match(
      before,
      /<pre class="code" tabindex="0" role="group" aria-label="Code of the question" data-scrolls>\n<code>a &lt; b<\/code><\/pre>/,
    );
    const shown = one.shown(0);
    assert.ok(
      one.check(
        0,
        [1, 0, 2].map((at) => shown.indexOf(at)),
      ),
    );
    const after = draw(one);
    assert.deepEqual(
      [...after.matchAll(/<strong class="mark">([^<]+)\.<\/strong>/g)].map(([, label]) => label),
      ['You put this in place 2', 'You put this in place 1', 'You put this in the right place'],
    );
    assert.match(after, />Not right\. This is the right order:</);
    assert.match(after, /<ol class="verdicts".*first.*second.*third.*See the Result/s);
  });
});
