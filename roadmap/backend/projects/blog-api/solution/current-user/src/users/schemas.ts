import { z } from 'zod';
import { MAX_PASSWORD_BYTES } from '../auth/passwords.ts';
import { BLANK, line, text, wrapped } from '../http/fields.ts';

const MIN_PASSWORD_LENGTH = 8;

const username = line(40);

/** In lower case, because nobody means two accounts by Ada@example.com and ada@example.com. */
const email = line(254).regex(z.regexes.email, 'is invalid').toLowerCase();

/** Length is what makes a password strong; rules about digits and symbols only make it hard to remember. */
const newPassword = text(1_000)
  .min(1, { error: BLANK, abort: true })
  .min(MIN_PASSWORD_LENGTH, `is too short (minimum is ${MIN_PASSWORD_LENGTH} characters)`)
  .refine(
    (value) => Buffer.byteLength(value) <= MAX_PASSWORD_BYTES,
    `is too long (maximum is ${MAX_PASSWORD_BYTES} bytes)`,
  );

export const registration = wrapped('user', z.object({ username, email, password: newPassword }, BLANK));

/** No rules here beyond "not empty": they would tell a stranger what our passwords look like. */
export const login = wrapped(
  'user',
  z.object({ email: line(254).toLowerCase(), password: text(1_000).min(1, BLANK) }, BLANK),
);

/** Optional texts: nothing and "nothing" are the same, and kept as null. */
const optionalText = text(2_000)
  .transform((value) => value || null)
  .nullable();

/** What is not mentioned stays as it is. Of these, only `bio` and `image` can be taken away again. */
export const userChanges = wrapped(
  'user',
  z
    .object({ username, email, password: newPassword, bio: optionalText, image: optionalText }, BLANK)
    .partial()
    .refine((changes) => Object.keys(changes).length > 0, 'must have at least one field to change'),
);
