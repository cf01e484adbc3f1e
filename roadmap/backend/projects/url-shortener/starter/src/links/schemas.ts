import { z } from 'zod';

/** Stage 2 is yours: for now, any text goes, `javascript:alert(1)` too. */
export const newLink = z.object(
  { url: z.string('must be text').trim().min(1, 'must not be empty') },
  'must be a JSON object',
);
