import type { Database } from './database';
import type { Reply } from './resp';

/** One connection, as the commands see it. */
export class Client {
  name = '';
  dbIndex = 0;
  lastCommand = 'NULL';
  readonly createdAt = Date.now();
  lastActiveAt = Date.now();
  /** Commands collected since MULTI; undefined outside a transaction. */
  transaction: QueuedCommand[] | undefined;
  /** A queued command was refused, so EXEC must be too. */
  transactionAborted = false;
  /** A watched key changed. */
  watchBroken = false;
  watched: WatchedKey[] = [];
  blocked: BlockedCommand | undefined;
  readonly channels = new Set<string>();
  readonly patterns = new Set<string>();
  closing = false;

  constructor(
    readonly id: number,
    readonly address: string,
    readonly localAddress: string,
    private readonly output: ClientOutput,
  ) {}

  /** Sends a reply or a message. */
  send(reply: Reply): void {
    this.output.send(reply);
  }

  /** Closes the connection once what was sent is out. */
  close(): void {
    this.closing = true;
    this.output.close();
  }

  /** Closes the connection at once; what was to be sent is not. */
  hangUp(): void {
    this.closing = true;
    this.output.hangUp();
  }

  /** Goes on with commands that arrived while this client was blocked. */
  resume(): void {
    this.output.resume();
  }

  /** In RESP2 a subscribed connection may only change its subscriptions. */
  get isSubscriber(): boolean {
    return this.channels.size + this.patterns.size > 0;
  }
}

/** A command that waits for EXEC. */
export interface QueuedCommand {
  readonly name: string;
  readonly args: readonly string[];
}

/** A key that a client watches, and whether it had expired already when it did. */
export interface WatchedKey {
  readonly db: Database;
  readonly key: string;
  readonly wasStale: boolean;
}

/** What a blocking command answers when it cannot be served yet. */
export class BlockRequest {
  constructor(
    readonly keys: readonly string[],
    /** Milliseconds; zero waits for ever. */
    readonly timeout: number,
    readonly timeoutReply: Reply,
    /** Tries again after one of the keys got something; undefined when there is still nothing. */
    readonly attempt: () => Reply | undefined,
    /** Answered where nothing may wait: within MULTI or a script. */
    readonly refusedReply: Reply = timeoutReply,
  ) {}
}

/** What a client waits for. */
export interface BlockedCommand {
  readonly request: BlockRequest;
  readonly db: Database;
  readonly timer: NodeJS.Timeout | undefined;
}

/** The side of a connection that writes. */
export interface ClientOutput {
  send(reply: Reply): void;
  close(): void;
  hangUp(): void;
  resume(): void;
}
