import jwt from 'jsonwebtoken';
import { z } from 'zod';

export interface AccessTokenSettings {
  readonly JWT_SECRET: string;
  readonly JWT_ISSUER: string;
  readonly JWT_AUDIENCE: string;
  readonly ACCESS_TOKEN_TTL_SECONDS: number;
}

const ALGORITHM = 'HS256';
const claimsSchema = z.object({ sub: z.string() });

/**
 * An access token is a note, signed by us, that says who its bearer is, until when. Anyone can read it (it is not
 * encrypted, so nothing secret belongs in it), but only we can write one.
 */
export class AccessTokens {
  readonly #settings: AccessTokenSettings;
  readonly #now: () => number;

  constructor(settings: AccessTokenSettings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
  }

  issue(userId: string): string {
    return jwt.sign({ iat: this.#seconds() }, this.#settings.JWT_SECRET, {
      algorithm: ALGORITHM,
      subject: userId,
      issuer: this.#settings.JWT_ISSUER,
      audience: this.#settings.JWT_AUDIENCE,
      expiresIn: this.#settings.ACCESS_TOKEN_TTL_SECONDS,
    });
  }

  /** The id of its user, or undefined when the token is not one of ours, was changed, or has expired. */
  verify(token: string): string | undefined {
    try {
      const payload = jwt.verify(token, this.#settings.JWT_SECRET, {
        // We say which algorithm it has to be. A token names one as well, and could name "none".
        algorithms: [ALGORITHM],
        issuer: this.#settings.JWT_ISSUER,
        audience: this.#settings.JWT_AUDIENCE,
        clockTimestamp: this.#seconds(),
      });
      return claimsSchema.parse(payload).sub;
    } catch {
      // Not only JsonWebTokenError: a payload that is no JSON, for example, throws a SyntaxError. All mean "no".
      return undefined;
    }
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }
}
