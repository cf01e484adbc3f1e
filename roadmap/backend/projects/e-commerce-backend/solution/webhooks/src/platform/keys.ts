/** The name of every key in Redis, in one place: read this file to see how the shop's data is laid out. */
export function createKeys(prefix: string) {
  return {
    /** Set once the sample products are in. */
    seeded: `${prefix}:seeded`,
    /** Sorted set: the ids of all products, oldest first. */
    products: `${prefix}:products`,
    /** Hash: one product. `stock` changes only in Lua scripts. */
    product: (id: string) => `${prefix}:product:${id}`,
    /** Hash with expiry: `version`, and a quantity for each `item:<product id>`. */
    cart: (id: string) => `${prefix}:cart:${id}`,
    /** Hash: one order. */
    order: (id: string) => `${prefix}:order:${id}`,
    /** Hash with expiry: what an Idempotency-Key was used for. */
    request: (idempotencyKey: string) => `${prefix}:request:${idempotencyKey}`,
    /** Text: the id of the order that a PaymentIntent pays. */
    intent: (intentId: string) => `${prefix}:intent:${intentId}`,
    /** Text with expiry: this webhook event has been dealt with. */
    webhookEvent: (eventId: string) => `${prefix}:webhook-event:${eventId}`,
  } as const;
}

export type Keys = ReturnType<typeof createKeys>;
