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
