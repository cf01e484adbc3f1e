import assert from 'node:assert/strict';
import { certificateOf } from '../../../../src/checks/model/certificate';

describe('a certificate', () => {
  it('says what was checked, when, and by which check', () => {
    const stage = { failures: 0, hints: 0, checks: [], passed: true };
    const text = certificateOf({
      title: 'REST API',
      version: '0.1.0',
      stages: [
        { id: 'hello', title: 'Say *hello* | twice', checks: [{ id: 'health', title: 'GET /health answers <200>', line: 3 }] },
        {
          id: 'update',
          title: 'Update',
          checks: [
            { id: 'a', title: 'A', line: 1 },
            { id: 'b', title: 'B', line: 2 },
          ],
        },
      ],
      results: {
        version: 1,
        uri: 'file:///x',
        project: 'rest-api',
        allowed: [],
        stages: { hello: { ...stage, at: 9, firstPassedAt: 1 }, update: { ...stage, at: 9, firstPassedAt: 2 } },
      },
      dayOf: (milliseconds) => `day ${milliseconds}`,
    });
    assert.match(text, /^# REST API: 2 of 2 stages passed\n/);
    assert.match(text, /3 checks in 2 stages, finished on day 2\./);
    assert.ok(text.includes('| Say \\*hello\\* \\| twice | `hello` | day 1 | 1 |'), text);
    assert.ok(text.includes('- [x] A (`update/a`)'));
    assert.ok(text.includes('- [x] GET /health answers \\<200\\> (`hello/health`)'), text);
    assert.ok(!text.includes('file:///x'), 'no path of the machine');
    assert.match(text, /Backend Roadmap 0\.1\.0, project `rest-api`\.\n$/);
  });
});
