import assert from 'node:assert/strict';
import { Agent, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api, Gate } from '../../../src/checks/kit/api';
import { waitUntil } from '../../support/wait';

describe('requests that share a gate', () => {
  let server: Server;
  let seen: string[];
  let api: Api;

  beforeEach(async () => {
    seen = [];
    server = createServer((request, response) => {
      seen.push('begins');
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        seen.push('is whole');
        response.setHeader('content-type', 'application/json').end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const agent = new Agent();
    api = new Api({
      ...{ host: () => '127.0.0.1', port: () => port, agent: () => agent, signal: () => new AbortController().signal },
      ...{ onAnswer: () => undefined, whyGone: () => Promise.resolve(undefined), asking: { during: (work) => work }, limit: 5_000 },
    });
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('are whole when the last of them is on the way, and arrive as they were sent', async () => {
    const gate = new Gate(3);
    const send = (number: number) => api.post('/', { number }, { gate });
    const early = [send(1), send(2)];
    await waitUntil('two have begun', () => Promise.resolve(seen.length === 2));
    assert.deepEqual(seen, ['begins', 'begins']);
    const answers = await Promise.all([...early, send(3)]);
    assert.equal(seen.filter((what) => what === 'is whole').length, 3);
    assert.deepEqual(
      answers.map(({ json }) => json),
      [{ number: 1 }, { number: 2 }, { number: 3 }],
    );
  });

  it('do not wait for one that fails before it comes', async () => {
    const gate = new Gate(2);
    const refused = new Api({
      ...{ host: () => '127.0.0.1', port: () => 1, agent: () => new Agent(), signal: () => new AbortController().signal },
      ...{ onAnswer: () => undefined, whyGone: () => Promise.resolve('it has ended'), asking: { during: (work) => work }, limit: 5_000 },
    });
    const [good, bad] = await Promise.allSettled([api.post('/', { a: 1 }, { gate }), refused.post('/', { b: 1 }, { gate })]);
    assert.deepEqual([good.status, bad.status], ['fulfilled', 'rejected']);
  });
});
