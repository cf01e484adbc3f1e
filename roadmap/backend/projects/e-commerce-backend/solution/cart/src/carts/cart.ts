/** A cart as it is stored: what and how many. Prices are looked up when somebody asks, so they are never stale. */
export interface Cart {
  readonly id: string;
  /** Goes up with every change, so that checkout can notice one that happens while it is at work. */
  readonly version: string;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  readonly expiresAt: string;
}

export const MAX_QUANTITY = 99;
