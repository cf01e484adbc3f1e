/**
 * Work that must happen, but not while somebody waits for an answer. BullMQ keeps it in Redis, so it survives the
 * process. A job's id says what it is about: adding the same job again does nothing.
 */
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Keys } from '../platform/keys.ts';
import type { Logger } from '../platform/logger.ts';

export const ORDER_QUEUE = 'orders';

export interface OrderJob {
  readonly orderId: string;
  readonly intentId?: string;
}

export interface OrderJobs {
  sendConfirmation(orderId: string): Promise<void>;
  expireAt(orderId: string, time: Date): Promise<void>;
  cancelPayment(orderId: string, intentId: string): Promise<void>;
  close(): Promise<void>;
}

export function createOrderJobs(redis: Redis, keys: Keys, logger: Logger): OrderJobs {
  const queue = new Queue<OrderJob>(ORDER_QUEUE, {
    connection: redis,
    prefix: keys.queue,
    defaultJobOptions: {
      // 1 s, 2 s, 4 s, … about half an hour in all, then a person should look: see the log.
      attempts: 11,
      backoff: { type: 'exponential', delay: 1_000 },
      // Kept for a week, so that a job that comes again is recognized.
      removeOnComplete: { age: 7 * 24 * 60 * 60, count: 10_000 },
    },
  });

  // Without a listener BullMQ prints errors past our log. The one who adds a job gets them anyway.
  queue.on('error', (error) => logger.debug('the queue has a problem', { reason: error.message }));

  return {
    async sendConfirmation(orderId) {
      await queue.add('send-confirmation', { orderId }, { jobId: `send-confirmation-${orderId}` });
    },
    async expireAt(orderId, time) {
      const delay = Math.max(0, time.getTime() - Date.now());
      await queue.add('expire-order', { orderId }, { jobId: `expire-order-${orderId}`, delay });
    },
    async cancelPayment(orderId, intentId) {
      await queue.add('cancel-payment', { orderId, intentId }, { jobId: `cancel-payment-${orderId}` });
    },
    close: () => queue.close(),
  };
}
