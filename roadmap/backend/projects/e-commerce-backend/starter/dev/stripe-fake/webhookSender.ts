/**
 * Sends events as Stripe does: signed, after the answer to the API call, and again when the receiver is away or
 * answers with anything but 2xx. (Stripe goes on for three days. This stand-in tries five times in a few seconds.)
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import Stripe from 'stripe';

const PAUSES_MS = [0, 200, 500, 1_000, 2_000];

export function createWebhookSender(options: { webhookUrl?: string; webhookSecret: string }) {
  // Only for `webhooks.generateTestHeaderString`: no request is made with it.
  const stripe = new Stripe('sk_test_stand_in');
  const underWay = new Set<Promise<void>>();
  const stopped = new AbortController();
  let url = options.webhookUrl;

  const deliver = async (payload: string): Promise<void> => {
    for (const pause of PAUSES_MS) {
      await sleep(pause, undefined, { signal: stopped.signal });
      if (url === undefined) return;
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'stripe-signature': stripe.webhooks.generateTestHeaderString({ payload, secret: options.webhookSecret }),
        },
        body: payload,
        signal: stopped.signal,
      }).catch(() => undefined);
      await response?.body?.cancel();
      if (response?.ok) return;
    }
  };

  return {
    sendTo(target: string): void {
      url = target;
    },

    send(type: string, object: object): void {
      const payload = JSON.stringify({
        id: `evt_${randomBytes(12).toString('hex')}`,
        object: 'event',
        type,
        created: Math.floor(Date.now() / 1000),
        livemode: false,
        data: { object },
      });
      const delivery = deliver(payload)
        .catch(() => undefined) // Stopped in the middle: nobody is left to care.
        .finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    },

    async settled(): Promise<void> {
      await Promise.all(underWay);
    },

    stop(): void {
      stopped.abort();
    },
  };
}
