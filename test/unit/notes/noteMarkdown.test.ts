import assert from 'node:assert/strict';
import { renderNote } from '../../../src/notes/noteMarkdown';

/** A note of one paragraph, without the paragraph. */
const render = (text: string): string => renderNote(text).replace(/^<p>|<\/p>\n$/g, '');

describe('markdown of notes', () => {
  it('renders emphasis, code and https links', () => {
    assert.equal(render('a *b* **c** `d<e`'), 'a <em>b</em> <strong>c</strong> <code>d&lt;e</code>');
    assert.equal(render('[MDN](https://developer.mozilla.org/)'), '<a href="https://developer.mozilla.org/">MDN</a>');
    assert.equal(
      render('<https://example.com/?a=1&b=2>'),
      '<a href="https://example.com/?a=1&amp;b=2">https://example.com/?a=1&amp;b=2</a>',
    );
  });

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
});
