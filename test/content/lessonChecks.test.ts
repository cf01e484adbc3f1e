/** The checks of the code in lessons, each with an example that it must refuse. */
import assert from 'node:assert/strict';
import { blocksOf } from './lessons/blocks';
import { checkBlocks } from './lessons/checkBlocks';
import { words } from './lessons/databases';
import { LIMITS } from './lessons/programs';

const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\`\n\n`;
const check = (...fences: string[]): Promise<string[]> => checkBlocks(blocksOf(fences.join('')));

const RIGHT: readonly (readonly [name: string, ...fences: string[]])[] = [
  ['JavaScript that runs', fence('js run', 'const one = await Promise.resolve(1);\nconsole.log(one);'), fence('text output', '1')],
  ['TypeScript that runs', fence('ts run', 'const one: number = 1;\nconsole.log(one);'), fence('text output', '1')],
  ['JavaScript that is only read', fence('js', "import express from 'express';\nexport const app = express();")],
  ['shell that runs', fence('sh run', 'echo a > b && ls'), fence('text output', 'b')],
  ['shell that is only read', fence('sh', 'rm -rf /does-not-run && exit 1')],
  ['JSON, YAML and anything', fence('json', '{"a": [1]}'), fence('yaml', 'a: [1]\n---\nb: 2'), fence('text', '{"a": [1')],
  ['a request', fence('http', 'POST /todos HTTP/1.1\nHost: example.com\nContent-Type: application/json\n\n{"a": 1}')],
  ['a response', fence('http', 'HTTP/1.1 204 No Content\nETag: "1"')],
  ['a Dockerfile', fence('dockerfile', '# syntax\nFROM node:22 AS build\nRUN npm ci \\\n  --omit=dev\nCMD ["node", "a.js"]')],
  [
    'SQL in order',
    fence('sql', 'CREATE TABLE t (a int, b text, c boolean)'),
    fence('sql', 'INSERT INTO t VALUES (1, NULL, true); SELECT * FROM t'),
    fence('text output', 'a | b | c\n1 | NULL | t'),
  ],
  [
    'SQL that must be refused',
    fence('sql', 'CREATE TABLE t (a int NOT NULL)'),
    fence('sql fails', 'INSERT INTO t VALUES (NULL)'),
    fence('sql', 'SELECT 1'),
  ],
  ['SQL that is only shown', fence('sql only', '\\d users')],
  [
    'Redis in order',
    fence('redis', 'SET a "one two"'),
    fence('redis', 'GET a\nINCR n\nGET none\nRPUSH l 1 2\nLRANGE l 0 -1'),
    fence('text output', 'one two\n1\n\n2\n1\n2'),
  ],
];

const WRONG: readonly (readonly [name: string, said: RegExp, ...fences: string[]])[] = [
  [
    'another output',
    /^1: js run: prints\n {4}│ 2\nand the lesson says\n {4}│ 1$/,
    fence('js run', 'console.log(2);'),
    fence('text output', '1'),
  ],
  ['JavaScript that throws', /^1: js run: ends with 1: [\s\S]*boom/, fence('js run', "throw new Error('boom');")],
  ['JavaScript that cannot be parsed', /^1: js: [\s\S]*Expected/, fence('js', 'const = 1;')],
  ['a package in JavaScript that runs', /^1: js run: ends with 1: [\s\S]*ERR_MODULE_NOT_FOUND/, fence('js run', "import 'express';")],
  ['types in JavaScript', /^1: js: /, fence('js', 'const a: number = 1;')],
  ['an enum', /^1: ts: "enum A \{ B \}" is not erasable/, fence('ts', 'enum A { B }')],
  ['a property in parameters', /^1: ts: "private a: 1" is not erasable/, fence('ts', 'class A { constructor(private a: 1) {} }')],
  ['shell that bash cannot read', /^1: sh: ends with 2: /, fence('sh', 'if true; then')],
  ['shell that fails', /^1: sh run: ends with 3: /, fence('sh run', 'exit 3')],
  ['another output of shell', /^1: sh run: prints/, fence('sh run', 'echo a'), fence('text output', 'b')],
  ['damaged JSON', /^1: json: /, fence('json', '{"a": 1,}')],
  ['damaged YAML', /^1: yaml: /, fence('yaml', 'a: [1\nb: }')],
  ['a request without a target', /^1: http: "GET" begins neither/, fence('http', 'GET')],
  ['an unknown method', /^1: http: "FETCH \/ HTTP\/1.1" begins neither/, fence('http', 'FETCH / HTTP/1.1')],
  ['a status of two digits', /^1: http: "HTTP\/1.1 20 OK"/, fence('http', 'HTTP/1.1 20 OK')],
  ['a header without a colon', /^1: http: "Host example.com" is no header/, fence('http', 'GET / HTTP/1.1\nHost example.com')],
  ['an unknown instruction', /^1: dockerfile: line 2: "INSTALL git" is no instruction/, fence('dockerfile', 'FROM node:22\nINSTALL git')],
  ['a line to be continued', /^1: dockerfile: the last line/, fence('dockerfile', 'FROM node:22 \\')],
  ['SQL that is refused', /^5: sql: relation "t" does not exist/, fence('text', ''), fence('sql', 'SELECT * FROM t')],
  ['SQL that is not refused', /^1: sql fails: was to be refused/, fence('sql fails', 'SELECT 1')],
  ['another row', /^1: sql: prints\n {4}│ a\n {4}│ 1\nand/, fence('sql', 'SELECT 1 AS a'), fence('text output', 'a\n2')],
  ['a Redis command that does not exist', /^1: redis: "FETCH a" is refused: ERR unknown command/, fence('redis', 'FETCH a')],
  ['another reply', /^1: redis: prints/, fence('redis', 'INCR n'), fence('text output', '2')],
  ['quotes that stay open', /^1: redis: the quotes/, fence('redis', 'SET a "b')],
];

describe('the checks of code in lessons', function () {
  this.timeout(120_000);

  for (const [name, ...fences] of RIGHT) {
    it(`accept ${name}`, async () => assert.deepEqual(await check(...fences), []));
  }
  for (const [name, said, ...fences] of WRONG) {
    it(`refuse ${name}`, async () => {
      const [problem = 'nothing', ...rest] = await check(...fences);
      assert.match(problem, said);
      assert.deepEqual(rest, []);
    });
  }

  it('end what does not end', async () => {
    const endless = blocksOf(fence('js run', 'setInterval(() => {}, 1000);'));
    const [problem = ''] = await checkBlocks(endless, { ...LIMITS, node: 1 });
    assert.match(problem, /^1: js run: does not end within 1 seconds$/);
  });

  it('refuse an output of nothing, and an unknown language', () => {
    assert.throws(() => blocksOf(fence('text output', '1')), /line 1: this output follows nothing/);
    assert.throws(() => blocksOf(fence('cobol', '1')), /line 1: "cobol" is no language/);
  });

  it('read the words of redis-cli', () => {
    assert.deepEqual(words(String.raw`SET "a b" 'it\'s' "\"x\n\"" bare`), ['SET', 'a b', "it's", '"x\n"', 'bare']);
  });
});
