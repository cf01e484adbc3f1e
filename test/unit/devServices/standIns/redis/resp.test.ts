import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { encodeReply, err, nilArray, ok, ProtocolError, RespParser } from '../../../../../src/devServices/standIns/redis/resp';
import { FUZZ_RUNS } from '../../../../support/fuzzRuns';

/** All commands in some bytes, which arrive in pieces. */
function parse(...pieces: readonly Buffer[]): string[][] {
  const parser = new RespParser();
  const commands: string[][] = [];
  for (const piece of pieces) {
    parser.push(piece);
    for (let next = parser.next(); next !== undefined; next = parser.next()) commands.push(next);
  }
  return commands;
}

describe('RESP', () => {
  it('is read whole however it is cut into pieces', () => {
    const bytes = fc.uint8Array({ maxLength: 12 }).map((array) => Buffer.from(array).toString('latin1'));
    const commands = fc.array(fc.array(bytes, { minLength: 1, maxLength: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(commands, fc.array(fc.nat(200)), (wanted, cuts) => {
        const all = Buffer.from(wanted.map((parts) => encodeReply(parts)).join(''), 'latin1');
        const places = [0, ...cuts.filter((cut) => cut < all.length).sort((a, b) => a - b), all.length];
        const pieces = places.slice(1).map((end, index) => all.subarray(places[index], end));
        assert.deepEqual(parse(...pieces), wanted);
      }),
      { numRuns: FUZZ_RUNS },
    );
  });

  it('is a command or refused, whatever it is', () => {
    const part = fc.oneof(fc.constantFrom('*', '$', '1', '-1', '99999999999', '\r\n', '\n', '"', "'", '\\x4', 'SET', '\0'), fc.string({ maxLength: 4 })); // prettier-ignore
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        try {
          for (const command of parse(Buffer.from(parts.join('')))) assert.ok(command.every((word) => typeof word === 'string'));
        } catch (error) {
          if (!(error instanceof ProtocolError)) throw error;
        }
      }),
      { numRuns: FUZZ_RUNS },
    );
  });

  it('is read in a time of its size, a large value or many of them', () => {
    for (const parts of [
      ['SET', 'k', 'x'.repeat(50_000_000)],
      ['SADD', 'k', ...Array.from({ length: 300_000 }, String)],
    ]) {
      const bytes = Buffer.from(encodeReply(parts), 'latin1');
      const pieces = Array.from({ length: Math.ceil(bytes.length / 8192) }, (_, piece) => bytes.subarray(piece * 8192, (piece + 1) * 8192));
      const began = performance.now();
      assert.equal(parse(...pieces)[0]?.length, parts.length);
      assert.ok(performance.now() - began < 3000);
    }
  });

  it('may be typed by hand', () => {
    assert.deepEqual(parse(Buffer.from(`SET k "a b\\n\\x41" 'c d'\r\n\r\nPING\n`)), [['SET', 'k', 'a b\nA', 'c d'], [], ['PING']]);
  });

  it('is refused when it is something else', () => {
    for (const text of ['*x\r\n', '*1\r\n:3\r\n', '*1\r\n$-1\r\n', '*1\r\n$9999999999\r\n', 'SET "a\r\n', '*99999999\r\n']) {
      assert.throws(() => parse(Buffer.from(text)), ProtocolError, text);
    }
  });

  it('is written as RESP2', () => {
    assert.equal(
      encodeReply([1, 'é', null, ok, err('a\r\nb'), nilArray, [2n ** 62n]]),
      '*7\r\n:1\r\n$1\r\né\r\n$-1\r\n+OK\r\n-ERR a b\r\n*-1\r\n*1\r\n:4611686018427387904\r\n',
    );
  });
});
