import assert from 'node:assert/strict';
import { findPassage, isShown } from '../../../../src/content/compile/passages';

const TEXT = `\`POST /todos\` creates a **new** todo,
see [the topic](topic:rest-api-design).

\`\`\`http
POST /todos HTTP/1.1
Accept: *

{"a": "b"}
\`\`\`

- The first one.
- The \`id\` of
  the second.

| Status | When       |
| ------ | ---------- |
| 201    | it is made |
`;

describe('a passage of the text of a stage', () => {
  it('is found word for word, and reads without marks', () => {
    assert.deepEqual(findPassage(TEXT, '`POST /todos` creates a **new** todo,'), { quote: 'POST /todos creates a new todo,', line: 0 });
    assert.deepEqual(findPassage(TEXT, 'The first one.'), { quote: 'The first one.', line: 10 });
  });

  it('may go over the end of a line, a link, an item of a list and a cell of a table', () => {
    assert.deepEqual(findPassage(TEXT, 'todo, see [the topic](topic:rest-api-design).'), { quote: 'todo, see the topic.', line: 0 });
    assert.deepEqual(findPassage(TEXT, 'The `id` of the second.'), { quote: 'The id of the second.', line: 11 });
    assert.deepEqual(findPassage(TEXT, '- The first one. - The `id` of'), { quote: 'The first one. The id of', line: 10 });
    assert.deepEqual(findPassage(TEXT, '| 201    | it is made |'), { quote: '201 it is made', line: 16 });
  });

  it('of code is the code', () => {
    assert.deepEqual(findPassage(TEXT, 'Accept: * {"a": "b"}'), { quote: 'Accept: * {"a": "b"}', line: 5 });
  });

  it('is none with another word, in other letters, or without any', () => {
    for (const passage of ['creates an old todo', 'the first one.', 'a new todo', '', '  ', '.*'])
      assert.equal(findPassage(TEXT, passage), undefined, passage);
  });

  it('is shown by a page whose words are the same, whatever tags and spaces are between them', () => {
    const html = '<p><code>POST<wbr> /todos</code> creates &amp; keeps\n&quot;it&#39;s&quot; &lt;b&gt;</p><p>Next</p>';
    assert.ok(isShown(html, 'POST /todos creates & keeps "it\'s" <b> Next'));
    assert.ok(!isShown(html, 'POST /todos keeps'));
  });
});
