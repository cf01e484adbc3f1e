import { z } from 'zod';

export interface Room {
  readonly name: string;
  readonly createdAt: string;
}

/** Names that look the same everywhere: in a URL, in a log, in a key. */
export const roomNameSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single hyphens.')
  .max(40);
