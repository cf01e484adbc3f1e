/** `POST /sessions`: a name in, a token out. */
import { Router } from 'express';
import { z } from 'zod';
import { methodNotAllowed } from '../http/methodNotAllowed.ts';
import { parseBody } from '../http/validate.ts';
import type { Sessions } from './session.ts';

// Letters and digits of any script, and a few signs between them. No control characters, no line breaks.
const newSessionSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .regex(/^[\p{L}\p{M}\p{N} ._'-]+$/u, 'Use letters, digits, spaces and . _ \' -'),
});

export function sessionRoutes(sessions: Sessions): Router {
  const router = Router();
  router
    .route('/')
    .post((req, res) => {
      res.status(201).json(sessions.create(parseBody(newSessionSchema, req).name));
    })
    .all(methodNotAllowed('POST'));
  return router;
}
