/**
 * A chat client for the terminal, to try things by hand:  npm run chat -- Ada general
 * Start it in two terminals. "/raw EVENT JSON" sends any event, so that you can see what the server says to nonsense.
 */
import { createInterface } from 'node:readline';
import { io } from 'socket.io-client';

const [name = 'Ada', room = 'general', url = process.env['CHAT_URL'] || 'http://127.0.0.1:3000'] = process.argv.slice(2);

const session = await fetch(`${url}/sessions`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ name }),
}).catch(() => undefined);
if (!session?.ok) {
  console.error(session ? await session.text() : `Nobody listens at ${url}: start the chat with "npm start".`);
  process.exit(1);
}
const { token } = (await session.json()) as { token: string };

const socket = io(url, { auth: { token } });
const input = createInterface({ input: process.stdin, prompt: '' });

// Rooms are forgotten when a connection ends, so join on every connect, not only on the first.
socket.on('connect', () => {
  socket.emit('room:join', { room }, (reply: unknown) => console.log('· joined', JSON.stringify(reply)));
});
socket.on('disconnect', (reason) => console.log(`· disconnected (${reason}), trying again …`));
socket.on('connect_error', (error) => console.log(`· cannot connect: ${error.message}`));
socket.onAny((event: string, payload: { from?: { name: string }; text?: string }) => {
  if (event === 'message:new') console.log(`${payload.from?.name}: ${payload.text}`);
  else console.log('·', event, JSON.stringify(payload));
});

input.on('line', (line) => {
  const raw = /^\/raw (\S+) (.+)$/.exec(line);
  try {
    const event = raw?.[1] ?? 'message:send';
    const payload: unknown = raw?.[2] ? JSON.parse(raw[2]) : { room, text: line, clientId: crypto.randomUUID() };
    socket.emit(event, payload, (reply: { ok: boolean }) => {
      if (raw || !reply.ok) console.log('·', JSON.stringify(reply));
    });
  } catch {
    console.log('· /raw EVENT JSON, for example: /raw room:join {"room":"random"}');
  }
});
input.on('close', () => {
  socket.disconnect();
});
