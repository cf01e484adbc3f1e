import { existsSync } from 'node:fs';
import { z } from 'zod';
import { LOG_LEVELS } from './logger.ts';

/** Every setting of the program, in one place. Nothing else in `src/` reads `process.env`. */
const schema = z
  .object({
    NODE_ENV: z.string().default('development'),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
    DATABASE_URL: z.url({
      protocol: /^postgres(?:ql)?$/,
      error: 'must be the address of a PostgreSQL database (see "Run it" in README.md)',
    }),
    /** Signs the tokens. Whoever knows it can be anyone, so it has no default; without it, one is made at each start. */
    JWT_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
    /** Each step more doubles the work of hashing a password: for us, and for whoever tries to guess it. */
    BCRYPT_ROUNDS: z.coerce.number().int().min(4).max(15).default(10),
    /** The frontend that may call us from a browser; `*`: any. */
    CORS_ORIGIN: z.string().default('*'),
  })
  .refine((config) => config.NODE_ENV !== 'production' || config.JWT_SECRET !== undefined, {
    path: ['JWT_SECRET'],
    error: 'is required in production: a secret that changes at each start signs everybody out',
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
