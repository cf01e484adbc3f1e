import { strict as assert } from 'node:assert';
import { createServer, type AddressInfo, type Server } from 'node:net';
import pg from 'pg';
import { verifierOf } from '../../../src/devServices/standIns/postgres/passwordExchange';
import { PgConnection, type SharedSession } from '../../../src/devServices/standIns/postgres/pgConnection';
import { frame } from '../../../src/devServices/standIns/postgres/pgMessages';
import { SessionTurns } from '../../../src/devServices/standIns/postgres/sessionTurns';

describe('A connection to the built-in PostgreSQL', () => {
  let server: Server;
  let failing = false;

  before(async () => {
    const session: SharedSession = {
      turns: new SessionTurns(1000),
      greeting: Buffer.alloc(0),
      verifier: verifierOf('postgres', 'postgres'),
      run: () =>
        failing ? Promise.reject(new RangeError('too deep')) : Promise.resolve({ bytes: frame('C', Buffer.from('OK\0')), renewed: false }),
      renewed: () => undefined,
      notify: () => undefined,
    };
    let id = 1;
    server = createServer((socket) => {
      new PgConnection(socket, id++, session);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  async function open(): Promise<pg.Client> {
    const client = new pg.Client(`postgresql://postgres:postgres@127.0.0.1:${String((server.address() as AddressInfo).port)}/postgres`);
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  it('is ended alone by a fault that nobody thought of, and gives its turn to the others', async () => {
    const [unlucky, other] = [await open(), await open()];
    failing = true;
    await assert.rejects(unlucky.query('SELECT 1'), { code: 'XX000', message: /too deep/ });
    failing = false;
    await other.query('SELECT 1');
    await other.end();
  });
});
