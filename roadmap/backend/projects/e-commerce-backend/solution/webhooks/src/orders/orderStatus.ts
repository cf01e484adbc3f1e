/**
 * The life of an order, as a table. Everything that moves an order goes through it, so an order cannot be paid twice,
 * and a late "payment failed" cannot undo a payment.
 *
 *   pending ──► paid
 *      ├──────► payment_failed ──┐
 *      │                         ├──► refund_due   money came after the goods had gone back: a person has to look
 *      └──────► cancelled ───────┘
 */
export const ORDER_STATUSES = ['pending', 'paid', 'payment_failed', 'cancelled', 'refund_due'] as const;

export type OrderStatus = (typeof ORDER_STATUSES)[number];

const NEXT: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  pending: ['paid', 'payment_failed', 'cancelled'],
  paid: [],
  payment_failed: ['refund_due'],
  cancelled: ['refund_due'],
  refund_due: [],
};

export function statusesBefore(status: OrderStatus): readonly OrderStatus[] {
  return ORDER_STATUSES.filter((from) => NEXT[from].includes(status));
}

/** On the way into these, what the order had reserved goes back on the shelf. */
export const givesStockBack = (status: OrderStatus): boolean => status === 'payment_failed' || status === 'cancelled';
