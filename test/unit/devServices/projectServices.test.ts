import { strict as assert } from 'node:assert';
import { parseProjectServices } from '../../../src/devServices/projectServices';

describe('Services that a project declares', () => {
  it('are read once each, whatever else the file says', () => {
    assert.deepEqual(parseProjectServices('{"project": "x", "services": ["redis", "redis", "postgres"]}'), ['redis', 'postgres']);
    assert.deepEqual(parseProjectServices('{"project": "x"}'), []);
  });

  it('are refused in one sentence when they are not known or the file is no JSON', () => {
    for (const text of ['{"services": ["oracle"]}', '{"services": "redis"}', '[]', '{', '']) {
      assert.throws(
        () => parseProjectServices(text),
        { name: 'DevServicesError', message: /^\.backend-roadmap\.json cannot be used: .*\.$/ },
        text,
      );
    }
  });
});
