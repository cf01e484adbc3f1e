import { strict as assert } from 'node:assert';
import { formatG, formatScore, parseFloat64, parseInt64 } from '../../../../../src/devServices/standIns/redis/numbers';

describe('Numbers of Redis', () => {
  it('are 64-bit integers in their one canonical form', () => {
    assert.equal(parseInt64('9223372036854775807'), 2n ** 63n - 1n);
    for (const text of ['9223372036854775808', '01', '+1', ' 1', '-0', '1.0', '', '-']) assert.equal(parseInt64(text), undefined, text);
  });

  it('are doubles as C reads and writes them', () => {
    assert.deepEqual(['inf', '-Infinity', '1e3', '.5', '0x10', 'nan', '1x', ''].map(parseFloat64), [
      Infinity,
      -Infinity,
      1000,
      0.5,
      16,
      undefined,
      undefined,
      undefined,
    ]);
    assert.deepEqual([0.1, 1e17, 3, -1.5, 1e-5, 1e21, Infinity, 100].map(formatScore), [
      '0.10000000000000001',
      '1e+17',
      '3',
      '-1.5',
      '1.0000000000000001e-05',
      '1e+21',
      'inf',
      '100',
    ]);
    assert.deepEqual(
      [formatG(1e15, 14), formatG(2 ** 53, 14), formatG(999999999999999.625, 17)],
      ['1e+15', '9.007199254741e+15', '999999999999999.62'],
    );
  });
});
