import jwt from 'jsonwebtoken';

export interface AccessTokenSettings {
  readonly JWT_SECRET: string;
  readonly ACCESS_TOKEN_TTL_SECONDS: number;
}

/**
 * An access token is a note, signed by us, that says who its bearer is, until when. Anyone can read it (it is not
 * encrypted, so nothing secret belongs in it), but only we can write one.
 */
export class AccessTokens {
  readonly #settings: AccessTokenSettings;

  constructor(settings: AccessTokenSettings) {
    this.#settings = settings;
  }

  issue(userId: string): string {
    return jwt.sign({}, this.#settings.JWT_SECRET, {
      algorithm: 'HS256',
      subject: userId,
      expiresIn: this.#settings.ACCESS_TOKEN_TTL_SECONDS,
    });
  }
}
