/** An order: what was bought, at the prices of that moment. */
import type { PricedLine } from '../carts/priceCart.ts';

export interface Order {
  readonly id: string;
  readonly status: 'pending';
  readonly email: string;
  readonly items: readonly PricedLine[];
  readonly totalInCents: number;
  readonly currency: 'usd';
  readonly createdAt: string;
}
