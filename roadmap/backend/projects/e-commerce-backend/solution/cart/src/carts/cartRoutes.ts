/** `/carts`: a cart belongs to whoever knows its id. Nothing is reserved yet; that happens at checkout. */
import { Router } from 'express';
import { z } from 'zod';
import { methodNotAllowed } from '../http/methodNotAllowed.ts';
import { notFound, Problem } from '../http/problem.ts';
import { parseBody } from '../http/validate.ts';
import type { ProductRepository } from '../products/productRepository.ts';
import { insufficientStock } from '../products/stockProblem.ts';
import { type Cart, MAX_QUANTITY } from './cart.ts';
import type { CartRepository } from './cartRepository.ts';
import { priceCart } from './priceCart.ts';

const quantity = z.number().int().min(1).max(MAX_QUANTITY);
const addSchema = z.strictObject({ productId: z.string().min(1).max(64), quantity });
const setSchema = z.strictObject({ quantity });

export function cartRoutes(carts: CartRepository, products: ProductRepository): Router {
  const router = Router();

  const show = async (cart: Cart): Promise<object> => ({
    id: cart.id,
    ...(await priceCart(cart, products)),
    expiresAt: cart.expiresAt,
  });

  const showById = async (id: string): Promise<object> => {
    const cart = await carts.find(id);
    if (!cart) throw notFound(`Cart "${id}"`);
    return show(cart);
  };

  const put = async (id: string, productId: string, amount: number, mode: 'add' | 'set'): Promise<object> => {
    const result = await carts.put(id, productId, amount, mode);
    switch (result.kind) {
      case 'ok':
        return showById(id);
      case 'no-cart':
        throw notFound(`Cart "${id}"`);
      case 'no-product':
        throw notFound(`Product "${productId}"`);
      case 'too-many':
        throw new Problem(409, 'too-many', `A cart holds at most ${MAX_QUANTITY} of one product.`);
      case 'short':
        throw insufficientStock(productId, result.available);
    }
  };

  router
    .route('/')
    .post(async (_req, res) => {
      const cart = await carts.create();
      res.status(201).location(`/carts/${cart.id}`).json(await show(cart));
    })
    .all(methodNotAllowed('POST'));

  router
    .route('/:id')
    .get(async (req, res) => {
      res.json(await showById(req.params.id));
    })
    .all(methodNotAllowed('GET', 'HEAD'));

  router
    .route('/:id/items')
    .post(async (req, res) => {
      const item = parseBody(addSchema, req);
      res.json(await put(req.params.id, item.productId, item.quantity, 'add'));
    })
    .all(methodNotAllowed('POST'));

  router
    .route('/:id/items/:productId')
    .put(async (req, res) => {
      res.json(await put(req.params.id, req.params.productId, parseBody(setSchema, req).quantity, 'set'));
    })
    .delete(async (req, res) => {
      if (!(await carts.take(req.params.id, req.params.productId))) throw notFound(`Cart "${req.params.id}"`);
      res.json(await showById(req.params.id));
    })
    .all(methodNotAllowed('PUT', 'DELETE'));

  return router;
}
