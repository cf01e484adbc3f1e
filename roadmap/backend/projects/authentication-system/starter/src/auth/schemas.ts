import { z } from 'zod';

/** What a client sends to register. */
export const registrationSchema = z.object({
  email: z.string(),
  password: z.string(),
});
