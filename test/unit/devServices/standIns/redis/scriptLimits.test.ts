import { strict as assert } from 'node:assert';
import { ScriptEngine, sha1 } from '../../../../../src/devServices/standIns/redis/lua/scriptEngine';
import type { Reply } from '../../../../../src/devServices/standIns/redis/resp';

describe('A script that takes too long', () => {
  const engine = new ScriptEngine(50, 300);
  const run = (source: string): Reply => {
    engine.compile(sha1(source), source);
    return engine.run(sha1(source), [], [], () => null);
  };

  for (const source of [
    'while true do end',
    'while true do pcall(function() while true do end end) end',
    'while true do xpcall(function() while true do end end, function() while true do end end) end',
    "return string.find(string.rep('a', 40), string.rep('a*', 25) .. 'b')",
    "return #string.gsub(string.rep('a', 1000000), '.-b', 'x')",
    "for _ in string.gmatch(string.rep('a', 40), string.rep('a*', 25) .. 'b') do end",
  ]) {
    it(`is stopped, and the next one runs: ${source}`, () => {
      const began = performance.now();
      assert.throws(() => run(source), /ran for more than 0\.05 seconds and was stopped/);
      assert.ok(performance.now() - began < 2000);
      assert.equal(run('return 1 + 1'), 2);
    });
  }

  it('has no text of many made that is too large', () => {
    for (const source of ["return #string.rep('x', 2^31 - 10)", "return #string.rep('', 2^31, 'xx')", "return #('x'):rep(1e9)"]) {
      assert.throws(() => run(source), /resulting string too large/);
    }
    assert.equal(run("return string.rep('ab', 3, ',')"), 'ab,ab,ab');
    assert.throws(() => run('return string.rep({}, 3)'), /bad argument #1 to 'rep'/);
  });
});
