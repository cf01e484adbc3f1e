/** What a debug adapter and the editor say to each other, as far as it says which threads stand still (Debug Adapter Protocol). */
export interface DebugMessage {
  readonly type?: unknown;
  readonly event?: unknown;
  readonly command?: unknown;
  readonly success?: unknown;
  readonly seq?: unknown;
  readonly request_seq?: unknown;
  readonly arguments?: unknown;
  readonly body?: unknown;
}

/** After these a program goes on, which an adapter need not say by an event. */
const RESUMING = ['continue', 'next', 'stepIn', 'stepOut', 'stepBack', 'reverseContinue', 'goto', 'restartFrame'];

/** Which threads of a debug session stand still: a program is paused as long as one of them does. */
export class PausedThreads {
  private readonly threads = new Set<unknown>();
  /** The requests by which threads are to go on, until they are answered. */
  private readonly asked = new Map<unknown, { readonly thread: unknown; readonly isAlone: boolean }>();

  get isPaused(): boolean {
    return this.threads.size > 0;
  }

  /** What the editor asks of the adapter. */
  asks({ type, command, seq, arguments: given }: DebugMessage): void {
    if (type !== 'request' || !RESUMING.includes(String(command))) return;
    this.asked.set(seq, { thread: fieldOf(given, 'threadId'), isAlone: fieldOf(given, 'singleThread') === true });
  }

  /** What the adapter says. */
  says({ type, event, body, success, request_seq: answered }: DebugMessage): void {
    if (type === 'response') this.answers(answered, success === true, body);
    if (type !== 'event') return;
    const thread = fieldOf(body, 'threadId');
    if (event === 'stopped') this.threads.add(thread);
    else if (event === 'continued') this.goesOn(thread, fieldOf(body, 'allThreadsContinued') === false);
    else if (event === 'thread' && fieldOf(body, 'reason') === 'exited') this.threads.delete(thread);
    else if (event === 'terminated' || event === 'exited') this.threads.clear();
  }

  private answers(seq: unknown, isDone: boolean, body: unknown): void {
    const asked = this.asked.get(seq);
    this.asked.delete(seq);
    if (asked && isDone) this.goesOn(asked.thread, asked.isAlone || fieldOf(body, 'allThreadsContinued') === false);
  }

  private goesOn(thread: unknown, isAlone: boolean): void {
    if (isAlone) this.threads.delete(thread);
    else this.threads.clear();
  }
}

const fieldOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[field] : undefined;
