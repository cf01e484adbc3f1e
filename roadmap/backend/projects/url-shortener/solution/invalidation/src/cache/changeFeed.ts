import type { Redis } from 'ioredis';
import { CHANGES_CHANNEL } from '../keys.ts';
import type { Logger } from '../logger.ts';

export interface ChangeListener {
  /** The link with this code was changed or deleted, here or on another server. */
  changed(code: string): void;
  /** We hear about every change from now on. */
  following(): void;
  /** We may miss changes from now on. */
  lost(): void;
}

/**
 * Tells all servers which link has changed, through Redis pub/sub. Messages are not kept for those who are away, so
 * listeners also learn when the connection is lost: what they have in memory is then worth nothing.
 */
export class ChangeFeed {
  readonly #redis: Redis;
  readonly #subscriber: Redis;

  private constructor(redis: Redis, subscriber: Redis) {
    this.#redis = redis;
    this.#subscriber = subscriber;
  }

  static async open(redis: Redis, listener: ChangeListener, log: Logger): Promise<ChangeFeed> {
    // A connection that subscribes can do nothing else, hence a second one. We subscribe again ourselves after a
    // loss, in order to know when that has worked.
    const subscriber = redis.duplicate({ autoResubscribe: false });
    subscriber.on('error', (error: Error) => log.warn('the change feed has a problem', { error }));
    subscriber.on('message', (_channel, code) => listener.changed(code));
    subscriber.on('close', () => listener.lost());

    const follow = async (): Promise<void> => {
      await subscriber.subscribe(CHANGES_CHANNEL);
      listener.following();
    };
    await subscriber.connect();
    await follow();
    subscriber.on('ready', () => {
      follow().catch((error: unknown) => log.warn('cannot follow changes yet', { error }));
    });

    return new ChangeFeed(redis, subscriber);
  }

  async publish(code: string): Promise<void> {
    await this.#redis.publish(CHANGES_CHANNEL, code);
  }

  async close(): Promise<void> {
    await this.#subscriber.quit();
  }
}
