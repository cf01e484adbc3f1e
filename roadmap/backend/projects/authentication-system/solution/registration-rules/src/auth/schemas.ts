import { z } from 'zod';
import { MAX_PASSWORD_BYTES } from './passwords.ts';

const text = z.string('must be text');

/** Written in one way before anything else is done with it, so that an account cannot exist in two spellings. */
const emailSchema = text
  .trim()
  .toLowerCase()
  .pipe(z.email('must be an email address').max(254, 'must have at most 254 characters'));

/** Length is what makes a password strong. Rules such as "one digit, one symbol" only make it `Password1!`. */
const newPasswordSchema = text
  .min(8, 'must have at least 8 characters')
  .refine((password) => Buffer.byteLength(password) <= MAX_PASSWORD_BYTES, {
    message: `must have at most ${MAX_PASSWORD_BYTES} bytes`,
  });

/** What a client sends to register. */
export const registrationSchema = z.object(
  { email: emailSchema, password: newPasswordSchema },
  'must be a JSON object',
);
