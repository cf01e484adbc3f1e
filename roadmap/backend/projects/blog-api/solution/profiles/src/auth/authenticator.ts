import type { Request } from 'express';
import { HttpError } from '../http/errors.ts';
import type { User, UserRepository } from '../users/repository.ts';
import type { Tokens } from './tokens.ts';

/** Finds out who is asking, from the header `Authorization: Token <token>`. */
export class Authenticator {
  readonly #tokens: Tokens;
  readonly #users: UserRepository;

  constructor(tokens: Tokens, users: UserRepository) {
    this.#tokens = tokens;
    this.#users = users;
  }

  /** For what only users may do: answers 401 to everybody else. */
  async requireUser(request: Request): Promise<User> {
    const id = this.identify(request);
    if (id === undefined) throw unauthorized('is missing');

    // A token can outlive its user, so it is worth asking.
    const user = await this.#users.findById(id);
    if (!user) throw unauthorized('is invalid');
    return user;
  }

  /**
   * For what looks a little different to users: the id, or undefined for a stranger. A token that is there but wrong
   * is refused here, too. A frontend whose token has expired should learn of it, and not silently lose its favorites.
   */
  identify(request: Request): number | undefined {
    const [scheme, token] = (request.get('authorization') ?? '').trim().split(/\s+/);
    if (!scheme || (scheme === 'Token' && !token)) return undefined;

    const id = scheme === 'Token' && token ? this.#tokens.read(token) : undefined;
    if (id === undefined) throw unauthorized('is invalid');
    return id;
  }
}

function unauthorized(problem: string): HttpError {
  return new HttpError(401, { token: [problem] });
}
