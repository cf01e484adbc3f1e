/** `/products`: what HTTP says becomes a question to the repository, and its answer becomes HTTP again. */
import { Router } from 'express';
import { z } from 'zod';
import { methodNotAllowed } from '../http/methodNotAllowed.ts';
import { notFound } from '../http/problem.ts';
import { parseQuery } from '../http/validate.ts';
import type { ProductRepository } from './productRepository.ts';

const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).default(0),
});

export function productRoutes(products: ProductRepository): Router {
  const router = Router();

  router
    .route('/')
    .get(async (req, res) => {
      res.json(await products.list(parseQuery(pageSchema, req)));
    })
    .all(methodNotAllowed('GET', 'HEAD'));

  router
    .route('/:id')
    .get(async (req, res) => {
      const product = await products.find(req.params.id);
      if (!product) throw notFound(`Product "${req.params.id}"`);
      res.json(product);
    })
    .all(methodNotAllowed('GET', 'HEAD'));

  return router;
}
