/** All settings, read from the environment once and checked at the door: the rest of the code never sees `process.env`. */
import { z } from 'zod';
import { StartupError } from './platform/errors.ts';
import { LOG_LEVELS } from './platform/logger.ts';

const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must look like redis://127.0.0.1:6379' }).default('redis://127.0.0.1:6379'),
  REDIS_PREFIX: z.string().min(1).default('shop'),
  ADMIN_TOKEN: z.string().optional(),
  CART_TTL_SECONDS: z.coerce.number().int().min(1).default(24 * 60 * 60),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  STRIPE_API_BASE: z.url({ protocol: /^https?$/, error: 'must look like http://127.0.0.1:12111' }).optional(),
});

type Environment = z.output<typeof environmentSchema>;

export interface StripeConfig {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Where Stripe's API is, when it is not Stripe itself. */
  readonly apiBase?: string | undefined;
}

export interface Config {
  readonly env: 'development' | 'test' | 'production';
  readonly host: string;
  readonly port: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly redisUrl: string;
  /** Every key in Redis starts with this, so that several programs (and tests) can share one server. */
  readonly redisPrefix: string;
  readonly adminToken: string;
  readonly cartTtlSeconds: number;
  /** Undefined when nothing is configured: then, outside production, the local stand-in takes Stripe's place. */
  readonly stripe: StripeConfig | undefined;
}

/** Good enough on your own machine, and refused in production. */
export const DEVELOPMENT_ADMIN_TOKEN = 'development-admin-token';

export function loadConfig(environment: NodeJS.ProcessEnv): Config {
  // "PORT=" in a .env file means "not set", not "the empty text".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = environmentSchema.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new StartupError(`The configuration is not valid. ${problems.join('; ')}.`);
  }
  const env = result.data;
  return {
    env: env.NODE_ENV,
    host: env.HOST,
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    redisUrl: env.REDIS_URL,
    redisPrefix: env.REDIS_PREFIX,
    adminToken: adminToken(env),
    cartTtlSeconds: env.CART_TTL_SECONDS,
    stripe: stripe(env),
  };
}

function adminToken(env: Environment): string {
  if (env.NODE_ENV !== 'production') return env.ADMIN_TOKEN ?? DEVELOPMENT_ADMIN_TOKEN;
  if (env.ADMIN_TOKEN === undefined || env.ADMIN_TOKEN.length < 16) {
    throw new StartupError('Production needs ADMIN_TOKEN, with at least 16 characters that nobody can guess.');
  }
  return env.ADMIN_TOKEN;
}

function stripe(env: Environment): StripeConfig | undefined {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_BASE: apiBase } = env;
  if (secretKey !== undefined && webhookSecret !== undefined) return { secretKey, webhookSecret, apiBase };

  // Half a configuration is a mistake. Falling back to the stand-in would hide it.
  if (secretKey !== undefined || webhookSecret !== undefined || apiBase !== undefined) {
    const missing = [secretKey ?? 'STRIPE_SECRET_KEY', webhookSecret ?? 'STRIPE_WEBHOOK_SECRET'];
    throw new StartupError(
      `Stripe is only half configured: set ${missing.filter((name) => name.startsWith('STRIPE_')).join(' and ')} as well.`,
    );
  }
  if (env.NODE_ENV === 'production') {
    throw new StartupError(
      'Production needs STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET: the local stand-in for Stripe would give the goods away.',
    );
  }
  return undefined;
}
