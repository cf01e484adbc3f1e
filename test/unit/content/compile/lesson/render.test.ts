import assert from 'node:assert/strict';
import { escapeHtml } from '../../../../../src/base/html';
import { renderLesson } from '../../../../../src/content/compile/readLessons';
import { LESSON } from './writtenLesson';

const parts = {
  highlight: (code: string, language: string) => `<${language}>${escapeHtml(code)}</${language}>`,
  titleOf: (kind: string, id: string) => `${kind} "${id}"`,
  picture: (name: string, alt: string) => `<svg>${escapeHtml(`${name} ${alt}`)}</svg>`,
};
const render = (source: string) => renderLesson('http', source, parts);
const html = (source: string): string => render(source).html;

describe('a lesson, rendered', () => {
  it('has anchors on its headings', () => {
    const { html, headings } = render('## What `GET` is: a & b?\n\n### Über uns\n');
    assert.equal(
      html,
      '<h2 id="what-get-is-a-b" tabindex="-1">What <code>GET</code> is: a &amp; b?</h2>\n<h3 id="ber-uns" tabindex="-1">Über uns</h3>\n',
    );
    assert.deepEqual(headings, [
      { level: 2, id: 'what-get-is-a-b', text: 'What GET is: a & b?' },
      { level: 3, id: 'ber-uns', text: 'Über uns' },
    ]);
  });

  it('makes callouts of blockquotes with a mark, and leaves the others', () => {
    assert.equal(
      html('> [!WARNING]\n> Never *that*.\n>\n> Or this.\n'),
      '<div class="callout" role="note" data-kind="warning">\n<p class="callout-title">Warning</p>\n<p>Never <em>that</em>.</p>\n<p>Or this.</p>\n</div>\n',
    );
    assert.equal(html('> [!TIP]\n>\n> Alone.\n').match(/<p/g)?.length, 2);
    assert.equal(html('> [!NOTE] more\n> text\n'), '<blockquote>\n<p>[!NOTE] more\ntext</p>\n</blockquote>\n');
    assert.equal(html('> Said by somebody.\n'), '<blockquote>\n<p>Said by somebody.</p>\n</blockquote>\n');
  });

  it('makes boxes of task lists, and of nothing else', () => {
    const { html: made, tasks } = render('- [ ] See a `line`\n- other\n- [x] <b> & *more*\n');
    const box = (at: number, text: string) => `<li class="task"><label><input data-task="${at}"><span>${text}</span></label></li>\n`;
    assert.equal(made, `<ul>\n${box(0, 'See a <code>line</code>')}<li>other</li>\n${box(1, '&lt;b&gt; &amp; <em>more</em>')}</ul>\n`);
    assert.deepEqual(tasks, ['See a line', '<b> & more']);
    assert.deepEqual(render('- other\n').tasks, []);
    assert.match(html('- [link](https://example.com/)\n'), /<li><a href/);
  });

  it('has no heading without words in its tables', () => {
    assert.match(html('| | A |\n|-|-|\n| b | c |\n'), /<tr>\n<td><\/td>\n<th>A<\/th>\n<\/tr>/);
  });

  it('has the names of rows as headings where the corner of a table is empty, and nowhere else', () => {
    const corner = html('| | A |\n|-|-|\n| b | c |\n| d | e |\n\n| B | C |\n|-|-|\n| f | g |\n');
    assert.deepEqual(corner.match(/<t[hd][^>]*>./g), [
      '<td><',
      '<th>A',
      ...['<th scope="row">b', '<td>c', '<th scope="row">d', '<td>e'],
      ...['<th>B', '<th>C', '<td>f', '<td>g'],
    ]);
  });

  it('links to https, to topics and to projects, and to nothing else', () => {
    assert.equal(html('[a](https://example.com/?a=1&b=2)'), '<p><a href="https://example.com/?a=1&amp;b=2">a</a></p>\n');
    assert.equal(
      html('[a](topic:caching)'),
      '<p><a href="#topic:caching" data-open-topic="caching" title="topic &quot;caching&quot;">a</a></p>\n',
    );
    assert.equal(
      html('[a](project:rest-api)'),
      '<p><a href="#project:rest-api" data-show-project="rest-api" title="project &quot;rest-api&quot;">a</a></p>\n',
    );
    for (const href of [
      'javascript:alert(1)',
      'http://example.com',
      'command:x',
      '//example.com',
      '../x',
      'data:text/html,x',
      'topic:A"b',
      '#x',
    ]) {
      assert.doesNotMatch(html(`[a](<${href}>)`), /href|data-/, href);
    }
  });

  it('shows raw HTML as text', () => {
    assert.equal(html('<script>alert(1)</script>'), '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n');
  });

  it('keeps code for the buttons, with its output below it', () => {
    const { html, code } = render("```js run\nlet a = '<';\n```\n\n```text output\n<\n```\n\n```text\nplain\n```\n");
    assert.equal(
      html,
      '<figure class="code" data-code="0"><figcaption><span class="language">JavaScript</span></figcaption><pre data-scrolls><code><js>let a = &#39;&lt;&#39;;</js></code></pre></figure>\n' +
        '<figure class="code output"><figcaption>Output</figcaption><pre data-scrolls><code><text>&lt;</text></code></pre></figure>\n' +
        '<figure class="code" data-code="1"><figcaption><span class="language">Text</span></figcaption><pre data-scrolls><code><text>plain</text></code></pre></figure>\n',
    );
    assert.deepEqual(code, [
      { language: 'js', text: "let a = '<';\n" },
      { language: 'text', text: 'plain\n' },
    ]);
  });

  it('puts pictures and tables where they can scroll', () => {
    assert.equal(
      html('![A "b"](lessons/http-way.svg)\n').trim(),
      '<figure class="picture" data-scrolls><svg>lessons/http-way.svg A &quot;b&quot;</svg></figure>',
    );
    assert.match(html('| a |\n| - |\n| 1 |\n'), /^<div class="table" data-scrolls><table>[\s\S]*<td>1<\/td>[\s\S]*<\/table><\/div>\n$/);
  });

  it('says how long it takes: 200 words or 25 lines of code a minute, and a minute at least', () => {
    assert.equal(render('Short.').minutes, 1);
    assert.equal(render('word '.repeat(1_000)).minutes, 5);
    assert.equal(render(`${'word '.repeat(400)}\n\n\`\`\`js\n${'x;\n'.repeat(75)}\`\`\`\n`).minutes, 5);
    assert.equal(render(LESSON).topic, 'http');
  });
});
