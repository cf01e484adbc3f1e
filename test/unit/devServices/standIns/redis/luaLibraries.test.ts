import { strict as assert } from 'node:assert';
import { cjson } from '../../../../../src/devServices/standIns/redis/lua/cjson';
import { cmsgpack } from '../../../../../src/devServices/standIns/redis/lua/cmsgpack';
import { LuaTable, type Library, type LuaData } from '../../../../../src/devServices/standIns/redis/lua/luaData';
import { luaFormat } from '../../../../../src/devServices/standIns/redis/lua/luaFormat';

function call(library: Library, name: string, ...args: readonly LuaData[]): readonly LuaData[] {
  const run = library[name];
  if (run === undefined) throw new Error(`no ${name}`);
  return run(args);
}

const list = (...items: readonly LuaData[]): LuaTable => new LuaTable(items.map((item, index) => [index + 1, item]));

describe('Libraries for scripts', () => {
  it('encode and decode JSON by the rules of lua-cjson', () => {
    assert.deepEqual(call(cjson, 'encode', list(1, 2.5, 'a/"b', true, null, new LuaTable([]))), ['[1,2.5,"a\\/\\"b",true,null,{}]']);
    assert.deepEqual(
      call(
        cjson,
        'encode',
        new LuaTable([
          [1, 'a'],
          [3, 'b'],
        ]),
      ),
      ['["a",null,"b"]'],
    );
    assert.throws(
      () =>
        call(
          cjson,
          'encode',
          new LuaTable([
            [1, 1],
            [40, 1],
          ]),
        ),
      /excessively sparse array/,
    );
    assert.deepEqual(call(cjson, 'decode', '{"a":[1,null,"\\u00e9"]}'), [new LuaTable([['a', [1, null, '\xc3\xa9']]])]);
    assert.throws(() => call(cjson, 'decode', '[1 2]'), /Expected comma or array end but found T_NUMBER at character 4/);
  });

  it('unpack MessagePack', () => {
    const unpack = (bytes: string): readonly LuaData[] => call(cmsgpack, 'unpack', bytes);
    const numbers = '\x00\x7f\xcc\x80\xff\xd0\xdf\xcd\xff\xff\xcf\0\0\0\x01\0\0\0\0\xd3\xff\xff\xff\0\0\0\0\0\xca\x3f\xc0\0\0';
    assert.deepEqual(unpack(numbers), [0, 127, 128, -1, -33, 65535, 2 ** 32, -(2 ** 40), 1.5]);
    assert.deepEqual(unpack(`\xc3\xc2\xc0\xa1x\xd9\x28${'y'.repeat(40)}`), [true, false, undefined, 'x', 'y'.repeat(40)]);
    assert.deepEqual(unpack('\x81\xa1a\x92\x01\x02'), [new LuaTable([['a', [1, 2]]])]);
    assert.throws(() => unpack('\x92\x01'), /Missing bytes/);
  });

  it('format as Lua 5.1', () => {
    assert.equal(
      luaFormat(['%d %5.2f|%-4s|%04d|%x|%q|%g|%%', 3.7, 2.345, 'ab', 7, 255, 'a\n', 1e20]),
      '3  2.35|ab  |0007|ff|"a\\\n"|1e+20|%'.replace('2.35', (2.345).toFixed(2)),
    );
    assert.throws(() => luaFormat(['%d']), /bad argument #2 to 'format' \(no value\)/);
  });
});
