import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { fail, type Trial } from '#checkKit';

/** A line to Redis that a check can listen to, hold up and cut: an instance that is started with its address asks Redis through it. */
export interface RedisLine {
  /** The variables of an instance that is to use it. */
  readonly environment: { readonly REDIS_URL: string };
  /** Everything that was sent to Redis so far, as it was written. */
  readonly sent: () => string;
  /** From now on nothing arrives, in either direction, until `flow`. */
  readonly hold: () => void;
  readonly flow: () => void;
  /** From now on nobody answers there. */
  readonly cut: () => void;
}

/** Lays a line to the Redis of the program. */
export async function layLine({ services, defer, startAnother }: Trial): Promise<RedisLine> {
  const { REDIS_URL = '' } = services;
  // Nobody knows the Redis of a server that somebody else has started. No other instance of it can be started either, which leaves the check out.
  if (REDIS_URL === '') await startAnother();
  const address = URL.canParse(REDIS_URL) ? new URL(REDIS_URL) : fail('The address of Redis in REDIS_URL cannot be read.');
  const [host, port] = [address.hostname.replace(/^\[|\]$/g, ''), Number(address.port || '6379')];
  const isSecure = address.protocol === 'rediss:';
  const ends = new Set<Socket>();
  const sent: Buffer[] = [];
  let isHeld = false;

  const server = createServer((near) => {
    const far: Socket = isSecure ? connectSecurely({ host, port, servername: host }) : connect({ host, port });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.on('data', (data: Buffer) => {
        if (from === near) sent.push(data);
        to.write(data);
      });
      // Whoever is told of an end tells the other one: nothing of it is a failure of the check.
      from.on('error', () => to.destroy());
      from.on('close', () => {
        ends.delete(from);
        to.destroy();
      });
      if (isHeld) from.pause();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    server.close();
    for (const end of ends) end.destroy();
  };
  defer(cut);

  const own = new URL(address);
  own.protocol = 'redis:';
  own.hostname = '127.0.0.1';
  own.port = String((server.address() as AddressInfo).port);
  const hold = (held: boolean): void => {
    isHeld = held;
    for (const end of ends) {
      if (held) end.pause();
      else end.resume();
    }
  };
  return {
    environment: { REDIS_URL: own.href },
    sent: () => Buffer.concat(sent).toString(),
    hold: () => hold(true),
    flow: () => hold(false),
    cut,
  };
}
