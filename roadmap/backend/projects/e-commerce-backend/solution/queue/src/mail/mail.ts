import type { Order } from '../orders/order.ts';

export interface Mail {
  readonly orderId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export function confirmationMail(order: Order): Mail {
  const lines = order.items.map((line) => `${line.quantity} × ${line.name}: ${dollars(line.lineTotalInCents)}`);
  return {
    orderId: order.id,
    to: order.email,
    subject: `Thank you for your order ${order.id.slice(0, 8)}`,
    text: [...lines, `Total: ${dollars(order.totalInCents)}`].join('\n'),
  };
}

const dollars = (cents: number): string =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);
