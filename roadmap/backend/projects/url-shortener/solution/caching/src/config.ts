import { existsSync } from 'node:fs';
import { z } from 'zod';
import { LOG_LEVELS } from './logger.ts';

/** Every setting of the program, in one place. Nothing else in `src/` reads `process.env`. */
const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  REDIS_URL: z.url({
    protocol: /^rediss?$/,
    error: 'must be the address of a Redis server, such as redis://127.0.0.1:6379 (see "Run it" in README.md)',
  }),
  /** What short URLs start with. Without it, they start with the address the client used to reach us. */
  BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Whose `x-forwarded-for` we believe: `loopback`, addresses, or `none`. */
  TRUST_PROXY: z.string().default('loopback'),

  CACHE_MAX_LINKS: z.coerce.number().int().min(0).default(10_000),
  CACHE_TTL_SECONDS: z.coerce.number().int().min(1).default(60),

  /** Mixed into visitors' addresses before they are hashed. Without it, the servers agree on a random one in Redis. */
  VISITOR_SALT: z.string().min(16).optional(),
});

export type Config = z.infer<typeof schema>;

/** A mistake in the settings: the message is for a person, a stack trace would only hide it. */
export class ConfigError extends Error {}

/** Reads `.env` when there is one. Variables that are already set win, so a terminal can override the file. */
export function loadDotEnv(path = '.env'): void {
  if (existsSync(path)) process.loadEnvFile(path);
}

/** Fails at start-up, naming each wrong variable, rather than hours later in the middle of a request. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  // `PORT=` in a .env file means "not set", not "the empty string" (which would become port 0).
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));

  const result = schema.safeParse(present);
  if (result.success) return result.data;

  const problems = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`These environment variables are wrong or missing:\n${problems.join('\n')}`);
}
