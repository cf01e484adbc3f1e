/** `/products`: what HTTP says becomes a question to the repository, and its answer becomes HTTP again. */
import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { methodNotAllowed } from '../http/methodNotAllowed.ts';
import { notFound } from '../http/problem.ts';
import { parseBody, parseQuery } from '../http/validate.ts';
import type { ProductRepository } from './productRepository.ts';
import { insufficientStock } from './stockProblem.ts';

const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).default(0),
});

const name = z.string().trim().min(1).max(120);
const description = z.string().trim().max(2_000);
// Stripe takes no less than 50 cents and no more than 8 digits.
const priceInCents = z.number().int().min(50).max(99_999_999);
const stock = z.number().int().min(0).max(1_000_000);

// Strict: a misspelled field should be an error, not a change that silently does not happen.
const newProductSchema = z.strictObject({ name, description: description.default(''), priceInCents, stock: stock.default(0) });

const changesSchema = z
  .strictObject({ name, description, priceInCents })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, 'Say what to change.');

const stockChangeSchema = z.strictObject({
  change: z.number().int().min(-1_000_000).max(1_000_000).refine((change) => change !== 0, 'Must not be zero.'),
});

export function productRoutes(products: ProductRepository, requireAdmin: RequestHandler): Router {
  const router = Router();

  router
    .route('/')
    .get(async (req, res) => {
      res.json(await products.list(parseQuery(pageSchema, req)));
    })
    .post(requireAdmin, async (req, res) => {
      const product = await products.create(parseBody(newProductSchema, req));
      res.status(201).location(`/products/${product.id}`).json(product);
    })
    .all(methodNotAllowed('GET', 'HEAD', 'POST'));

  router
    .route('/:id')
    .get(async (req, res) => {
      const product = await products.find(req.params.id);
      if (!product) throw notFound(`Product "${req.params.id}"`);
      res.json(product);
    })
    .patch(requireAdmin, async (req, res) => {
      const product = await products.update(req.params.id, parseBody(changesSchema, req));
      if (!product) throw notFound(`Product "${req.params.id}"`);
      res.json(product);
    })
    .all(methodNotAllowed('GET', 'HEAD', 'PATCH'));

  router
    .route('/:id/stock')
    .post(requireAdmin, async (req, res) => {
      const result = await products.changeStock(req.params.id, parseBody(stockChangeSchema, req).change);
      if (result.kind === 'missing') throw notFound(`Product "${req.params.id}"`);
      if (result.kind === 'short') throw insufficientStock(req.params.id, result.available);
      res.json(result.product);
    })
    .all(methodNotAllowed('POST'));

  return router;
}
