import { connect, type Socket } from 'node:net';

/** An answer with its type kept: what a client library would hide is what is to be compared. */
export type Answer =
  | string
  | { readonly bulk: string }
  | { readonly error: string }
  | { readonly integer: string }
  | null
  | { readonly nil: 'array' }
  | readonly Answer[];

/** A plain client: sends commands, answers come in order. Messages that nobody asked for are answers too. */
export class RespClient {
  private buffer = '';
  private readonly waiting: ((answer: Answer) => void)[] = [];
  readonly unasked: Answer[] = [];

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.buffer += chunk.toString('latin1');
      this.drain();
    });
  }

  static async connect(port: number): Promise<RespClient> {
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new RespClient(socket);
  }

  /** Sends one command and waits for its answer. */
  async call(...args: readonly string[]): Promise<Answer> {
    const [answer] = await this.pipeline([args]);
    if (answer === undefined) throw new Error('no answer');
    return answer;
  }

  /** Sends commands at once and waits for as many answers. */
  pipeline(commands: readonly (readonly string[])[]): Promise<Answer[]> {
    const answers = commands.map(() => new Promise<Answer>((resolve) => this.waiting.push(resolve)));
    this.socket.write(commands.map(encode).join(''), 'latin1');
    return Promise.all(answers);
  }

  /** Sends without waiting; the answers are found among {@link unasked}. */
  send(...args: readonly string[]): void {
    this.socket.write(encode(args), 'latin1');
  }

  close(): void {
    this.socket.destroy();
  }

  private drain(): void {
    for (;;) {
      const parsed = parse(this.buffer, 0);
      if (parsed === undefined) return;
      this.buffer = this.buffer.slice(parsed.next);
      const resolve = this.waiting.shift();
      if (resolve === undefined) this.unasked.push(parsed.answer);
      else resolve(parsed.answer);
    }
  }
}

function encode(args: readonly string[]): string {
  return `*${String(args.length)}\r\n${args.map((text) => `$${String(text.length)}\r\n${text}\r\n`).join('')}`;
}

function parse(text: string, at: number): { answer: Answer; next: number } | undefined {
  const end = text.indexOf('\r\n', at);
  if (end < 0) return undefined;
  const line = text.slice(at + 1, end);
  const next = end + 2;
  switch (text[at]) {
    case '+':
      return { answer: line, next };
    case '-':
      return { answer: { error: line }, next };
    case ':':
      return { answer: { integer: line }, next };
    case '$': {
      if (line === '-1') return { answer: null, next };
      const stop = next + Number(line);
      return text.length < stop + 2 ? undefined : { answer: { bulk: text.slice(next, stop) }, next: stop + 2 };
    }
    case '*':
      return line === '-1' ? { answer: { nil: 'array' } as const, next } : parseArray(text, next, Number(line));
  }
  throw new Error(`not RESP: ${JSON.stringify(text.slice(at, at + 40))}`);
}

function parseArray(text: string, start: number, count: number): { answer: Answer; next: number } | undefined {
  const items: Answer[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    const item = parse(text, at);
    if (item === undefined) return undefined;
    items.push(item.answer);
    at = item.next;
  }
  return { answer: items, next: at };
}
