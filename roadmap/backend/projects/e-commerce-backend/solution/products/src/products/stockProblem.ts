import { Problem } from '../http/problem.ts';

/** 409: the request is fine, the state of the shop is not. The client learns what would work. */
export const insufficientStock = (productId: string, available: number): Problem =>
  new Problem(409, 'insufficient-stock', `Only ${available} of "${productId}" are left.`, {
    members: { productId, available },
  });
