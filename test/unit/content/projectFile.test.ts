import { strict as assert } from 'node:assert';
import { parseProjectFile, startOf } from '../../../src/content/projectFile';

describe("A project's own file", () => {
  it('says how it is built and started, and with which variables', () => {
    const text = '{"project": "x", "start": " python3 main.py ", "build": "make", "environment": {"MODE": "check"}, "more": 1}';
    assert.deepEqual(parseProjectFile(text), {
      project: 'x',
      start: 'python3 main.py',
      build: 'make',
      environment: { MODE: 'check' },
      services: [],
    });
  });

  it('names each service it needs once, whatever else it says', () => {
    assert.deepEqual(parseProjectFile('{"project": "x", "services": ["redis", "redis", "postgres"]}').services, ['redis', 'postgres']);
    assert.deepEqual(parseProjectFile('{"project": "x"}').services, []);
  });

  it('may have comments and a byte-order mark, and text that looks like a comment', () => {
    const text = '\uFEFF{\n  // which one\n  "project": "x", /* how */ "start": "curl http://localhost // now"\n}';
    assert.deepEqual(startOf(parseProjectFile(text)), { project: 'x', start: 'curl http://localhost // now' });
  });

  it('says how long it takes to start and to end', () => {
    const { startSeconds, stopSeconds } = parseProjectFile('{"project": "x", "startSeconds": 90, "stopSeconds": 12.5}');
    assert.deepEqual([startSeconds, stopSeconds], [90, 12.5]);
  });

  it('is refused in one sentence that names the field', () => {
    const refused: readonly (readonly [string, RegExp])[] = [
      ['{"services": ["oracle"]}', /"services" must be a list of postgres, redis, mongodb\.$/],
      ['{"services": "redis"}', /"services" must be/],
      ['{"start": "npm start\\nrm -rf /"}', /"start" must be a command on one line/],
      ['{"start": "node\\u0000 x"}', /"start" must be a command on one line/],
      ['{"build": "tsc\\u0000"}', /"build" must be a command on one line/],
      ['{"environment": {"A": "b\\u0000c"}}', /"environment" must give each variable a text/],
      ['{"environment": {"A\\u0000": "b"}}', /"environment" must give each variable a text/],
      ['{"start": " "}', /"start" must be/],
      ['{"build": 1}', /"build" must be/],
      ['{"environment": {"A B": "x"}}', /"environment" must give each variable a text/],
      ['{"environment": {"A": 1}}', /"environment" must/],
      ['{"project": 7}', /"project" must be the id of a project/],
      ['{"startSeconds": 0}', /"startSeconds" must be a number of seconds from 1 to 600\.$/],
      ['{"stopSeconds": "5"}', /"stopSeconds" must be a number of seconds from 1 to 600\.$/],
      [Buffer.from('\uFEFF{"project": "x"}', 'utf16le').toString('utf8'), /it is not UTF-8: save it with that encoding\.$/],
      ['[]', /not a JSON object/],
      ['{', /not JSON/],
      ['', /not JSON/],
    ];
    for (const [text, message] of refused) {
      assert.throws(() => parseProjectFile(text), { name: 'ProjectFileError', message: /^\.backend-roadmap\.json cannot be used: / }, text);
      assert.throws(() => parseProjectFile(text), { message }, text);
    }
  });

  it('cannot be started without a project and a start command', () => {
    assert.deepEqual(startOf(parseProjectFile('{"project": "x", "start": "go run ."}')), { project: 'x', start: 'go run .' });
    assert.throws(() => startOf(parseProjectFile('{"start": "x"}')), { message: /"project" must be the id/ });
    assert.throws(() => startOf(parseProjectFile('{"project": "x"}')), { message: /"start" must be a command/ });
  });
});
