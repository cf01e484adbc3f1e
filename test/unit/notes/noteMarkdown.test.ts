import assert from 'node:assert/strict';
import fc from 'fast-check';
import { htmlOf, isElement } from '../../../src/base/elements';
import { renderNote } from '../../../src/notes/noteMarkdown';

const whole = (text: string): string => renderNote(text).map(htmlOf).join('');

/** A note of one paragraph, without the paragraph. */
const render = (text: string): string => whole(text).replace(/^<p>|<\/p>$/g, '');

describe('markdown of notes', () => {
  it('renders emphasis, code and https links', () => {
    assert.equal(render('a *b* **c** `d<e`'), 'a <em>b</em> <strong>c</strong> <code>d&lt;e</code>');
    assert.equal(render('[MDN](https://developer.mozilla.org/)'), '<a href="https://developer.mozilla.org/">MDN</a>');
    assert.equal(
      render('<https://example.com/?a=1&b=2>'),
      '<a href="https://example.com/?a=1&amp;b=2">https://example.com/?a=1&amp;b=2</a>',
    );
  });

  it('renders blocks, their headings below those of the page', () => {
    const text = [
      '# One',
      '',
      '###### Six',
      '',
      '3. a',
      '4. b',
      '   - c',
      '',
      '> q  ',
      '> r',
      '',
      '---',
      '',
      '```ts',
      'x < 1',
      '',
      'y',
      '```',
    ];
    assert.equal(
      whole(text.join('\n')),
      '<h3>One</h3><h6>Six</h6><ol start="3"><li>a</li><li>b<ul><li>c</li></ul></li></ol><blockquote><p>q<br>r</p></blockquote><hr>' +
        '<pre>\n<code>x &lt; 1\n\ny\n</code></pre>',
    );
    assert.equal(whole('|a|b|\n|:-:|---|\n|~~c~~|d|').replace(/<\/?t(?:able|head|body|r)>/g, ''), '<th>a</th><th>b</th><td><s>c</s></td><td>d</td>'); // prettier-ignore
  });

  it('keeps the text of what is nested without end, in elements that the page takes', () => {
    for (const text of [`${'> '.repeat(60)}deep`, `${'- '.repeat(30)}deep`, `${'*'.repeat(30)}deep${'*'.repeat(30)}`]) {
      const [note] = renderNote(text);
      assert.ok(whole(text).includes('deep'));
      assert.equal(isElement({ tag: 'section', attributes: {}, children: [{ tag: 'div', attributes: {}, children: [note] }] }), true);
    }
  });

  it('shows a table as it is written that would have tens of thousands of cells, most of which nobody wrote', () => {
    const table = (columns: number, rows: number) => `${'a|'.repeat(columns)}\n${'-|'.repeat(columns)}\n${'b|\n'.repeat(rows)}`;
    const cells = (text: string): number => whole(text).match(/<t[dh]>/g)?.length ?? 0;
    assert.equal(cells(table(20, 30)), 620);
    assert.equal(cells(`# Wide\n\n${table(600, 110)}`), 0);
    assert.equal(cells(`> ${table(64, 1_000).replaceAll('\n', '\n> ')}`), 0);
    assert.ok(whole(table(600, 110)).includes('a|a|a|'));
  });

  it('makes elements that the page takes, whatever is written', () => {
    const written = fc.string({ unit: fc.constantFrom(...Array.from('ab*_[]()<>#!|`~\\\n -1.:/'), 'https://a.b', 'HTTPS://a.b') });
    fc.assert(fc.property(written, (text) => renderNote(text).every((one) => isElement(JSON.parse(JSON.stringify(one))))));
  });

  it('draws the first part of a note without end, and says so', () => {
    const drawn = whole(`start\n\n${'word '.repeat(4_000_000)}end`);
    assert.ok(drawn.startsWith('<p>start</p>') && drawn.length < 60_000 && !drawn.includes('end</p>'));
    assert.ok(drawn.endsWith('<p class="hint">This note is very long: only its first part is shown here. Open it to see all of it.</p>'));
  });

  it('makes no link that leads nowhere', () => assert.equal(render('[a]()'), '<a>a</a>'));

  it('shows raw HTML as text', () => {
    assert.equal(render('<script>alert(1)</script>'), '&lt;script&gt;alert(1)&lt;/script&gt;');
    assert.equal(render('<b onclick="x">b</b>'), '&lt;b onclick=&quot;x&quot;&gt;b&lt;/b&gt;');
  });

  const refused = [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java&#115;cript:alert(1)',
    '&#x6a;avascript:alert(1)',
    ' javascript:alert(1)',
    'http://example.com',
    'command:workbench.action.quit',
    'vscode://file/etc/passwd',
    'file:///etc/passwd',
    'data:text/html,x',
    '//example.com',
    '../secret',
    'https:example.com',
  ];
  for (const target of refused) {
    it(`makes no link to ${target}`, () => {
      assert.doesNotMatch(render(`[x](${target})`), /<a|href/);
      assert.doesNotMatch(render(`<${target}>`), /<a|href/);
      assert.doesNotMatch(render(`[x](<${target}>)`), /<a|href/);
    });
  }

  it('does not make links of bare addresses', () => assert.equal(render('https://example.com'), 'https://example.com'));

  it('loads no picture: what would be one is a link to it', () => {
    assert.equal(render('![alt](https://example.com/x.png)'), '!<a href="https://example.com/x.png">alt</a>');
    assert.doesNotMatch(render('![alt](http://example.com/x.png)'), /<img|<a/);
  });

  it('a link cannot leave its attribute', () => {
    assert.equal(render('[x](https://e.com/"onclick="a)'), '<a href="https://e.com/%22onclick=%22a">x</a>');
    assert.match(render('[x](https://e.com "a\\"onclick=b")'), /title="a&quot;onclick=b"/);
  });

  it('is no larger than what it is drawn from, many times over: an address of 20,000 characters is not repeated with each use', () => {
    for (const definition of [`[a]: https://a.b/${'x'.repeat(20_000)}`, `[a]: https://a.b "${'x'.repeat(20_000)}"`]) {
      const drawn = renderNote(`[b](https://b.c)\n\n${definition}\n\n${'[a]'.repeat(9_000)}`);
      const text = JSON.stringify(drawn);
      assert.ok(text.length < 3_000_000, String(text.length));
      assert.ok(text.includes('"https://b.c"'));
    }
  });
});
