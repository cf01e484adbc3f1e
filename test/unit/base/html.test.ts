import assert from 'node:assert/strict';
import { escapeHtml, html } from '../../../src/base/html';

const HOSTILE = `<img src=x onerror="a('b')">&`;
const ESCAPED = '&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;';

describe('html', () => {
  it('escapes text', () => {
    assert.equal(escapeHtml(HOSTILE), ESCAPED);
    assert.equal(html`<p>${HOSTILE}</p>`.source, `<p>${ESCAPED}</p>`);
  });

  it('keeps text inside an attribute', () => {
    assert.equal(html`<a title="${'" onclick="x'}" data-x="${"'y"}"></a>`.source, '<a title="&quot; onclick=&quot;x" data-x="&#39;y"></a>');
  });

  it('escapes once, however deep templates are nested', () => {
    const inner = html`<b>${'<'}</b>`;
    assert.equal(html`<i>${html`${inner}&amp;`}</i>`.source, '<i><b>&lt;</b>&amp;</i>');
  });

  it('joins lists and escapes what is in them', () => {
    assert.equal(html`<ul>${['<', html`<li>1</li>`, ['>', 2]]}</ul>`.source, '<ul>&lt;<li>1</li>&gt;2</ul>'); // prettier-ignore
    assert.equal(html`${[]}`.source, '');
  });

  it('shows numbers, zero too, and nothing for what is not there', () => {
    assert.equal(html`${0}|${12}|${false}|${null}|${undefined}|${''}`.source, '0|12||||');
  });

  it('does not take an object for HTML because it looks like it', () => {
    const fake = { source: '<script>', toString: () => '<script>' };
    assert.equal(html`${fake as unknown as string}`.source, '&lt;script&gt;');
  });

  it('a template without values is itself', () => assert.equal(html`<br />`.toString(), '<br />'));
});
