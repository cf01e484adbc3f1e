/** What a cart costs at this moment. Used to show a cart and to place an order, so both agree. */
import type { ProductRepository } from '../products/productRepository.ts';
import type { Cart } from './cart.ts';

export interface PricedLine {
  readonly productId: string;
  readonly name: string;
  readonly unitPriceInCents: number;
  readonly quantity: number;
  readonly lineTotalInCents: number;
}

export interface PricedCart {
  readonly items: readonly PricedLine[];
  readonly totalInCents: number;
  readonly currency: 'usd';
}

export async function priceCart(cart: Cart, products: ProductRepository): Promise<PricedCart> {
  const items = await Promise.all(
    cart.lines.map(async ({ productId, quantity }): Promise<PricedLine> => {
      const product = await products.find(productId);
      if (!product) throw new Error(`The cart ${cart.id} holds the unknown product ${productId}.`);
      return {
        productId,
        name: product.name,
        unitPriceInCents: product.priceInCents,
        quantity,
        lineTotalInCents: product.priceInCents * quantity,
      };
    }),
  );
  const totalInCents = items.reduce((sum, line) => sum + line.lineTotalInCents, 0);
  return { items, totalInCents, currency: 'usd' };
}
