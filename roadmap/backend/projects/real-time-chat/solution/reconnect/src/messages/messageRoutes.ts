/** `/rooms/:room/messages`: the history, page by page, in both directions. */
import { Router } from 'express';
import { z } from 'zod';
import { methodNotAllowed } from '../http/methodNotAllowed.ts';
import { notFound } from '../http/problem.ts';
import { parseQuery } from '../http/validate.ts';
import type { RoomRepository } from '../rooms/roomRepository.ts';
import type { MessageRepository } from './messageRepository.ts';

const seq = z.coerce.number().int().min(0);

const pageSchema = z
  .object({
    before: seq.optional(),
    after: seq.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  })
  .refine((query) => query.before === undefined || query.after === undefined, {
    path: ['after'],
    error: 'Ask for what was before or for what came after, not for both.',
  });

export function messageRoutes(rooms: RoomRepository, messages: MessageRepository): Router {
  const router = Router();
  router
    .route('/:room/messages')
    .get(async (req, res) => {
      const { room } = req.params;
      const { before, after, limit } = parseQuery(pageSchema, req);
      if (!(await rooms.exists(room))) throw notFound(`Room "${room}"`);
      res.json(
        after === undefined ? await messages.before(room, before, limit) : await messages.after(room, after, limit),
      );
    })
    .all(methodNotAllowed('GET', 'HEAD'));
  return router;
}
