import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { LOG_LEVELS } from './logger.ts';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

const wholeNumber = (min: number, max: number) => z.coerce.number('must be a number').int().min(min).max(max);

/** Every setting of the program, in one place. Nothing else in `src/` reads `process.env`. */
const schema = z
  .object({
    NODE_ENV: z.string().default('development'),
    HOST: z.string().default('127.0.0.1'),
    PORT: wholeNumber(0, 65_535).default(3000),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),

    /** How much work a password hash is: one more doubles the time. Tests use 4, the least that bcrypt allows. */
    BCRYPT_COST: wholeNumber(4, 15).default(12),

    /** Whoever knows it can be anybody. Without one, each start makes up its own. */
    JWT_SECRET: z.string().optional(),
    ACCESS_TOKEN_TTL_SECONDS: wholeNumber(1, DAY).default(15 * MINUTE),
  })
  .superRefine((config, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });

    if (config.NODE_ENV === 'production') {
      const weakness = weaknessOf(config.JWT_SECRET);
      if (weakness !== undefined) wrong('JWT_SECRET', weakness);
      if (config.BCRYPT_COST < 10) wrong('BCRYPT_COST', 'must be at least 10 in production');
    }
  });

export type Config = z.infer<typeof schema> & {
  readonly JWT_SECRET: string;
  /** The secret was made up just now, so tokens end with this process. Fine on your own computer. */
  readonly secretIsTemporary: boolean;
};

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
  if (result.success) {
    const { JWT_SECRET, ...rest } = result.data;
    return {
      ...rest,
      JWT_SECRET: JWT_SECRET ?? randomBytes(32).toString('base64url'),
      secretIsTemporary: JWT_SECRET === undefined,
    };
  }

  // Only names and rules, never values: this goes to a log, and some of the values are secrets.
  const problems = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`These environment variables are wrong:\n${problems.join('\n')}`);
}

/** HS256 is only as strong as its secret: whoever has one token can try secrets on it at home, millions a second. */
function weaknessOf(secret: string | undefined): string | undefined {
  if (secret === undefined) return 'must be set in production';
  if (Buffer.byteLength(secret) < 32) return 'must have at least 32 characters in production';
  if (/change.?me|secret|password|example|default/i.test(secret) || new Set(secret).size < 10) {
    return 'must be random in production, not a placeholder';
  }
  return undefined;
}
