/**
 * A FAKE of Stripe's API for the checks, on this machine. It is not Stripe, moves no money, and knows only PaymentIntents (create, read,
 * cancel), API keys and idempotency keys. The program finds it by STRIPE_API_BASE. It sends no webhooks: the checks do that themselves.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Environment, Lab } from '#checkKit';
import { WEBHOOK_SECRET } from './shop';

const SECRET_KEY = 'sk_test_of_the_checks';

/** Where PaymentIntents are created. */
export const INTENTS = '/v1/payment_intents';

/** What is wrong at Stripe for a while. */
type Trouble =
  /** It answers 500 and does nothing. */
  | 'away'
  /** It does what it is asked, and the answer gets lost on the way. */
  | 'loses-answers';

/** Said in the answers of a Stripe that is away: for a log, and not for a client. */
export const INSIDE_INFORMATION = 'req_inside_information';

export interface Intent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly amount: number;
  readonly amount_received: 0;
  readonly currency: string;
  readonly client_secret: string;
  readonly created: number;
  readonly livemode: false;
  readonly metadata: Readonly<Record<string, string>>;
  status: 'requires_payment_method' | 'canceled';
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const refusal = (status: number, message: string, code?: string): Reply => ({
  status,
  body: { error: { type: 'invalid_request_error', message, ...(code !== undefined && { code }) } },
});

export class StripeFake {
  readonly intents = new Map<string, Intent>();
  /** Why requests of the program were refused, in order. */
  readonly refusals: string[] = [];
  private readonly byKey = new Map<string, { readonly fingerprint: string; readonly intent: Intent }>();
  private trouble: { readonly kind: Trouble; readonly path: string; requests: number } | undefined;

  /** The next so many requests to a path are in trouble. */
  hasTrouble(kind: Trouble, path: string, requests: number): void {
    this.trouble = { kind, path, requests };
  }

  /** All is well again. */
  recovers(): void {
    this.trouble = undefined;
  }

  /** The PaymentIntents that were made for an order. */
  intentsOf(orderId: string): Intent[] {
    return [...this.intents.values()].filter(({ metadata }) => metadata['orderId'] === orderId);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await text(request));
    const trouble = this.troubleWith(request.url);
    const reply = trouble === 'away' ? AWAY : this.reply(request, form);
    if (trouble === 'loses-answers') {
      response.destroy();
      return;
    }
    // Clients of Stripe's own try again by themselves unless they are told that there is no use.
    response.writeHead(reply.status, { 'content-type': 'application/json', 'stripe-should-retry': 'false' });
    response.end(JSON.stringify(reply.body));
  }

  private troubleWith(path: string | undefined): Trouble | undefined {
    if (!this.trouble || this.trouble.path !== path || this.trouble.requests === 0) return undefined;
    this.trouble.requests -= 1;
    return this.trouble.kind;
  }

  private reply(request: IncomingMessage, form: URLSearchParams): Reply {
    const reply = this.route(request, form);
    if (reply.status >= 400) this.refusals.push((reply.body as { error: { message: string } }).error.message);
    return reply;
  }

  private route(request: IncomingMessage, form: URLSearchParams): Reply {
    if (!isOurs(request.headers.authorization)) {
      return refusal(401, 'the request does not carry the key of STRIPE_SECRET_KEY in "Authorization: Bearer …"');
    }
    const { pathname } = new URL(request.url ?? '/', 'http://stripe.invalid');
    const asked = `${request.method ?? ''} ${pathname}`;
    if (asked === `POST ${INTENTS}`) return this.create(form, request.headers['idempotency-key']);
    const [, read, cancel] = /^(?:GET \/v1\/payment_intents\/(\w+)|POST \/v1\/payment_intents\/(\w+)\/cancel)$/.exec(asked) ?? [];
    const id = read ?? cancel;
    if (id !== undefined) return this.withIntent(id, id === cancel);
    return refusal(404, `the fake Stripe of the checks does not know ${asked}`);
  }

  private create(form: URLSearchParams, header: string | string[] | undefined): Reply {
    const fingerprint = form.toString();
    const key = typeof header === 'string' ? header : undefined;
    const earlier = key === undefined ? undefined : this.byKey.get(key);
    if (earlier?.fingerprint === fingerprint) return { status: 200, body: earlier.intent };
    if (earlier) return refusal(400, 'the Idempotency-Key was used before, with other parameters');
    const amount = Number(form.get('amount') ?? Number.NaN);
    if (!Number.isInteger(amount) || amount < 50) {
      return refusal(400, `"amount" is ${form.get('amount') ?? 'missing'}, and has to be a whole number of cents, 50 or more`);
    }
    const currency = form.get('currency');
    if (currency === null) return refusal(400, '"currency" is missing');
    const intentId = `pi_${randomBytes(12).toString('hex')}`;
    const metadata = [...form].flatMap(([name, value]) => {
      const [, field] = /^metadata\[(.+)\]$/.exec(name) ?? [];
      return field === undefined ? [] : [[field, value] as const];
    });
    const intent: Intent = {
      ...{ id: intentId, object: 'payment_intent', amount, amount_received: 0, currency },
      client_secret: `${intentId}_secret_${randomBytes(8).toString('hex')}`,
      ...{ created: Math.floor(Date.now() / 1_000), livemode: false, status: 'requires_payment_method' },
      metadata: Object.fromEntries(metadata),
    };
    this.intents.set(intentId, intent);
    if (key !== undefined) this.byKey.set(key, { fingerprint, intent });
    return { status: 200, body: intent };
  }

  private withIntent(id: string, cancels: boolean): Reply {
    const intent = this.intents.get(id);
    if (!intent) return refusal(404, `there is no PaymentIntent ${id}`, 'resource_missing');
    if (cancels && intent.status === 'canceled') {
      return refusal(400, 'the PaymentIntent is canceled already', 'payment_intent_unexpected_state');
    }
    if (cancels) intent.status = 'canceled';
    return { status: 200, body: intent };
  }
}

const AWAY: Reply = {
  status: 500,
  body: { error: { type: 'api_error', message: `Something went wrong on Stripe's end (${INSIDE_INFORMATION}).` } },
};

/** Stripe takes its key as a bearer token, or as the name of a user without a password. */
function isOurs(authorization: string | undefined): boolean {
  const basic = Buffer.from(`${SECRET_KEY}:`).toString('base64');
  return authorization === `Bearer ${SECRET_KEY}` || authorization === `Basic ${basic}`;
}

/**
 * Starts the fake for a stage, and names the variables by which the program finds it. Every stage has one, since a finished program wants
 * Stripe from its start on; in one run it is always at the same address, so that the program is not started anew for each stage.
 */
export async function withStripe({ scratch, defer }: Lab): Promise<{ fixture: StripeFake; environment: Environment }> {
  const stripe = new StripeFake();
  const server = createServer((request, response) => {
    stripe.answer(request, response).catch(() => response.destroy());
  });
  const portFile = join(scratch, 'stripe-port');
  const earlier = Number(await readFile(portFile, 'utf8').catch(() => '0'));
  // Should another program have taken the port meanwhile, any other will do.
  await listen(server.listen(earlier, '127.0.0.1')).catch(() => listen(server.listen(0, '127.0.0.1')));
  defer(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  await writeFile(portFile, String(port));
  return {
    fixture: stripe,
    environment: {
      STRIPE_API_BASE: `http://127.0.0.1:${port}`,
      STRIPE_SECRET_KEY: SECRET_KEY,
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    },
  };
}

const listen = async (server: ReturnType<typeof createServer>): Promise<unknown> => once(server, 'listening');
