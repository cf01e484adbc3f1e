import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { watchDatabase } from '../../../roadmap/backend/projects/blog-api/checks/support/database';

/** A message of PostgreSQL's protocol: its type, if it has one, its length and its content. */
function message(type: string, content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes.length + 4);
  return Buffer.concat([Buffer.from(type), length, bytes]);
}

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const SSL_REQUEST = message('', number(80_877_103));
const STARTUP = message('', Buffer.concat([number(196_608), Buffer.from('user\0ada\0\0')]));

describe('what a program sends to its database', () => {
  let database: Server;
  let heard = '';
  let cleanUps: (() => unknown)[] = [];
  const defer = (cleanUp: () => unknown) => cleanUps.push(cleanUp);

  beforeEach(async () => {
    heard = '';
    database = createServer((socket) => socket.on('data', (bytes) => (heard += bytes.toString('latin1'))).on('error', () => undefined));
    await new Promise<void>((resolve) => database.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
    cleanUps = [];
    database.close();
  });

  const address = () => `postgres://ada:secret@127.0.0.1:${(database.address() as AddressInfo).port}/blog?application_name=a`;

  async function say(url: string, parts: readonly Buffer[]): Promise<void> {
    const socket: Socket = connect(Number(new URL(url).port), '127.0.0.1');
    defer(() => socket.destroy());
    await once(socket, 'connect');
    const length = heard.length + parts.reduce((sum, { length }) => sum + length, 0);
    for (const part of parts) socket.write(part);
    while (heard.length < length) await new Promise((resolve) => setImmediate(resolve));
  }

  it('passes on, and each query is counted, in however many pieces it comes', async () => {
    const watched = await watchDatabase({ services: { DATABASE_URL: address() }, defer });
    assert.ok(watched);
    const { pathname, search, username } = new URL(watched.url);
    assert.deepEqual([pathname, search, username], ['/blog', '?application_name=a', 'ada']);
    const said = Buffer.concat([
      SSL_REQUEST,
      STARTUP,
      message('p', 'password'),
      message('Q', 'BEGIN\0'),
      message('P', '\0INSERT INTO users VALUES ($1)\0\0\0'),
      message('B', 'ada@example.com'),
      message('E', '\0\0\0\0\0'),
      message('S', ''),
    ]);
    await say(
      watched.url,
      Array.from(said, (byte) => Buffer.from([byte])),
    );
    assert.equal(heard, said.toString('latin1'));
    assert.equal(watched.queries(), 2);
    assert.deepEqual([watched.hasSeen('ada@example.com'), watched.hasSeen('bob@example.com')], [true, false]);
  });

  it('is counted over all its connections', async () => {
    const watched = await watchDatabase({ services: { DATABASE_URL: address() }, defer });
    assert.ok(watched);
    await say(watched.url, [STARTUP, message('Q', 'SELECT 1\0')]);
    await say(watched.url, [STARTUP, message('Q', 'SELECT 1\0'), message('Q', 'SELECT 2\0')]);
    assert.equal(watched.queries(), 3);
  });

  it('cannot be looked at when nobody knows where it is, or when it is encrypted or no network is between', async () => {
    for (const services of [
      {},
      { DATABASE_URL: 'postgres://db.example.com/blog?sslmode=require' },
      { DATABASE_URL: 'postgres://localhost/blog?host=/var/run/postgresql' },
    ]) {
      assert.equal(await watchDatabase({ services, defer }), undefined);
    }
  });
});
