import { randomBytes } from 'node:crypto';
import type { Environment } from '#checkKit';
import type { Account } from './accounts';

/** What the program signs its tokens with is known, so that a check can sign some of its own. */
export const JWT_SECRET = 'HBFWqpyeyO6UfcqF221UYb9atJawNtVN8TYNWuCf3qg';

/** How long an access token is good where hashes are slow, in seconds. */
export const LIFETIME = 600;

/** For the first stages: hashes that take long enough to be seen with a stopwatch, and to let another request in. */
export const SLOW_HASHES: Environment = { JWT_SECRET, ACCESS_TOKEN_TTL_SECONDS: String(LIFETIME), BCRYPT_COST: '10' };

const random = randomBytes(6).toString('hex');

/** The first admin. One of its own for each run: a store that is kept has those of earlier runs, and whatever became of them. */
export const ADMIN: Account = { email: `admin-${random}@example.com`, password: `only for this run ${random}` };

export const LOCKOUT_MAX_FAILURES = 3;
/** Long enough for a busy machine to see an account closed, short enough to wait until it opens. */
export const LOCKOUT_SECONDS = 4;

/** For the stages after them, which share one start because they share all variables. */
export const QUICK_HASHES: Environment = {
  JWT_SECRET,
  ADMIN_EMAIL: ADMIN.email,
  ADMIN_PASSWORD: ADMIN.password,
  LOCKOUT_MAX_FAILURES: String(LOCKOUT_MAX_FAILURES),
  LOCKOUT_SECONDS: String(LOCKOUT_SECONDS),
};
