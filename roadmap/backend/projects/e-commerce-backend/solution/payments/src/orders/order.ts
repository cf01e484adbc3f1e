/** An order: what was bought, at the prices of that moment. */
import type { PricedLine } from '../carts/priceCart.ts';

export interface Order {
  readonly id: string;
  readonly status: 'pending';
  readonly email: string;
  readonly items: readonly PricedLine[];
  readonly totalInCents: number;
  readonly currency: 'usd';
  /** Null until Stripe has been asked. The client needs `clientSecret` to let the customer pay. */
  readonly payment: { readonly intentId: string; readonly clientSecret: string } | null;
  readonly createdAt: string;
}
