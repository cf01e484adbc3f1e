import assert from 'node:assert/strict';
import { ProgramOutput } from '../../../src/checks/runner/output';

describe('the output of a program under test', () => {
  it('is passed on as it comes', () => {
    const seen: string[] = [];
    const output = new ProgramOutput((text) => seen.push(text));
    output.add('one\n');
    output.add('two\n');
    assert.deepEqual(seen, ['one\n', 'two\n']);
    assert.equal(output.lastLines, 'one\ntwo');
  });

  it('is passed on line by line, whichever stream a line is of, and at its end as it is', () => {
    const seen: string[] = [];
    const output = new ProgramOutput((text) => seen.push(text));
    output.add('one, ', 1);
    output.add('a warning\nand ', 2);
    assert.deepEqual([output.text, output.lastLines], ['one, a warning\nand ', 'a warning\none, and']);
    output.add('two\nthree', 1);
    output.flush();
    assert.equal(seen.join(''), 'a warning\none, two\nthree…\nand ');
  });

  it('is cut to what a second can hold, and says how much was left out', () => {
    let now = 10_000;
    const seen: string[] = [];
    const output = new ProgramOutput(
      (text) => seen.push(text),
      () => now,
    );
    for (let i = 0; i < 10; i++) output.add('x'.repeat(20_000));
    assert.equal(seen.join('').length, 64 * 1024);
    now += 1_000;
    output.add('after\n');
    assert.match(seen.join(''), /x…\n\(132 kB of output left out\)\n…after\n$/);
  });

  it('ends with the line of the error, and not with how it came to that', () => {
    const output = new ProgramOutput(() => undefined);
    const frames = Array.from({ length: 9 }, (_, at) => `    at Module._load (node:internal/modules/cjs/loader:${at})`);
    output.add(['starting', 'node:internal/modules/cjs/loader:1228', '  throw err;', '  ^', ''].join('\n'));
    output.add([`\nError: Cannot find module './confg'`, 'Require stack:', '- /code/my-api/src/server.ts', ...frames].join('\n'));
    output.add(
      ['', `    at load (/code/my-api/node_modules/express/index.js:1:2)`, '    at main (/code/my-api/src/server.ts:3:1)'].join('\n'),
    );
    output.add(`\n  code: 'MODULE_NOT_FOUND'\n}\n\nNode.js v22.18.0\n`);
    const lines = output.lastLines.split('\n');
    assert.ok(lines.includes(`Error: Cannot find module './confg'`), output.lastLines);
    assert.ok(lines.includes('    at main (/code/my-api/src/server.ts:3:1)'));
    assert.doesNotMatch(output.lastLines, /node:internal\/modules\/cjs\/loader:\d\)|node_modules/);

    output.add(`\npanic: no configuration\n\ngoroutine 1 [running]:\n${'main.step()\n\t/code/main.go:7\n'.repeat(20)}exit status 2\n`);
    assert.equal(output.lastLines.split('\n')[0], 'panic: no configuration');
    assert.equal(output.lastLines.split('\n').length, 12);
  });

  it('keeps its end, however much there was', () => {
    const output = new ProgramOutput(() => undefined);
    output.add('x\n'.repeat(100_000));
    output.add('Error: at last\n');
    assert.equal(output.text.length, 16 * 1024);
    assert.equal(output.lastLines.split('\n').at(-1), 'Error: at last');
    assert.equal(output.lastLines.split('\n').length, 12);
    assert.doesNotMatch(output.lastLines, /…/);
    output.add('y'.repeat(20_000));
    assert.match(output.lastLines, /^…y+$/, 'a line that begins in its middle says so');
  });
});
