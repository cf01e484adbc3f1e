import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { frame, PgProtocolError } from './pgMessages';

const mechanism = 'SCRAM-SHA-256';
const iterations = 4096;

/** What a server keeps of a password: enough to know it again, and to show that it knows it. */
export interface Verifier {
  readonly user: string;
  readonly salt: Buffer;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

/** Makes what is kept of a user's password. */
export function verifierOf(user: string, password: string): Verifier {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  return { user, salt, storedKey: hash(hmac(salted, 'Client Key')), serverKey: hmac(salted, 'Server Key') };
}

/** What follows a message of the client in an exchange. */
export type Step =
  | { readonly kind: 'continue'; readonly reply: Buffer }
  | { readonly kind: 'accepted'; readonly reply: Buffer }
  | { readonly kind: 'refused' };

/**
 * SCRAM-SHA-256 as PostgreSQL asks for it (RFC 5802 and 7677), without binding to a channel, since there is no TLS: the server's side for one connection. A
 * user that is not there is refused at the end, as one with a wrong password is.
 */
export class PasswordExchange {
  /** The request that begins it. */
  readonly request = frame('R', Buffer.concat([number(10), Buffer.from(`${mechanism}\0\0`)]));
  private begun:
    { readonly clientFirst: string; readonly serverFirst: string; readonly nonce: string; readonly header: string } | undefined;

  constructor(
    private readonly user: string,
    private readonly verifier: Verifier,
    private readonly ownNonce = randomBytes(18).toString('base64'),
  ) {}

  /** Reads the client's next message. @throws PgProtocolError when it is none of the exchange. */
  answer(body: Buffer): Step {
    return this.begun === undefined ? this.first(body) : this.final(body, this.begun);
  }

  private first(body: Buffer): Step {
    const end = body.indexOf(0);
    if (end < 0 || body.toString('latin1', 0, end) !== mechanism) {
      throw new PgProtocolError('client selected an invalid SASL authentication mechanism');
    }
    const text = body.toString('utf8', end + 5);
    const match = /^([ny],,)((?:n=[^,]*),r=([\x21-\x2b\x2d-\x7e]+)(?:,.*)?)$/.exec(text);
    if (match === null || body.length < end + 5 || body.readInt32BE(end + 1) !== body.length - end - 5) throw malformed();
    const [, header = '', clientFirst = '', clientNonce = ''] = match;
    const nonce = clientNonce + this.ownNonce;
    const serverFirst = `r=${nonce},s=${this.verifier.salt.toString('base64')},i=${String(iterations)}`;
    this.begun = { clientFirst, serverFirst, nonce, header };
    return { kind: 'continue', reply: frame('R', Buffer.concat([number(11), Buffer.from(serverFirst)])) };
  }

  private final(body: Buffer, { clientFirst, serverFirst, nonce, header }: NonNullable<PasswordExchange['begun']>): Step {
    const match = /^(c=([A-Za-z0-9+/=]*),r=([^,]*)(?:,.*)?),p=([A-Za-z0-9+/=]+)$/.exec(body.toString('utf8'));
    if (match === null) throw malformed();
    const [, withoutProof = '', binding = '', repeated, proofText = ''] = match;
    const proof = Buffer.from(proofText, 'base64');
    if (repeated !== nonce || Buffer.from(binding, 'base64').toString('latin1') !== header || proof.length !== 32) throw malformed();
    const said = `${clientFirst},${serverFirst},${withoutProof}`;
    const signature = hmac(this.verifier.storedKey, said);
    const clientKey = Buffer.from(proof.map((byte, index) => byte ^ (signature[index] ?? 0)));
    const knowsPassword = timingSafeEqual(hash(clientKey), this.verifier.storedKey);
    if (!knowsPassword || this.user !== this.verifier.user) return { kind: 'refused' };
    const outcome = `v=${hmac(this.verifier.serverKey, said).toString('base64')}`;
    return {
      kind: 'accepted',
      reply: Buffer.concat([frame('R', Buffer.concat([number(12), Buffer.from(outcome)])), frame('R', number(0))]),
    };
  }
}

const malformed = (): PgProtocolError => new PgProtocolError('malformed SCRAM message');

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function hash(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
