/** `/admin`: what the people who run the shop may look at. */
import { Router } from 'express';
import type { Outbox } from '../mail/outbox.ts';

export function adminRoutes(outbox: Outbox): Router {
  return Router().get('/outbox', async (_req, res) => {
    res.json({ items: await outbox.list() });
  });
}
