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
    const [scheme, token] = (request.get('authorization') ?? '').trim().split(/\s+/);
    if (!scheme || (scheme === 'Token' && !token)) throw unauthorized('is missing');

    const id = scheme === 'Token' && token ? this.#tokens.read(token) : undefined;
    // A token can outlive its user, so it is worth asking.
    const user = id === undefined ? null : await this.#users.findById(id);
    if (!user) throw unauthorized('is invalid');
    return user;
  }
}

function unauthorized(problem: string): HttpError {
  return new HttpError(401, { token: [problem] });
}
