/** What the shop sells. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Money is a whole number of the smallest unit: 0.1 + 0.2 is not 0.3, but 10 + 20 is 30. */
  readonly priceInCents: number;
  readonly currency: 'usd';
  /** How many are on the shelf right now. */
  readonly stock: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type NewProduct = Pick<Product, 'name' | 'description' | 'priceInCents' | 'stock'>;

/** Not `stock`: "set it to 5" would forget what was sold since somebody counted. It is changed by a difference. */
export type ProductChanges = Partial<Pick<Product, 'name' | 'description' | 'priceInCents'>>;
