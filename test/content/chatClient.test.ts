import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { Client, connect } from '../../roadmap/backend/projects/real-time-chat/checks/support/chat';

describe('the client with which chats are checked', () => {
  let arrive: (event: string, payload: unknown) => void;
  let socket: { connected: boolean };
  let client: Client;

  beforeEach(() => {
    const disconnect = () => (socket.connected = false);
    const fake = { connected: true, disconnect, on: () => undefined, onAny: (told: typeof arrive) => (arrive = told) };
    socket = fake;
    const waits = { limit: () => 1_000, ended: () => undefined };
    client = new Client(...([fake, {}, waits] as unknown as ConstructorParameters<typeof Client>));
  });

  it('fails the check, and does not end the runner, where the number of a message cannot be a number', async () => {
    const failed = assert.rejects(client.hearsUpTo(1, 'a message'), TypeError);
    arrive('message:new', { seq: { valueOf: null, toString: null } });
    await failed;
  });

  it('is not kept busy by messages without end, and hangs up', async () => {
    const message = 'message:new did not arrive after a message: the connection was closed after 100000 events, for they did not end.';
    const failed = assert.rejects(client.hearsUpTo(1_000_000, 'a message'), { name: 'CheckFailure', message });
    for (let seq = 1; seq <= 100_001; seq++) arrive('message:new', { seq });
    assert.equal(socket.connected, false);
    await failed;
  });
});

describe('a connection to a chat that does not end what it sends', () => {
  const MB = 1024 * 1024;

  /** A frame of a server, of text or of bytes. */
  function frame(content: string | Buffer): Buffer {
    const body = Buffer.from(content);
    const head = Buffer.alloc(10);
    head.writeUInt16BE(typeof content === 'string' ? 0x817f : 0x827f);
    head.writeBigUInt64BE(BigInt(body.length), 2);
    return Buffer.concat([head, body]);
  }

  /** Waits for a message from a chat that sends something again and again once somebody is connected. */
  async function hearFrom(flood: Buffer): Promise<void> {
    const server = createServer().on('upgrade', ({ headers }, socket: Duplex) => {
      const key = `${String(headers['sec-websocket-key'])}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
      const accepted = `Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${createHash('sha1').update(key).digest('base64')}`;
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${accepted}\r\n\r\n`);
      socket.write(frame('0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000}'));
      const send = (): void => {
        while (socket.writable && socket.write(flood));
      };
      socket.on('error', () => undefined).on('drain', send);
      socket.once('data', () => {
        socket.write(frame('40{"sid":"b"}'));
        send();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const program = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    const deferred: (() => unknown)[] = [];
    const trial = { program, defer: (end: () => unknown) => deferred.push(end) };
    try {
      const client = await connect(...([trial, { token: 'a' }] as unknown as Parameters<typeof connect>));
      await client.hears('message:new', 1, 'a flood');
    } finally {
      for (const end of deferred) end();
      server.close();
    }
  }

  for (const [what, flood] of [
    ['in large events', frame(`42["other",${JSON.stringify('x'.repeat(2 * MB))}]`)],
    ['in bytes', Buffer.concat([frame('451-["other",{"_placeholder":true,"num":0}]'), frame(Buffer.alloc(MB))])],
    ['in one message', frame(`42["other",${JSON.stringify('x'.repeat(9 * MB))}]`)],
  ] as const) {
    it(`is closed after some megabytes, ${what}`, async () => {
      const message = 'message:new did not arrive after a flood: the connection was closed after 8 MB, for what it sends did not end.';
      await assert.rejects(hearFrom(flood), { name: 'CheckFailure', message });
    }).timeout(20_000);
  }
});
