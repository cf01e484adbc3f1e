import jwt from 'jsonwebtoken';
import { z } from 'zod';

export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
}

export interface AccessTokenSettings {
  readonly JWT_SECRET: string;
  readonly JWT_ISSUER: string;
  readonly JWT_AUDIENCE: string;
  readonly ACCESS_TOKEN_TTL_SECONDS: number;
}

const ALGORITHM = 'HS256';
const claimsSchema = z.object({ sub: z.string(), sid: z.string() });

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

  issue({ userId, sessionId }: AccessClaims): string {
    return jwt.sign({ sid: sessionId, iat: this.#seconds() }, this.#settings.JWT_SECRET, {
      algorithm: ALGORITHM,
      subject: userId,
      issuer: this.#settings.JWT_ISSUER,
      audience: this.#settings.JWT_AUDIENCE,
      expiresIn: this.#settings.ACCESS_TOKEN_TTL_SECONDS,
    });
  }

  /** What the token says, or undefined when it is not one of ours, was changed, or has expired. */
  verify(token: string): AccessClaims | undefined {
    try {
      const payload = jwt.verify(token, this.#settings.JWT_SECRET, {
        // We say which algorithm it has to be. A token names one as well, and could name "none".
        algorithms: [ALGORITHM],
        issuer: this.#settings.JWT_ISSUER,
        audience: this.#settings.JWT_AUDIENCE,
        clockTimestamp: this.#seconds(),
      });
      const { sub, sid } = claimsSchema.parse(payload);
      return { userId: sub, sessionId: sid };
    } catch {
      // Not only JsonWebTokenError: a payload that is no JSON, for example, throws a SyntaxError. All mean "no".
      return undefined;
    }
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }
}
