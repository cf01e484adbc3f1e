/** `/rooms`: which rooms there are. Rooms come into being when somebody joins them. */
import { Router } from 'express';
import { methodNotAllowed } from '../http/methodNotAllowed.ts';
import type { RoomRepository } from './roomRepository.ts';

export function roomRoutes(rooms: RoomRepository): Router {
  const router = Router();
  router
    .route('/')
    .get(async (_req, res) => {
      res.json({ items: await rooms.list() });
    })
    .all(methodNotAllowed('GET', 'HEAD'));
  return router;
}
