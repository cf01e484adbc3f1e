import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { PasswordExchange, verifierOf } from '../../../../../src/devServices/standIns/postgres/passwordExchange';
import { PgProtocolError } from '../../../../../src/devServices/standIns/postgres/pgMessages';
import { FUZZ_RUNS } from '../../../../support/fuzzRuns';

const verifier = verifierOf('postgres', 'secret');

function firstMessage(text: string, mechanism = 'SCRAM-SHA-256'): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(Buffer.byteLength(text));
  return Buffer.concat([Buffer.from(`${mechanism}\0`), length, Buffer.from(text)]);
}

describe('Asking for a password', () => {
  it('lets nobody in by guessing at messages', () => {
    const bytes = fc.uint8Array({ maxLength: 80 }).map((array) => Buffer.from(array));
    const proof = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((array) => Buffer.from(array).toString('base64'));
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 3 }), proof, (messages, guess) => {
        const exchange = new PasswordExchange('postgres', verifier, 'ours');
        const all = [...messages, firstMessage('n,,n=,r=theirs'), Buffer.from(`c=biws,r=theirsours,p=${guess}`)];
        for (const message of all) {
          try {
            assert.notEqual(exchange.answer(message).kind, 'accepted');
          } catch (error) {
            assert.ok(error instanceof PgProtocolError, String(error));
          }
        }
      }),
      { numRuns: FUZZ_RUNS },
    );
  });

  it('refuses what is not of the exchange', () => {
    for (const message of [
      firstMessage('n,,n=,r=x', 'SCRAM-SHA-1'),
      firstMessage('p=tls-unique,,n=,r=x'),
      firstMessage('n,,n=,r='),
      Buffer.from('x'),
    ]) {
      assert.throws(() => new PasswordExchange('postgres', verifier).answer(message), PgProtocolError);
    }
    const exchange = new PasswordExchange('postgres', verifier, 'ours');
    exchange.answer(firstMessage('n,,n=,r=theirs'));
    assert.throws(() => exchange.answer(Buffer.from(`c=biws,r=theirs,p=${Buffer.alloc(32).toString('base64')}`)), PgProtocolError);
  });
});
