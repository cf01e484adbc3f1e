import type { Answer } from './answer';
import type { Api } from './api';

/**
 * Sends so many requests at the same moment. Their connections are there before: else the first, on the one that is open already,
 * would be answered before the others are sent.
 */
export async function atOnce(api: Api, count: number, send: (number: number) => Promise<Answer>): Promise<readonly Answer[]> {
  const numbers = Array.from({ length: count }, (_, number) => number);
  await Promise.all(numbers.map(() => api.get('/health')));
  return Promise.all(numbers.map(send));
}
