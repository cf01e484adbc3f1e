import { createHmac, randomBytes } from 'node:crypto';
import type { Request } from 'express';
import type { Redis } from 'ioredis';
import { keys } from '../keys.ts';

/**
 * Tells visitors apart without keeping who they are: an IP address leaves this class only as a keyed hash. Without the
 * salt, all four thousand million addresses could be hashed in minutes and compared; with it, they cannot.
 */
export class Visitors {
  readonly #salt: string;

  constructor(salt: string) {
    this.#salt = salt;
  }

  /** All servers must use the same salt, or a visitor of two servers counts twice: the first one to ask decides. */
  static async withSharedSalt(redis: Redis): Promise<Visitors> {
    await redis.set(keys.visitorSalt, randomBytes(32).toString('base64url'), 'NX');
    const salt = await redis.get(keys.visitorSalt);
    if (salt === null) throw new Error('Redis lost the visitor salt at once.');
    return new Visitors(salt);
  }

  identify(request: Request): string {
    const address = request.ip ?? 'unknown';
    return createHmac('sha256', this.#salt).update(address).digest('base64url').slice(0, 22);
  }
}
