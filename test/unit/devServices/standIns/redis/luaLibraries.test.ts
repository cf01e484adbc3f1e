import { strict as assert } from 'node:assert';
import { bit } from '../../../../../src/devServices/standIns/redis/lua/bit';
import { cjson } from '../../../../../src/devServices/standIns/redis/lua/cjson';
import { cmsgpack } from '../../../../../src/devServices/standIns/redis/lua/cmsgpack';
import { LuaTable, type LuaData } from '../../../../../src/devServices/standIns/redis/lua/luaData';
import { luaFormat } from '../../../../../src/devServices/standIns/redis/lua/luaFormat';
import type { Library } from '../../../../../src/devServices/standIns/redis/lua/luaLibrary';
import { struct } from '../../../../../src/devServices/standIns/redis/lua/struct';

function call(library: Library, name: string, ...args: readonly LuaData[]): readonly LuaData[] {
  const run = library[name];
  if (run === undefined) throw new Error(`no ${name}`);
  return run(args);
}

function packed(...values: readonly LuaData[]): LuaData {
  return call(cmsgpack, 'pack', ...values)[0];
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

  it('pack and unpack MessagePack', () => {
    const values = [0, 127, 128, -1, -33, 65535, 2 ** 32, -(2 ** 40), 1.5, 0.1, 'x', 'y'.repeat(40), 'z'.repeat(300), true, false];
    assert.deepEqual(call(cmsgpack, 'unpack', packed(...values)), values);
    assert.deepEqual(call(cmsgpack, 'unpack', packed(new LuaTable([['a', list(1, 2)]]))), [new LuaTable([['a', [1, 2]]])]);
    assert.throws(() => call(cmsgpack, 'unpack', '\x92\x01'), /Missing bytes/);
  });

  it('pack and unpack records', () => {
    assert.deepEqual(call(struct, 'pack', '>I2<i4s', 258, -2, 'hi'), ['\x01\x02\xfe\xff\xff\xffhi\0']);
    assert.deepEqual(call(struct, 'unpack', '>I2<i4s', '\x01\x02\xfe\xff\xff\xffhi\0'), [258, -2, 'hi', 10]);
    assert.deepEqual(call(struct, 'size', '!4bI'), [8]);
    assert.throws(() => call(struct, 'unpack', 'd', 'abc'), /too short/);
  });

  it('work on bits', () => {
    assert.deepEqual(
      [call(bit, 'band', 0xff, 0x0f), call(bit, 'lshift', 1, 31), call(bit, 'tohex', -1), call(bit, 'rol', 0x80000001, 1)].flat(),
      [15, -2147483648, 'ffffffff', 3],
    );
  });

  it('format as Lua 5.1', () => {
    assert.equal(
      luaFormat(['%d %5.2f|%-4s|%04d|%x|%q|%g|%%', 3.7, 2.345, 'ab', 7, 255, 'a\n', 1e20]),
      '3  2.35|ab  |0007|ff|"a\\\n"|1e+20|%'.replace('2.35', (2.345).toFixed(2)),
    );
    assert.throws(() => luaFormat(['%d']), /bad argument #2 to 'format' \(no value\)/);
  });
});
