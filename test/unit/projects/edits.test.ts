import assert from 'node:assert/strict';
import { renameLock, renamePackage, retitleReadme } from '../../../src/projects/model/plan';

describe('a package.json with another name', () => {
  it('keeps order, indentation and line end', () => {
    assert.equal(
      renamePackage('{\n  "version": "1.0.0",\n  "name": "a",\n  "files": []\n}\n', 'b'),
      '{\n  "version": "1.0.0",\n  "name": "b",\n  "files": []\n}\n',
    );
    assert.equal(renamePackage('{\n\t"name": "a"\n}', 'b'), '{\n\t"name": "b"\n}');
    assert.equal(renamePackage('{\r\n    "name": "a"\r\n}\r\n', 'b'), '{\r\n    "name": "b"\r\n}\r\n');
  });

  it('takes any name as text: nothing of it becomes JSON', () => {
    assert.deepEqual(JSON.parse(renamePackage('{\n  "name": "a"\n}\n', 'x", "evil": "$&')), { name: 'x", "evil": "$&' });
  });

  it('is refused when it is no JSON object', () => {
    for (const text of ['', '[]', 'null', '{']) assert.throws(() => renamePackage(text, 'b'), SyntaxError);
  });
});

describe('a package-lock.json with another name', () => {
  it('has it twice, and nowhere else', () => {
    const lock = { name: 'a', lockfileVersion: 3, packages: { '': { name: 'a', version: '1' }, 'node_modules/a': { name: 'a' } } };
    const renamed = renameLock(JSON.stringify(lock, undefined, 2), 'b');
    assert.deepEqual(JSON.parse(renamed), { ...lock, name: 'b', packages: { ...lock.packages, '': { name: 'b', version: '1' } } });
    assert.equal(renamed.match(/"b"/g)?.length, 2);
  });

  it('of the old format, without packages, has it once', () => assert.equal(renameLock('{\n  "name": "a"\n}', 'b'), '{\n  "name": "b"\n}'));
});

describe('a README with another title', () => {
  for (const [what, text, expected] of [
    ['the first heading', '# Old\n\ntext\n# Second\n', '# New\n\ntext\n# Second\n'],
    ['a heading after text', 'badge\n\n# Old\n', 'badge\n\n# New\n'],
    ['not one of the second level', '## Two\n# One\n', '## Two\n# New\n'],
    ['not a comment in code', '```sh\n# install\n```\n# Old\n', '```sh\n# install\n```\n# New\n'],
    ['not one in a longer fence', '~~~~\n~~~\n# no\n~~~~\n# Old', '~~~~\n~~~\n# no\n~~~~\n# New'],
    ['not a hash without a space', '#hash\n# Old', '#hash\n# New'],
    ['an empty heading', '#\ntext', '# New\ntext'],
    ['line ends of Windows', '# Old\r\ntext\r\n', '# New\r\ntext\r\n'],
    ['nothing, where there is no title', 'text\n', 'text\n'],
    ['an unclosed fence has none', '```\n# no\n', '```\n# no\n'],
  ] as const) {
    it(`changes ${what}`, () => assert.equal(retitleReadme(text, 'New'), expected));
  }

  it('shows every name as it is: it formats nothing and links nowhere', () => {
    assert.equal(retitleReadme('# Old', 'a_b_ [x](y) `z` <b>'), '# a\\_b\\_ \\[x\\]\\(y\\) \\`z\\` \\<b\\>');
  });
});
