import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { escapeMarkdown } from '../../../src/base/text';

describe('escapeMarkdown', () => {
  it('escapes what would format, link or start a block, and keeps the text in one line', () => {
    assert.equal(escapeMarkdown('# *a* [b](c) <d> $(e) &amp;'), '\\# \\*a\\* \\[b\\]\\(c\\) \\<d\\> \\$\\(e\\) \\&amp;');
    assert.equal(escapeMarkdown('two\r\n\nlines'), 'two lines');
    assert.equal(escapeMarkdown('- a'), '\\- a');
    assert.equal(escapeMarkdown('1. a'), '1\\. a');
  });

  it('leaves no address that would become a link as it stands', () => {
    const addresses = [
      '/home/ada/www.evil.example/x',
      '/home/WWW.evil.example',
      'ada@evil.example',
      'x https://evil.example',
      'FTP://evil.example',
    ];
    assert.deepEqual(addresses.map(escapeMarkdown), [
      '/home/ada/www\\.evil.example/x',
      '/home/WWW\\.evil.example',
      'ada\\@evil.example',
      'x https\\://evil.example',
      'FTP\\://evil.example',
    ]);
  });

  it('leaves alone what is only text', () => {
    assert.equal(escapeMarkdown('Real-Time: 1 + 1, 2. That works!'), 'Real-Time: 1 + 1, 2. That works!');
  });

  it('any text is shown as it is', () => {
    const markdown = new MarkdownIt({ html: true, linkify: true });
    // Names such as ReadMe.md are links for it alone.
    markdown.linkify.set({ fuzzyLink: false });
    const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
    const text = fc.string({ unit: fc.constantFrom(...Array.from('ab*_[]()<>#!|`~$&;\\{}"+-.1:/@'), 'https://', 'www.', '@evil.example') });
    fc.assert(
      fc.property(text, (original) => {
        const rendered = markdown.renderInline(escapeMarkdown(original));
        assert.doesNotMatch(rendered, /</);
        assert.equal(rendered.replace(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity] ?? ''), original); // prettier-ignore
      }),
    );
  });
});
