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
