/**
 * Does the jobs of orderJobs.ts. A job may run more than once: when it fails, and when the process dies in the middle
 * (another worker finds its lock expired and takes it over). So each of them asks first what is still to be done.
 */
import { UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { confirmationMail } from '../mail/mail.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { OrderRepository } from '../orders/orderRepository.ts';
import type { Payments } from '../payments/payments.ts';
import type { Keys } from '../platform/keys.ts';
import { type Logger, withLogContext } from '../platform/logger.ts';
import { ORDER_QUEUE, type OrderJob, type OrderJobs } from './orderJobs.ts';

export interface OrderWorkerParts {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly logger: Logger;
  readonly orders: OrderRepository;
  readonly payments: Payments;
  readonly outbox: Outbox;
  readonly jobs: OrderJobs;
}

export interface OrderWorker {
  /** Takes no new job and waits for those that are running. */
  close(): Promise<void>;
}

export function startOrderWorker({ redis, keys, logger, orders, payments, outbox, jobs }: OrderWorkerParts): OrderWorker {
  const work: Record<string, (job: OrderJob) => Promise<void>> = {
    async 'send-confirmation'({ orderId }) {
      const order = await orders.find(orderId);
      if (!order) throw new UnrecoverableError(`There is no order ${orderId}.`);
      const sent = await outbox.deliver(confirmationMail(order));
      logger.info(sent ? 'confirmation sent' : 'confirmation was sent before', { orderId });
    },

    async 'expire-order'({ orderId }) {
      const order = await orders.find(orderId);
      if (!order) return;
      const { moved, status } = await orders.move(order, 'expired');
      if (moved) logger.info('order expired, goods are back', { orderId });
      if (status === 'expired' && order.payment) await jobs.cancelPayment(orderId, order.payment.intentId);
    },

    async 'cancel-payment'({ intentId }) {
      if (intentId !== undefined) await payments.cancel(intentId);
    },
  };

  const worker = new Worker<OrderJob>(
    ORDER_QUEUE,
    async (job) => {
      const run = work[job.name];
      if (!run) throw new UnrecoverableError(`Nobody knows how to do "${job.name}".`);
      await withLogContext({ jobId: job.id, attempt: job.attemptsMade + 1 }, () => run(job.data));
    },
    {
      // A worker waits for jobs with a command that blocks its connection, so BullMQ opens one of its own from this.
      connection: redis,
      prefix: keys.queue,
      concurrency: 5,
      // How soon the jobs of a worker that died are taken over: its lock has to expire, then somebody has to look.
      lockDuration: 3_000,
      stalledInterval: 1_000,
      // Dying in the middle is not the job's fault, so let it happen more than the one time BullMQ forgives.
      maxStalledCount: 10,
    },
  );

  worker.on('error', (error) => logger.warn('the worker has a problem', { reason: error.message }));
  worker.on('stalled', (jobId) => logger.warn('taking over a job whose worker is gone', { jobId }));
  worker.on('failed', (job, error) => {
    const attempts = job?.opts.attempts ?? 1;
    const isLast = job === undefined || error instanceof UnrecoverableError || job.attemptsMade >= attempts;
    const log = isLast ? logger.error : logger.warn;
    log(isLast ? 'job failed for good' : 'job failed, trying again', { jobId: job?.id, error });
  });

  return { close: () => worker.close() };
}
