/** Data from outside goes through a zod schema before anything else looks at it. */
import type { Request } from 'express';
import type { z } from 'zod';
import { Problem } from './problem.ts';

export function parseBody<T extends z.ZodType>(schema: T, req: Request): z.output<T> {
  if (req.body === undefined && !req.is('application/json')) {
    throw new Problem(415, 'unsupported-media-type', 'Send a JSON body with "Content-Type: application/json".');
  }
  return parse(schema, req.body, 'The body');
}

export function parseQuery<T extends z.ZodType>(schema: T, req: Request): z.output<T> {
  return parse(schema, req.query, 'The query');
}

function parse<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Problem(422, 'validation-failed', `${what} of the request is not valid.`, {
    members: { errors: result.error.issues.flatMap(describe) },
  });
}

/** `path` always names the field that is wrong; for zod, a field too many is a fault of the object around it. */
function describe(issue: z.core.$ZodIssue): { path: string; message: string }[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path.join('.'), message: issue.message }];
  return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'There is no such field.' }));
}
