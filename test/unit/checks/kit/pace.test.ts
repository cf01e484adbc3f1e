import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { atOnce } from '../../../../src/checks/kit/api';
import { waitUntil } from '../../../support/wait';
import { apiAt, serve, type Served } from './support';

describe('connections to a program', () => {
  let program: Served;
  let waiting: ServerResponse[];
  let isSlow: boolean;
  /** The connections that were open at the same time, at most. */
  let most: number;
  beforeEach(async () => {
    [waiting, isSlow, most] = [[], true, 0];
    let open = 0;
    program = await serve((request, response) => {
      if (isSlow && request.url !== '/health') waiting.push(response);
      else response.end();
    });
    program.server.on('connection', (socket) => {
      most = Math.max(most, ++open);
      socket.on('close', () => (open -= 1));
    });
  });
  afterEach(() => program.close());

  const answerAll = () => {
    for (const response of waiting.splice(0)) response.end();
  };

  it('are opened five at a time, so that none is refused where no more may wait', async () => {
    const asked = Promise.all(Array.from({ length: 12 }, () => program.api.get('/')));
    await waitUntil('five have come', () => Promise.resolve(waiting.length === 5));
    assert.equal(most, 5);
    isSlow = false;
    answerAll();
    assert.equal((await asked).length, 12);
  });

  it('are all used at the same moment once they are open', async () => {
    const asked = atOnce(program.api, 12, () => program.api.get('/'));
    await waitUntil('all have come', () => Promise.resolve(waiting.length === 12));
    answerAll();
    assert.equal((await asked).length, 12);
    assert.equal(most, 12);
  });

  it('are no fewer after requests that failed', async () => {
    const late = Array.from({ length: 5 }, () => program.api.get('/', { limit: 50 }));
    for (const { status } of await Promise.allSettled(late)) assert.equal(status, 'rejected');
    isSlow = false;
    assert.equal((await program.api.get('/')).status, 200);
  });

  it('that are refused or cut while others are in use say what the reason may be', async () => {
    const listener = createServer((socket) => {
      if (held.push(socket) > 5) socket.resetAndDestroy();
    });
    const held: Socket[] = [];
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const api = apiAt((listener.address() as AddressInfo).port);
    const first = Promise.allSettled(Array.from({ length: 5 }, () => api.get('/')));
    await waitUntil('five are connected', () => Promise.resolve(held.length === 5));
    try {
      const gate = { arrive: () => Promise.resolve() } as never;
      await assert.rejects(api.post('/todos', { a: 1 }, { gate }), {
        message: /^POST \/todos was not answered: the connection was closed while 5 others were in use; .* backlog of "listen"/,
      });
    } finally {
      for (const socket of held) socket.destroy();
      await first;
      listener.close();
    }
  });
});
