import { z } from 'zod';

/** The words of the RealWorld API: frontends show them behind the name of the field ("title can't be blank"). */
export const BLANK = "can't be blank";

/** Text, without the control characters (PostgreSQL cannot even store the one with the number zero). */
export function text(maxLength: number) {
  return z
    .string({ error: ({ input }) => (input === undefined || input === null ? BLANK : 'must be text') })
    .max(maxLength, { error: `is too long (maximum is ${maxLength} characters)`, abort: true })
    .refine((value) => !/(?![\t\n\r])\p{Cc}/u.test(value), { error: "can't contain control characters", abort: true });
}

/** One line of text with something in it, without spaces around it. */
export function line(maxLength: number) {
  return text(maxLength).trim().min(1, { error: BLANK, abort: true });
}

/** The RealWorld API wraps each body in the name of the thing: `{ "user": { … } }`. */
export function wrapped<Name extends string, Schema extends z.ZodType>(name: Name, schema: Schema) {
  return z.object({ [name]: schema } as Record<Name, Schema>, { error: `must be an object with "${name}"` });
}
