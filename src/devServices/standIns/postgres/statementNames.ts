import { frame, readText, type FrontendMessage } from './pgMessages';

/**
 * PGlite has one session, but each client believes that its prepared statements are its own. This gives the names a prefix for each
 * connection, the unnamed statement included, and says which answers belong to messages that the client never sent.
 */
export class StatementNames {
  private readonly known = new Set<string>();

  constructor(private readonly connectionId: number) {}

  /** The message with its statement's name made unique, preceded by what it needs. */
  rename({ type, body }: FrontendMessage): Rewritten {
    switch (type) {
      case 'P': {
        const { text, next } = readText(body, 0);
        const name = this.unique(text);
        const parse = frame('P', Buffer.concat([terminated(name), body.subarray(next)]));
        this.known.add(name);
        // The unnamed statement may be parsed over and over; one with a name may not.
        return text === '' ? { bytes: [closeStatement(name), parse], closes: ['own'] } : { bytes: [parse], closes: [] };
      }
      case 'B': {
        const portal = readText(body, 0);
        const statement = readText(body, portal.next);
        const bind = Buffer.concat([terminated(portal.text), terminated(this.unique(statement.text)), body.subarray(statement.next)]);
        return { bytes: [frame('B', bind)], closes: [] };
      }
      case 'D':
      case 'C':
        return this.describeOrClose(type, body);
      default:
        return { bytes: [frame(type, body)], closes: [] };
    }
  }

  private describeOrClose(type: 'D' | 'C', body: Buffer): Rewritten {
    const closes: CloseOf[] = type === 'C' ? ['client'] : [];
    if (body[0] !== statementMark) return { bytes: [frame(type, body)], closes };
    const name = this.unique(readText(body, 1).text);
    if (type === 'C') this.known.delete(name);
    return { bytes: [frame(type, Buffer.concat([body.subarray(0, 1), terminated(name)]))], closes };
  }

  /** What frees all statements of a connection that has gone. */
  closeAll(): Buffer[] {
    const messages = [...this.known].map(closeStatement);
    this.known.clear();
    return messages;
  }

  /** The session has forgotten them all; whether any of them had a name, so that its client will come back to it. */
  forgetAll(): boolean {
    const named = [...this.known].some((name) => name !== this.unique(''));
    this.known.clear();
    return named;
  }

  private unique(name: string): string {
    return `${String(this.connectionId)}.${name}`;
  }
}

/** Who asked for a statement to be closed: the answer to our own must not reach the client. */
export type CloseOf = 'client' | 'own';

interface Rewritten {
  readonly bytes: Buffer[];
  readonly closes: readonly CloseOf[];
}

const statementMark = 'S'.charCodeAt(0);

function terminated(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

function closeStatement(name: string): Buffer {
  return frame('C', terminated(`S${name}`));
}
