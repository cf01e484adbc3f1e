/** All settings, read from the environment once and checked at the door: the rest of the code never sees `process.env`. */
import { z } from 'zod';
import { StartupError } from './platform/errors.ts';
import { LOG_LEVELS } from './platform/logger.ts';

/** Good enough on your own machine, and refused in production. */
const DEVELOPMENT_SECRET = 'only-for-development-everybody-can-read-this';

const environmentSchema = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
    MONGODB_URL: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\/./, 'must look like mongodb://127.0.0.1:27017/chat')
      .default('mongodb://127.0.0.1:27017/chat'),
    REDIS_URL: z
      .url({ protocol: /^rediss?$/, error: 'must look like redis://127.0.0.1:6379' })
      .default('redis://127.0.0.1:6379'),
    REDIS_PREFIX: z.string().min(1).default('chat'),
    SESSION_SECRET: z.string().min(16).default(DEVELOPMENT_SECRET),
    SESSION_TTL_SECONDS: z.coerce.number().int().min(1).default(24 * 60 * 60),
    TYPING_TIMEOUT_MS: z.coerce.number().int().min(1).default(5_000),
  })
  .refine(
    (env) => env.NODE_ENV !== 'production' || (env.SESSION_SECRET !== DEVELOPMENT_SECRET && env.SESSION_SECRET.length >= 32),
    { path: ['SESSION_SECRET'], error: 'production needs one of its own, with at least 32 characters' },
  );

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** The database is the path of the URL. */
  readonly mongodbUrl: string;
  readonly redisUrl: string;
  /** Everything in Redis starts with this, so that several programs (and tests) can share one server. */
  readonly redisPrefix: string;
  readonly sessionSecret: string;
  readonly sessionTtlSeconds: number;
  /** After how long somebody who has not said so again is not typing any more. */
  readonly typingTimeoutMs: number;
}

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
    host: env.HOST,
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    mongodbUrl: env.MONGODB_URL,
    redisUrl: env.REDIS_URL,
    redisPrefix: env.REDIS_PREFIX,
    sessionSecret: env.SESSION_SECRET,
    sessionTtlSeconds: env.SESSION_TTL_SECONDS,
    typingTimeoutMs: env.TYPING_TIMEOUT_MS,
  };
}
