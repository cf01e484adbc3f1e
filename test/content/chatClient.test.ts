import assert from 'node:assert/strict';
import { Client } from '../../roadmap/backend/projects/real-time-chat/checks/support/chat';

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
