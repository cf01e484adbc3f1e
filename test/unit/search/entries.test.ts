import assert from 'node:assert/strict';
import { lessonEntries, partsOfLesson, textOf } from '../../../src/search/model/entries';
import { excerptOf } from '../../../src/search/model/excerpt';
import { offeredCommands } from '../../../src/search/model/palette';

const LESSON = `<h2 id="why-it-matters" tabindex="-1">Why it matters</h2>
<p>Names &amp; <strong>addr</strong>esses: 1 &lt; 2.</p>
<h2 id="dns-records" tabindex="-1"><code>DNS</code> records</h2>
<figure class="code" data-code="0"><pre data-scrolls><code><span class="t-keyword">const </span><span>ur</span>l;</code></pre></figure>
<h3 id="more" tabindex="-1">More</h3>
<ul><li>One</li><li>Two</li></ul>`;

describe('search: a lesson', () => {
  it('is cut at its headings, each with the text below it', () => {
    assert.deepEqual(partsOfLesson(LESSON), [
      { heading: 'why-it-matters', title: 'Why it matters', text: 'Names & addresses: 1 < 2.' },
      { heading: 'dns-records', title: 'DNS records', text: 'const url;' },
      { heading: 'more', title: 'More', text: 'One Two' },
    ]);
  });

  it('leads to its headings', () => {
    const [, second] = lessonEntries({ id: 'net', title: 'How the Internet Works' }, partsOfLesson(LESSON));
    assert.deepEqual([second?.id, second?.place], ['lesson:net/dns-records', 'How the Internet Works']);
    assert.deepEqual(second?.target, { kind: 'lesson', topic: 'net', heading: 'dns-records' });
  });

  it('what was escaped once is read once', () => assert.equal(textOf('&amp;lt;b&amp;gt; &#39;x&#39;'), "&lt;b&gt; 'x'"));
});

describe('search: the excerpt', () => {
  const excerpt = (title: string, text: string, ...terms: string[]) => {
    const [entry] = lessonEntries({ id: 'net', title: 'Net' }, [{ heading: 'h', title, text }]);
    return excerptOf({ entry: entry!, terms });
  };

  it('shows the words around what was found, in whole words', () => {
    const long = `${'before '.repeat(20)}a Resolver answers ${'after '.repeat(40)}`;
    const shown = excerpt('Names', long, 'resolver') ?? '';
    assert.match(shown, /^…before before .*a Resolver answers after .*…$/);
    assert.ok(shown.length < 150);
  });

  it('is the beginning where that is near, and nothing where the title says it all', () => {
    assert.equal(excerpt('Names', 'A resolver answers.', 'resolver'), 'A resolver answers.');
    assert.equal(excerpt('A resolver', 'A resolver answers.', 'resolver'), undefined);
    assert.equal(excerpt('Names', 'Nothing of it.', 'resolver'), undefined);
    assert.equal(excerpt('Names', 'unresolved, and C++ (too)', 'c++'), 'unresolved, and C++ (too)');
  });
});

describe('search: the commands of the palette', () => {
  const commands = ['plain', 'whenNew', 'whenBegun', 'never', 'both'].map((command) => ({ command, title: command }));
  const rules = [
    { command: 'whenNew', when: 'x.isNew' },
    { command: 'whenBegun', when: '!x.isNew' },
    { command: 'never', when: 'false' },
    { command: 'both', when: 'x.hasRepos && !isWeb' },
  ];
  const offered = (...keys: string[]) => offeredCommands(commands, rules, new Set(keys)).map(({ command }) => command);

  it('are those whose condition holds', () => {
    assert.deepEqual(offered(), ['plain', 'whenBegun']);
    assert.deepEqual(offered('x.isNew'), ['plain', 'whenNew']);
    assert.deepEqual(offered('x.hasRepos'), ['plain', 'whenBegun', 'both']);
    assert.deepEqual(offered('x.hasRepos', 'isWeb'), ['plain', 'whenBegun']);
  });
});
