import assert from 'node:assert/strict';
import { reportOf, type ReportedCheck } from '../../../../src/checks/model/report';

const check = (more: Partial<ReportedCheck['failure']> = {}): ReportedCheck => ({
  place: ['rest-api', 'read-one', 'reads'],
  title: 'Answers GET with the todo',
  text: '# Read one todo\n\n```http\nGET /todos/1\n```',
  failure: { message: 'It should be 200, but is 404.', ...more },
});
const VERSIONS = ['Backend Roadmap 0.1.0', 'Visual Studio Code 1.100.0', 'linux x64'];

describe('a report about a check', () => {
  it('has the check, what it expects and what came, the exchange, the text and the versions', () => {
    const exchange = 'GET /todos/1\n\n404 Not Found';
    const report = reportOf(check({ expected: '200 OK', actual: '404 Not Found', exchange }), VERSIONS);
    assert.equal(
      report,
      [
        '# Answers GET with the todo',
        'Check `reads` of stage `read-one` of project `rest-api` fails, and I think that the program is right, because: …',
        '## What the check says\n\n```text\nIt should be 200, but is 404.\n```',
        '## Expected\n\n```text\n200 OK\n```',
        '## Actual\n\n```text\n404 Not Found\n```',
        '## The last request and its answer\n\n```text\nGET /todos/1\n\n404 Not Found\n```',
        '## What the stage asks for\n\n````text\n# Read one todo\n\n```http\nGET /todos/1\n```\n````',
        '## Versions\n\n- Backend Roadmap 0.1.0\n- Visual Studio Code 1.100.0\n- linux x64\n',
      ].join('\n\n'),
    );
  });

  it('quotes the sentence of the text that the check is about', () => {
    const report = reportOf({ ...check(), passage: '`GET` answers 200.' }, VERSIONS);
    assert.match(
      report,
      /404\.\n```\n\n## The sentence of the text that it is about\n\n```text\n`GET` answers 200\.\n```\n\n## What the stage asks for\n/,
    );
  });

  it('leaves out what is not known, and what the program printed', () => {
    const report = reportOf(check({ output: 'the mail of ada@example.com' }), VERSIONS);
    assert.deepEqual(report.match(/^## .*$/gm), ['## What the check says', '## What the stage asks for', '## Versions']);
    assert.doesNotMatch(report, /ada@/);
  });

  it('does not say where the home folder is', () => {
    const at = (message: string, home: string) => reportOf(check({ message }), [], home).split('\n')[7];
    assert.equal(at('In /home/ada/rest-api/x and file:///home/ada/y.', '/home/ada'), 'In ~/rest-api/x and file://~/y.');
    assert.equal(at('In C:\\Users\\Ada\\x and C:/Users/Ada/y.', 'C:\\Users\\Ada'), 'In ~\\x and ~/y.');
    assert.equal(at('In /home/adam/x, /home/ada-2 and /home/ada.', '/home/ada'), 'In /home/adam/x, /home/ada-2 and ~.');
    assert.equal(at('In /home/a/x.', '/home/a'), 'In ~/x.');
    assert.equal(at('In /home/a.b+c/x and /home/aab+c/x.', '/home/a.b+c'), 'In ~/x and /home/aab+c/x.');
    assert.equal(at('GET / has no answer.', '/'), 'GET / has no answer.');
    assert.equal(at('In C:\\x and c:/y.', 'C:\\'), 'In C:\\x and c:/y.');
  });

  it('does not say it however it is written', () => {
    const at = (message: string, home: string) => reportOf(check({ message }), [], home).split('\n')[7];
    const windows = 'c:\\Users\\Ada Lovelace';
    assert.equal(at('C:\\Users\\Ada Lovelace\\x', windows), '~\\x');
    assert.equal(at(JSON.stringify(JSON.stringify(`at ${windows}\\x`)), windows), JSON.stringify(JSON.stringify('at ~\\x')));
    assert.equal(at('file:///C:/Users/Ada%20Lovelace/x', windows), 'file:///~/x');
    assert.equal(at('file:///c%3A/Users/Ada%20Lovelace/x', windows), 'file:///~/x');
    assert.equal(at('\\\\server\\ada\\x', '\\\\server\\ada'), '~\\x');
    assert.equal(at('file:///home/ad%C3%A9/x and ?at=%2fhome%2fad%c3%a9', '/home/ad\u00e9'), 'file://~/x and ?at=~');
    assert.equal(at('"\\/home\\/ad\\u00E9\\/x"', '/home/ad\u00e9/'), '"~\\/x"');
    assert.equal(at('/home/ade\u0301/x', '/home/ad\u00e9'), '~/x');
    assert.equal(at('/home/ad\u00e9/x', '/home/ad'), '/home/ad\u00e9/x');
  });

  it('is one block a text, whatever it holds', () => {
    const report = reportOf(check({ message: 'a\n`````\n# not a heading\n```` b' }), VERSIONS);
    assert.match(report, /\n``````text\na\n`````\n# not a heading\n```` b\n``````\n/);
  });
});
