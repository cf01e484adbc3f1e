/**
 * A STAND-IN FOR STRIPE, for learning and tests. It is not Stripe, it moves no money, and it knows only what this
 * project uses: PaymentIntents (create, read, confirm, cancel), idempotency keys, and signed webhooks.
 *
 * It speaks Stripe's own protocol, so the shop uses the real `stripe` client and only the address differs.
 * The card decides what happens on confirm: `pm_card_visa` pays, `pm_card_chargeDeclined` is declined.
 */
import { randomBytes } from 'node:crypto';
import express, { type NextFunction, type Request, type Response } from 'express';
import { closeServer, listen, urlOf } from '../../src/http/listen.ts';
import { createWebhookSender } from './webhookSender.ts';

export interface StripeFakeOptions {
  readonly port?: number;
  /** Where events go. Without it, none are sent. Can be set later, when the shop's address is known. */
  readonly webhookUrl?: string;
  readonly webhookSecret: string;
}

export interface StripeFake {
  readonly url: string;
  sendWebhooksTo(url: string): void;
  /** Resolves when no webhook is under way any more. For tests. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

type IntentStatus = 'requires_payment_method' | 'succeeded' | 'canceled';

interface Intent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly amount: number;
  amount_received: number;
  readonly currency: string;
  readonly client_secret: string;
  readonly created: number;
  readonly livemode: false;
  readonly metadata: Record<string, string>;
  status: IntentStatus;
}

/** An error in the shape in which Stripe sends it. */
class StripeError extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, type: string, message: string, more: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.body = { type, message, ...more };
  }
}

const now = (): number => Math.floor(Date.now() / 1000);
const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

export async function startStripeFake(options: StripeFakeOptions): Promise<StripeFake> {
  const intents = new Map<string, Intent>();
  const requests = new Map<string, { fingerprint: string; intentId: string }>();
  const webhooks = createWebhookSender(options);

  const find = (id: string): Intent => {
    const intent = intents.get(id);
    if (!intent) {
      throw new StripeError(404, 'invalid_request_error', `No such payment_intent: '${id}'`, { code: 'resource_missing' });
    }
    return intent;
  };

  const changeTo = (intent: Intent, status: IntentStatus, event: string): void => {
    if (intent.status === 'succeeded' || intent.status === 'canceled') {
      throw new StripeError(400, 'invalid_request_error', `This PaymentIntent is already ${intent.status}.`, {
        code: 'payment_intent_unexpected_state',
      });
    }
    intent.status = status;
    webhooks.send(event, intent);
  };

  const app = express();
  app.use(express.urlencoded({ extended: true }));

  app.use((req, _res, next) => {
    if (/^(Bearer|Basic) \S+/.test(req.get('authorization') ?? '')) return next();
    throw new StripeError(401, 'invalid_request_error', 'You did not provide an API key.');
  });

  app.post('/v1/payment_intents', (req, res) => {
    const body = (req.body ?? {}) as Record<string, unknown>;
    const key = req.get('idempotency-key');
    const fingerprint = JSON.stringify(body);
    const earlier = key === undefined ? undefined : requests.get(key);
    if (earlier) {
      if (earlier.fingerprint !== fingerprint) {
        throw new StripeError(400, 'idempotency_error', 'This idempotency key was used with other parameters.');
      }
      res.set('idempotent-replayed', 'true').json(find(earlier.intentId));
      return;
    }

    const amount = Number(body['amount']);
    if (!Number.isInteger(amount) || amount < 50) {
      throw new StripeError(400, 'invalid_request_error', 'Amount must be a whole number of at least 50 cents.', {
        code: 'amount_too_small',
        param: 'amount',
      });
    }
    if (typeof body['currency'] !== 'string') {
      throw new StripeError(400, 'invalid_request_error', 'Missing required param: currency.', { param: 'currency' });
    }

    const id = newId('pi');
    const intent: Intent = {
      id,
      object: 'payment_intent',
      amount,
      amount_received: 0,
      currency: body['currency'],
      client_secret: `${id}_secret_${randomBytes(8).toString('hex')}`,
      created: now(),
      livemode: false,
      metadata: (body['metadata'] ?? {}) as Record<string, string>,
      status: 'requires_payment_method',
    };
    intents.set(id, intent);
    if (key !== undefined) requests.set(key, { fingerprint, intentId: id });
    res.json(intent);
  });

  app.get('/v1/payment_intents/:id', (req, res) => {
    res.json(find(req.params.id));
  });

  app.post('/v1/payment_intents/:id/confirm', (req, res) => {
    const intent = find(req.params.id);
    const card = (req.body as Record<string, unknown> | undefined)?.['payment_method'];
    if (card === 'pm_card_chargeDeclined') {
      changeTo(intent, 'requires_payment_method', 'payment_intent.payment_failed');
      throw new StripeError(402, 'card_error', 'Your card was declined.', { code: 'card_declined', payment_intent: intent });
    }
    if (card !== 'pm_card_visa') {
      throw new StripeError(400, 'invalid_request_error', 'This stand-in knows pm_card_visa and pm_card_chargeDeclined.', {
        param: 'payment_method',
      });
    }
    intent.amount_received = intent.amount;
    changeTo(intent, 'succeeded', 'payment_intent.succeeded');
    res.json(intent);
  });

  app.post('/v1/payment_intents/:id/cancel', (req, res) => {
    const intent = find(req.params.id);
    changeTo(intent, 'canceled', 'payment_intent.canceled');
    res.json(intent);
  });

  app.use((req) => {
    throw new StripeError(404, 'invalid_request_error', `This stand-in for Stripe does not know ${req.method} ${req.path}.`);
  });

  app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    const known = error instanceof StripeError;
    res
      .status(known ? error.status : 500)
      .json({ error: known ? error.body : { type: 'api_error', message: 'The stand-in for Stripe failed.' } });
  });

  const server = await listen(app, '127.0.0.1', options.port ?? 0);
  return {
    url: urlOf(server),
    sendWebhooksTo: webhooks.sendTo,
    settled: webhooks.settled,
    async close() {
      webhooks.stop();
      await closeServer(server);
    },
  };
}
