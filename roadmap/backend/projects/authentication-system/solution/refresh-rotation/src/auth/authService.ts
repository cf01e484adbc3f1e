import { HttpError, unauthorized } from '../http/errors.ts';
import type { Logger } from '../logger.ts';
import type { UserRepository } from '../users/repository.ts';
import type { User } from '../users/user.ts';
import type { AccessTokens } from './accessTokens.ts';
import type { Passwords } from './passwords.ts';
import type { SessionGrant, Sessions } from './sessions.ts';

export interface AuthParts {
  readonly users: UserRepository;
  readonly passwords: Passwords;
  readonly accessTokens: AccessTokens;
  readonly sessions: Sessions;
  readonly log: Logger;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** What can be done with an account, step by step. The parts do the work; here is the order that makes it safe. */
export class AuthService {
  readonly #parts: AuthParts;

  constructor(parts: AuthParts) {
    this.#parts = parts;
  }

  async register({ email, password }: Credentials): Promise<User> {
    const { users, passwords } = this.#parts;
    const user = await users.create({ email, passwordHash: await passwords.hash(password) });
    if (user === undefined) {
      throw new HttpError(409, 'There is an account with this email address already.', {
        errors: [{ field: 'email', message: 'is taken' }],
      });
    }
    return user;
  }

  async login({ email, password }: Credentials): Promise<Tokens> {
    const { users, passwords, sessions, log } = this.#parts;
    const user = await users.findByEmail(email);
    const matches = await passwords.match(password, user?.passwordHash);
    if (user === undefined || !matches) {
      log.warn('login failed', { userId: user?.id });
      // One message for both cases, for the same reason as one duration.
      throw unauthorized('The email address or the password is wrong.');
    }
    return this.#tokensFor(sessions.start(user.id));
  }

  refresh(refreshToken: string): Tokens {
    const result = this.#parts.sessions.refresh(refreshToken);
    if (result.outcome === 'refreshed') return this.#tokensFor(result.grant);

    if (result.outcome === 'reused') {
      const { userId, sessionId } = result;
      this.#parts.log.warn('a used refresh token came back: session ended', { userId, sessionId });
    }
    throw unauthorized('This refresh token does not work (any more). Log in again.', 'invalid_token');
  }

  #tokensFor({ userId, refreshToken }: SessionGrant): Tokens {
    return { accessToken: this.#parts.accessTokens.issue(userId), refreshToken };
  }
}
