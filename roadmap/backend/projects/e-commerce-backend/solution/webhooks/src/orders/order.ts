/** An order: what was bought, at the prices of that moment, and how far it has come. */
import type { PricedLine } from '../carts/priceCart.ts';
import type { OrderStatus } from './orderStatus.ts';

export interface Order {
  readonly id: string;
  readonly status: OrderStatus;
  readonly email: string;
  readonly items: readonly PricedLine[];
  readonly totalInCents: number;
  readonly currency: 'usd';
  /** Null until Stripe has been asked. The client needs `clientSecret` to let the customer pay. */
  readonly payment: { readonly intentId: string; readonly clientSecret: string } | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}
