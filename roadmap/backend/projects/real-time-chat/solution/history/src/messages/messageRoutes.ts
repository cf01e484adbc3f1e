/** `/rooms/:room/messages`: the history, page by page. */
import { Router } from 'express';
import { z } from 'zod';
import { methodNotAllowed } from '../http/methodNotAllowed.ts';
import { notFound } from '../http/problem.ts';
import { parseQuery } from '../http/validate.ts';
import type { RoomRepository } from '../rooms/roomRepository.ts';
import type { MessageRepository } from './messageRepository.ts';

const pageSchema = z.object({
  before: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export function messageRoutes(rooms: RoomRepository, messages: MessageRepository): Router {
  const router = Router();
  router
    .route('/:room/messages')
    .get(async (req, res) => {
      const { room } = req.params;
      const { before, limit } = parseQuery(pageSchema, req);
      if (!(await rooms.exists(room))) throw notFound(`Room "${room}"`);
      res.json(await messages.before(room, before, limit));
    })
    .all(methodNotAllowed('GET', 'HEAD'));
  return router;
}
