import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { certificateOf, type CertificateSource } from '../../../../src/checks/model/certificate';

describe('a certificate', () => {
  const stage = { failures: 0, hints: 0, checks: [], passed: true };
  const source: CertificateSource = {
    project: { id: 'rest-api', title: 'REST API', summary: 'A service that keeps todos.' },
    learner: 'Ada Lovelace',
    stages: [
      {
        id: 'hello',
        title: 'Say *hello* | twice',
        topics: ['HTTP and HTTPS', 'Testing'],
        checks: [{ id: 'health', title: 'GET /health answers <200>' }],
      },
      {
        id: 'update',
        title: 'Update',
        topics: ['REST API Design'],
        checks: [
          { id: 'a', title: 'PUT changes a todo' },
          { id: 'b', title: 'PUT answers 404' },
        ],
      },
    ],
    results: {
      version: 1,
      uri: 'file:///home/ada/x',
      project: 'rest-api',
      allowed: [],
      stages: { hello: { ...stage, at: 9, firstPassedAt: 1 }, update: { ...stage, at: 8, firstPassedAt: 2 } },
    },
    commit: { hash: '0123abc', isClean: true },
    checkedWith: ['Backend Roadmap 0.1.0', 'Visual Studio Code 1.100.0'],
    dayOf: (milliseconds) => `day ${milliseconds}`,
  };
  const lines = (change: Partial<CertificateSource> = {}) => certificateOf({ ...source, ...change }).split('\n');
  const has = (text: string, change: Partial<CertificateSource> = {}) =>
    assert.ok(lines(change).includes(text), `${text}\n\n${lines(change).join('\n')}`);

  it('says who has built what, and when', () => {
    assert.equal(lines()[0], '# Certificate: REST API');
    has('**Ada Lovelace** has built REST API. Passed: 2 stages with 3 checks.');
    has('| Built by | Ada Lovelace |');
    has('| What was built | A service that keeps todos. |');
    has('| Finished on | day 2 |');
    has('| Last checked on | day 8 |');
    has('| Checked with | Backend Roadmap 0.1.0, Visual Studio Code 1.100.0 |');
  });

  it('is as good without a name, and without a repository', () => {
    has('REST API was built. Passed: 2 stages with 3 checks.', { learner: '' });
    assert.doesNotMatch(certificateOf({ ...source, learner: '' }), /Built by/);
    assert.doesNotMatch(certificateOf({ ...source, commit: undefined }), /commit/i);
  });

  it('says what is proven: every stage with its topics, and every sentence that was found to be true', () => {
    has('| 1 | Say \\*hello\\* \\| twice | HTTP and HTTPS, Testing | 1 | day 1 |');
    has('| 2 | Update | REST API Design | 2 | day 2 |');
    has('### Stage 2: Update');
    has('- PUT changes a todo');
    has('- GET /health answers \\<200\\>');
  });

  it('says how anyone can verify it, by the names that VS Code shows, and without a place on this machine', () => {
    const text = certificateOf(source);
    const { publisher, name } = JSON.parse(readFileSync('package.json', 'utf8')) as { publisher: string; name: string };
    const titles = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
    assert.ok(text.includes(`\`${publisher}.${name}\``));
    assert.ok(text.includes(`**${titles['category']}: ${titles['command.checkAll']}**`));
    has('| Git commit | `0123abc` |');
    assert.ok(text.includes('Open the folder of this project, at the commit above, in'));
    const uncommitted = certificateOf({ ...source, commit: { hash: '0123abc', isClean: false } });
    assert.doesNotMatch(uncommitted, /at the commit above/);
    has('| Git commit | `0123abc`, with changes that are not committed |', { commit: { hash: '0123abc', isClean: false } });
    assert.doesNotMatch(text, /file:|\/home\/|cli\.mjs|<extension>/);
  });

  it('shows what a learner wrote as text, in one line of a table', () => {
    const text = certificateOf({ ...source, learner: '<img src=x> | **a** [b](https://c.example)\n# d www.e.example @f' });
    const line = text.split('\n').find((one) => one.startsWith('| Built by'));
    assert.equal(line, '| Built by | \\<img src=x\\> \\| \\*\\*a\\*\\* \\[b\\]\\(https\\://c.example\\) \\# d www\\.e.example \\@f |');
  });
});
