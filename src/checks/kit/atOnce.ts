import type { Answer } from './answer';
import type { Api } from './api';

/**
 * Opens as many connections as there will be requests at the same moment. Without that, the first request, on the one that is open
 * already, is answered before the others are sent, and a program that cannot do two things at once is not found out.
 */
export async function openConnections(api: Api, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => api.get('/health')));
}

/** Sends so many requests at the same moment, over connections that are open before. */
export async function atOnce(api: Api, count: number, send: (number: number) => Promise<Answer>): Promise<readonly Answer[]> {
  await openConnections(api, count);
  return Promise.all(Array.from({ length: count }, (_, number) => send(number)));
}
