/**
 * Where mails go. No mail leaves this machine: a hash in Redis stands for the mail provider, so that you can see what
 * would have been sent. Like a good provider it knows mails by an id (here the order's) and takes each one once.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Keys } from '../platform/keys.ts';
import { luaScript } from '../platform/luaScript.ts';
import type { Mail } from './mail.ts';

export interface Outbox {
  /** False when this mail was taken before. */
  deliver(mail: Mail): Promise<boolean>;
  list(): Promise<readonly (Mail & { readonly sentAt: string })[]>;
}

export function createOutbox(redis: Redis, keys: Keys, delayMs: number): Outbox {
  const deliverScript = luaScript(redis, new URL('./deliver.lua', import.meta.url));
  return {
    async deliver(mail) {
      await sleep(delayMs);
      const sentAt = new Date().toISOString();
      const [kind] = await deliverScript(
        [keys.outbox, keys.order(mail.orderId)],
        [mail.orderId, JSON.stringify({ ...mail, sentAt }), sentAt],
      );
      return kind === 'sent';
    },

    async list() {
      const mails = (await redis.hvals(keys.outbox)).map((mail) => JSON.parse(mail) as Mail & { sentAt: string });
      return mails.sort((a, b) => a.sentAt.localeCompare(b.sentAt));
    },
  };
}
