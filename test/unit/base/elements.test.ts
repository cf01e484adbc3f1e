import assert from 'node:assert/strict';
import { element, htmlOf, isElement } from '../../../src/base/elements';

describe('elements', () => {
  it('become HTML with every text escaped', () => {
    const made = element('p', { class: 'a"b', title: false }, 'x < y & "z"', element('strong', {}, '<script>'), false, [
      'one',
      undefined,
      'two',
    ]);
    assert.equal(htmlOf(made).source, '<p class="a&quot;b">x &lt; y &amp; &quot;z&quot;<strong>&lt;script&gt;</strong>onetwo</p>');
  });

  it('have one text where there were several, and none where it was empty', () => {
    assert.deepEqual(element('p', {}, '', 'a', ['b', ''], element('i'), 'c').children, ['ab', element('i'), 'c']);
  });

  it('write what holds nothing without an end, an attribute that is true without a value, and a `pre` with all its lines', () => {
    const made = element('label', {}, element('input', { type: 'radio', checked: true, disabled: false }), element('br'), 'a');
    assert.equal(htmlOf(made).source, '<label><input type="radio" checked><br>a</label>');
    assert.equal(htmlOf(element('pre', {}, '\n<a>')).source, '<pre>\n\n&lt;a&gt;</pre>');
  });

  it('survive the way to the page', () => {
    const made = element('svg', { width: '100%' }, element('rect', { x: '1.5%', y: 2, 'data-now': 'true' }), element('text', {}, 'Today'));
    assert.equal(isElement(JSON.parse(JSON.stringify(made))), true);
    const link = element('a', { href: 'https://example.com/' }, 'b');
    const choice = element('input', { type: 'radio', name: 'answer', id: 'a', checked: true, hidden: true });
    for (const one of [link, choice, element('progress', { max: 3, value: 1, lang: 'en', dir: 'auto' })])
      assert.equal(isElement(one), true);
  });

  it('are refused when they could do more than show something', () => {
    const good = { tag: 'p', attributes: {}, children: [] };
    assert.equal(isElement(good), true);
    const wrong: unknown[] = [
      { ...good, tag: 'script' },
      { ...good, tag: 'iframe' },
      { ...good, tag: 'constructor' },
      { ...good, attributes: { onclick: 'x' } },
      { ...good, attributes: { style: 'x' } },
      { ...good, attributes: { src: 'x' } },
      { ...good, attributes: { action: 'https://example.com/' } },
      { ...good, attributes: { href: 'http://example.com/' } },
      { ...good, attributes: { href: 'javascript:x' } },
      { ...good, attributes: { href: 'command:workbench.action.quit' } },
      { ...good, attributes: { href: 'vscode://file/etc/passwd' } },
      { ...good, attributes: { href: ' https://example.com/' } },
      { ...good, attributes: { class: 7 } },
      { ...good, attributes: null },
      { ...good, children: 'text' },
      { ...good, children: [7] },
      { ...good, children: [{ ...good, tag: 'style' }] },
      { tag: 'p' },
      null,
      'p',
      [],
    ];
    for (const value of wrong) assert.equal(isElement(value), false, JSON.stringify(value));
    let deep: unknown = good;
    for (let depth = 0; depth < 40; depth++) deep = { ...good, children: [deep] };
    assert.equal(isElement(deep), false);
  });
});
