import { existsSync } from 'node:fs';
import { z } from 'zod';
import { LOG_LEVELS } from './logger.ts';

/** Every setting of the program, in one place. Nothing else in `src/` reads `process.env`. */
const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number('must be a number').int().min(0).max(65_535).default(3000),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  /** Todos are kept here. The folder is made when it is missing. */
  DATA_FILE: z.string().default('.data/todos.json'),
  /** Which site's pages may call this API from a browser: an origin such as https://todo.example, or * for any. */
  CORS_ORIGIN: z.string().default('*'),
  /** The address that clients use, when it is not the one this program sees (behind a proxy, for example). */
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be a URL' }).optional(),
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
  throw new ConfigError(`These environment variables are wrong:\n${problems.join('\n')}`);
}
