import { strict as assert } from 'node:assert';
import {
  readsFromClient,
  frame,
  FrontendReader,
  PgProtocolError,
  splitBackend,
} from '../../../../../src/devServices/standIns/postgres/pgMessages';
import { SessionTurns, TurnTimeoutError } from '../../../../../src/devServices/standIns/postgres/sessionTurns';
import { StatementNames } from '../../../../../src/devServices/standIns/postgres/statementNames';

describe('Messages of PostgreSQL', () => {
  it('are read whole however they arrive', () => {
    const reader = new FrontendReader();
    const bytes = Buffer.concat([frame('Q', Buffer.from('a\0')), frame('S', Buffer.alloc(0))]);
    const seen: string[] = [];
    for (const byte of bytes) {
      reader.push(Buffer.from([byte]));
      for (let next = reader.next(); next !== undefined; next = reader.next()) seen.push(next.type + next.body.toString('latin1'));
    }
    assert.deepEqual(seen, ['Qa\0', 'S']);
    assert.deepEqual(
      splitBackend(bytes).map(({ type }) => type),
      ['Q', 'S'],
    );
  });

  it('are refused when they are something else', () => {
    const reader = new FrontendReader();
    reader.push(Buffer.from('GET / HTTP/1.1\r\n'));
    assert.throws(() => reader.nextStart(), PgProtocolError);
  });

  it('ask for data only in a COPY', () => {
    assert.equal(readsFromClient(Buffer.from('copy t (a) FROM stdin WITH csv\0')), true);
    assert.equal(readsFromClient(Buffer.from("INSERT INTO t VALUES ('copy t from stdin')\0")), false);
    assert.equal(readsFromClient(Buffer.from('COPY t TO STDOUT\0')), false);
    assert.equal(readsFromClient(Buffer.from("/* a /* b */ */ copy -- it's\n t /*x*/ from/*y*/stdin;\0")), true);
    assert.equal(readsFromClient(Buffer.from('COPY "from stdin" TO \'from stdin\' -- from stdin\0')), false);
    assert.equal(readsFromClient(Buffer.from('/* a /* b */ copy t from stdin\0')), false);
  });
});

describe('Large messages of PostgreSQL', () => {
  for (const [name, sql] of [
    ['a literal', `insert into t values ('${'x'.repeat(20_000_000)}')`],
    ['a literal of quotes', `copy t from '${"it''s ".repeat(1_000_000)}'`],
    ['comments in each other', `select 1 ${'/*'.repeat(200_000)}`],
    ['comments in front', `${'/*'.repeat(200_000)} copy`],
    ['a COPY that goes on', `copy ${'from '.repeat(200_000)}`],
  ] as const) {
    it(`are looked at in a time of their size: ${name}`, () => {
      const began = performance.now();
      assert.equal(readsFromClient(Buffer.from(`${sql}\0`)), false);
      assert.ok(performance.now() - began < 3000);
    });
  }

  it('are joined once', () => {
    const reader = new FrontendReader();
    const began = performance.now();
    const bytes = frame('Q', Buffer.alloc(60_000_000, 'x'));
    for (let at = 0; at < bytes.length; at += 16_384) {
      assert.equal(reader.next(), undefined);
      reader.push(bytes.subarray(at, at + 16_384));
    }
    assert.equal(reader.next()?.body.length, 60_000_000);
    assert.ok(performance.now() - began < 3000);
  });
});

describe('Names of prepared statements', () => {
  const parse = (name: string): { type: string; body: Buffer } => ({ type: 'P', body: Buffer.from(`${name}\0SELECT 1\0\0\0`) });

  it('differ between connections', () => {
    const texts = [1, 2].map((id) =>
      new StatementNames(id)
        .rename(parse('q'))
        .bytes.map((bytes) => bytes.toString('latin1', 5))
        .join(),
    );
    assert.deepEqual(texts, ['1.q\0SELECT 1\0\0\0', '2.q\0SELECT 1\0\0\0']);
  });

  it('let the unnamed statement be parsed again, and know whose answer is whose', () => {
    const names = new StatementNames(1);
    assert.deepEqual(names.rename(parse('')).closes, ['own']);
    assert.deepEqual(names.rename({ type: 'C', body: Buffer.from('Sq\0') }).closes, ['client']);
    assert.equal(names.closeAll().length, 1);
    assert.equal(names.closeAll().length, 0);
  });
});

describe('Turns at the one session', () => {
  it('come in order, once the holder lets go', async () => {
    const turns = new SessionTurns<string>(1000);
    const order: string[] = [];
    await turns.take('a');
    await turns.take('a');
    const waiting = ['b', 'c'].map(async (name) => {
      await turns.take(name);
      order.push(name);
      turns.release(name);
    });
    turns.release('c');
    assert.deepEqual(order, []);
    turns.release('a');
    await Promise.all(waiting);
    assert.deepEqual(order, ['b', 'c']);
  });

  it('are given up after a while', async () => {
    const turns = new SessionTurns<string>(5);
    await turns.take('a');
    await assert.rejects(turns.take('b'), TurnTimeoutError);
    turns.release('a');
    await turns.take('c');
    assert.equal(turns.isHeldBy('c'), true);
  });
});
