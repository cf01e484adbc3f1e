import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Trial } from '#checkKit';

/** What passes between a program and PostgreSQL. */
export interface Watched {
  /** A DATABASE_URL that leads through here. */
  readonly url: string;
  /** Whether something of this text was sent to the database. */
  readonly hasSeen: (text: string) => boolean;
  /** How many queries were sent so far. */
  readonly queries: () => number;
}

/**
 * Makes a way to the program's PostgreSQL that sees what is sent there. Undefined where nobody can look at it, since it is encrypted or does not
 * go over the network.
 */
export async function watchDatabase({ services, defer }: Pick<Trial, 'services' | 'defer'>): Promise<Watched | undefined> {
  const { DATABASE_URL: address } = services;
  // That of a server that somebody else has started is not known.
  if (address === undefined) return undefined;
  const url = new URL(address);
  const [isEncrypted, isLocal] = [(url.searchParams.get('sslmode') ?? 'disable') !== 'disable', url.searchParams.has('host')];
  if (isEncrypted || isLocal || url.hostname === '') return undefined;
  const target = { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 5432) };
  const conversations: Conversation[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((program) => {
    const database = connect(target);
    const conversation = new Conversation();
    conversations.push(conversation);
    program.on('data', (bytes) => conversation.hear(bytes));
    for (const [one, other] of [
      [program, database],
      [database, program],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.once('error', () => other.destroy());
      one.once('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  defer(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  [url.hostname, url.port] = ['127.0.0.1', String(port)];
  return {
    url: url.href,
    hasSeen: (text) => conversations.some((one) => one.text.includes(text)),
    queries: () => conversations.reduce((sum, { queries }) => sum + queries, 0),
  };
}

const HEADER = 5;
const [SSL_REQUEST, GSS_REQUEST] = [80_877_103, 80_877_104];

/** What a program says to PostgreSQL over one connection (the frontend's side of protocol 3). */
class Conversation {
  text = '';
  queries = 0;
  private rest = Buffer.alloc(0);
  private isStarted = false;

  hear(bytes: Buffer): void {
    this.text += bytes.toString('utf8');
    this.rest = Buffer.concat([this.rest, bytes]);
    while (this.takeMessage()) continue;
  }

  /** Whether a whole message was there. The first ones have a length and no type, all others a type before it. */
  private takeMessage(): boolean {
    const before = this.isStarted ? 1 : 0;
    if (this.rest.length < before + HEADER - 1) return false;
    const length = this.rest.readInt32BE(before) + before;
    if (this.rest.length < length) return false;
    const type = this.isStarted ? String.fromCharCode(this.rest[0] ?? 0) : '';
    // Query, and Execute of what was prepared.
    if (type === 'Q' || type === 'E') this.queries += 1;
    if (!this.isStarted) this.isStarted = length < 8 || ![SSL_REQUEST, GSS_REQUEST].includes(this.rest.readInt32BE(4));
    this.rest = this.rest.subarray(Math.max(length, 1));
    return true;
  }
}
