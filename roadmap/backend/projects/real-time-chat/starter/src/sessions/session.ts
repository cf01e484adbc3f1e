/**
 * Who is talking? A session token is the user's id and name, readable by everybody, and a signature that only somebody
 * with the secret can make. Any instance can check it without asking anybody. There are no passwords here: whoever
 * asks first for a name gets a session with it (the project "Authentication System" is about doing better).
 */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const userSchema = z.object({ id: z.string(), name: z.string() });
const payloadSchema = z.object({ user: userSchema, expiresAt: z.number() });

export type User = z.output<typeof userSchema>;

export interface Sessions {
  create(name: string): { token: string; user: User; expiresAt: string };
  /** The user, or undefined when the token is forged, damaged or too old. */
  verify(token: string): User | undefined;
}

export function createSessions(secret: string, ttlSeconds: number): Sessions {
  const sign = (payload: string): Buffer => createHmac('sha256', secret).update(payload).digest();

  return {
    create(name) {
      const user: User = { id: randomUUID(), name };
      const expiresAt = Date.now() + ttlSeconds * 1_000;
      const payload = Buffer.from(JSON.stringify({ user, expiresAt })).toString('base64url');
      const token = `${payload}.${sign(payload).toString('base64url')}`;
      return { token, user, expiresAt: new Date(expiresAt).toISOString() };
    },

    verify(token) {
      const [payload = '', signature = ''] = token.split('.');
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(payload);
      // Look inside only after the signature turned out to be ours.
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const { user, expiresAt } = payloadSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
      return expiresAt > Date.now() ? user : undefined;
    },
  };
}
