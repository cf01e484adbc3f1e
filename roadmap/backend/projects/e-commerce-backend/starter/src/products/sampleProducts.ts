/** A small shop for people who like their desk. Put in on the first start, so that there is something to look at. */
import type { Product } from './product.ts';

const opening = Date.UTC(2026, 0, 1, 9);

const shelf: [id: string, name: string, description: string, priceInCents: number, stock: number][] = [
  ['enamel-mug', 'Enamel Mug', 'Survives drops, dishwashers and deadlines. 350 ml.', 1490, 40],
  ['dot-grid-notebook', 'Dot Grid Notebook', 'A5, 160 numbered pages, lies flat.', 1250, 60],
  ['brass-pen', 'Brass Pen', 'Heavy, refillable, and yours alone after a year of use.', 3900, 25],
  ['desk-lamp', 'Desk Lamp', 'Warm light, one knob, no app.', 7900, 12],
  ['felt-desk-mat', 'Felt Desk Mat', 'Wool felt, 80 × 30 cm, quiet under every keyboard.', 3400, 18],
  ['last-poster', 'Last Poster', 'Screen print of the first web server. There is only one.', 12000, 1],
];

export const sampleProducts: readonly Product[] = shelf.map(([id, name, description, priceInCents, stock], index) => {
  const createdAt = new Date(opening + index * 60_000).toISOString();
  return { id, name, description, priceInCents, currency: 'usd', stock, createdAt, updatedAt: createdAt };
});
