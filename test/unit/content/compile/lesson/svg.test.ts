import assert from 'node:assert/strict';
import { checkSvg } from '../../../../../src/content/compile/svg';

const svg = (inside: string, attributes = 'viewBox="0 0 640 200"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`;
const problems = (source: string): string[] => checkSvg(source).problems.map(({ offset, message }) => `${offset} ${message}`);

describe('a picture of a lesson', () => {
  it('may hold shapes and text in colours of the theme', () => {
    const inside =
      '<g fill="none" stroke="currentColor"><path d="M0 0L9 9"/><text x="1" y="2" font-size="13" fill="var(--vscode-charts-blue)">a &amp; b</text></g>';
    const { problems, viewBox, content } = checkSvg(svg(`<!-- way -->${inside}`));
    assert.deepEqual([problems, viewBox, content], [[], '0 0 640 200', inside]);
  });

  it('says on its root how all of it is drawn, and there nothing that the page would lose', () => {
    const root = 'viewBox="0 0 640 200" font-size="13" fill="none"';
    const { problems: none, styles } = checkSvg(svg('<g fill="currentColor"/>', root));
    assert.deepEqual([none, styles], [[], { 'font-size': '13', fill: 'none' }]);
    assert.match(problems(svg('', 'viewBox="0 0 640 200" transform="scale(2)"')).join(), /transform may not be on <svg>/);
    assert.match(problems(svg('', 'viewBox="0 0 640 200" fill="red"')).join(), /no color of the theme/);
  });

  const refused: readonly [name: string, inside: string, said: RegExp][] = [
    ['a script', '<script>alert(1)</script>', /<script> may not be/],
    ['a style element', '<style>a{}</style>', /<style> may not be/],
    ['HTML', '<foreignObject><p>x</p></foreignObject>', /<foreignObject> may not be/],
    ['a handler', '<rect onclick="alert(1)"/>', /onclick may not be on <rect>/],
    ['a style', '<rect style="fill:red"/>', /style may not be on <rect>/],
    ['an id', '<rect id="a"/>', /id may not be on <rect>/],
    ['a class', '<rect class="a"/>', /class may not be/],
    ['a reference', '<use href="#a"/>', /<use> may not be/],
    ['a link', '<a href="https://example.com">x</a>', /<a> may not be/],
    ['an image', '<image href="x.png"/>', /<image> may not be/],
    ['another colour', '<rect fill="#ff0000"/>', /no color of the theme/],
    ['another variable', '<rect fill="var(--vscode-foreground)"/>', /no color of the theme/],
    ['an address in a value', '<rect transform="url(https://example.com)"/>', /refers to something outside/],
    ['small text', '<text font-size="9">x</text>', /too small/],
    ['an element that is not closed', '<g>', /closes what is not open|never closed/],
    ['an attribute without quotes', '<rect x=1/>', /no element that can be read/],
    ['a bare ampersand', '<text>a & b</text>', /&amp;/],
  ];
  for (const [name, inside, said] of refused) {
    it(`may not hold ${name}`, () => {
      const [first = ''] = problems(svg(inside));
      assert.match(first, said);
    });
  }

  it('is one svg element with a viewBox and no size of its own', () => {
    assert.match(problems('<p></p>').join(), /one <svg> element/);
    assert.match(problems('').join(), /no <svg> element/);
    assert.match(problems(svg('') + svg('')).join(), /one <svg> element/);
    assert.match(problems(svg('', '')).join(), /needs a viewBox/);
    assert.match(problems(svg('', 'viewBox="0 0 640 200" width="640"')).join(), /has no width/);
  });

  it('says where', () => assert.equal(problems(svg('<use/>'))[0], `${svg('').indexOf('</svg>')} <use> may not be in a picture`));
});
