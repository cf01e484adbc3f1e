/** Checks of a server that was started by somebody else and does not speak HTTP as it should. */
import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { repoWith } from './support/misbehaving';
import { eventsHere, runCli } from './support/runner';

/** A server that says at each request what no server of HTTP does. */
async function speak(send: (socket: Socket) => unknown): Promise<{ readonly url: string; readonly close: () => void }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    socket.once('data', () => send(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** Sends something, and then a little now and then, so that the connection never rests. */
function drip(socket: Socket, first: string, more = first): void {
  socket.write(first);
  const timer = setInterval(() => socket.write(more), 50);
  socket.once('close', () => clearInterval(timer));
}

describe('checks of a running server that is broken', function () {
  this.timeout(30_000);
  let folder: string;
  beforeEach(async () => {
    folder = await repoWith('none', { start: undefined });
  });

  it('say of one that never gets to an answer what it does instead, and wait for it no longer than for any other', async () => {
    const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    for (const [send, why] of [
      [(socket: Socket) => socket.write(upgrade), 'it changes to another protocol, which nobody asked for'],
      [(socket: Socket) => drip(socket, 'HTTP/1.1 102 Processing\r\n\r\n'), 'nothing came in time'],
      [(socket: Socket) => drip(socket, 'HTTP/1.1 200 OK\r\n', 'X-A: b\r\n'), 'nothing came in time'],
      [(socket: Socket) => socket.end(), 'socket hang up'],
    ] as const) {
      const { url, close } = await speak(send);
      const events = await eventsHere(folder, { stage: 'hello', url, limits: { request: 500 } });
      close();
      const message = `No server answers at ${url} (${why}): start it, or check another address.`;
      assert.deepEqual(
        events.flatMap((event) => (event.type === 'problem' ? event.message : event.type === 'run-finished' ? event.outcome : [])),
        [message, 'problem'],
      );
    }
  });

  it('are no success for a command line that ends before they do', async () => {
    const { url, close } = await speak((socket) => socket.end());
    const endAtFirstRequest =
      "import http from 'node:http'; import { syncBuiltinESMExports } from 'node:module'; http.request = () => process.exit(); syncBuiltinESMExports();";
    const preload = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(endAtFirstRequest)}` };
    const { code, stdout } = await runCli([folder, '--url', url, '--stage', 'hello', '--reporter', 'ndjson'], preload);
    close();
    assert.deepEqual([code, stdout.includes('run-started'), stdout.includes('run-finished')], [2, true, false]);
  });
});
