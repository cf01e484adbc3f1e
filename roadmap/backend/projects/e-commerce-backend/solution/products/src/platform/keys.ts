/** The name of every key in Redis, in one place: read this file to see how the shop's data is laid out. */
export function createKeys(prefix: string) {
  return {
    /** Set once the sample products are in. */
    seeded: `${prefix}:seeded`,
    /** Sorted set: the ids of all products, oldest first. */
    products: `${prefix}:products`,
    /** Hash: one product. `stock` changes only in Lua scripts. */
    product: (id: string) => `${prefix}:product:${id}`,
  } as const;
}

export type Keys = ReturnType<typeof createKeys>;
