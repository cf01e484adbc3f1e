import { BSON } from 'bson';
import { ByteQueue } from '../byteQueue';
import { deserialize, type Document } from './documents';

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const headerSize = 16;
/** The largest message a driver may send. */
export const maxMessageSize = 48_000_000;

/** A request taken off the wire. */
export interface WireRequest {
  readonly requestId: number;
  readonly command: Document;
  /** Drivers begin a connection with the older OP_QUERY, and want an answer of that kind. */
  readonly legacy: boolean;
  /** The client will not read an answer. */
  readonly silent: boolean;
}

/** What was sent is not this protocol; the connection is closed. */
export class WireError extends Error {
  override name = 'WireError';
}

/** Cuts a byte stream into messages. */
export class WireReader {
  private readonly bytes = new ByteQueue();

  push(chunk: Buffer): void {
    this.bytes.push(chunk);
  }

  /** The next whole request, or undefined when more bytes are needed. */
  next(): WireRequest | undefined {
    const length = this.bytes.peek(headerSize)?.readInt32LE(0);
    if (length === undefined) return undefined;
    if (length < headerSize || length > maxMessageSize) throw new WireError(`message of ${String(length)} bytes`);
    const message = this.bytes.take(length);
    return message === undefined ? undefined : readRequest(message);
  }
}

function readRequest(message: Buffer): WireRequest {
  const requestId = message.readInt32LE(4);
  const code = message.readInt32LE(12);
  if (code === opMsg) return { requestId, ...readOpMsg(message), legacy: false };
  if (code === opQuery) return { requestId, command: readOpQuery(message), legacy: true, silent: false };
  throw new WireError(`operation ${String(code)} is not supported`);
}

/** A body and sequences of documents, which belong into the body under their names. */
function readOpMsg(message: Buffer): { command: Document; silent: boolean } {
  const flags = message.readUInt32LE(16);
  const end = message.length - ((flags & 1) === 0 ? 0 : 4);
  const sequences: Document = {};
  let body: Document = {};
  for (let at = 20; at < end;) {
    const kind = message[at++];
    const size = message.readInt32LE(at);
    if (size < 5 || at + size > end) throw new WireError('section beyond the message');
    const section = message.subarray(at, at + size);
    at += size;
    if (kind === 0) body = deserialize(section);
    else if (kind === 1) readSequence(section, sequences);
    else throw new WireError(`section of kind ${String(kind)}`);
  }
  return { command: { ...body, ...sequences }, silent: (flags & 2) !== 0 };
}

function readSequence(section: Buffer, sequences: Document): void {
  const nameEnd = section.indexOf(0, 4);
  const documents: Document[] = [];
  for (let at = nameEnd + 1; at < section.length;) {
    const size = section.readInt32LE(at);
    if (size < 5 || at + size > section.length) throw new WireError('document beyond its section');
    documents.push(deserialize(section.subarray(at, at + size)));
    at += size;
  }
  sequences[section.toString('utf8', 4, nameEnd)] = documents;
}

function readOpQuery(message: Buffer): Document {
  const nameEnd = message.indexOf(0, 20);
  const name = message.toString('utf8', 20, nameEnd);
  const command = deserialize(message.subarray(nameEnd + 9));
  return { ...command, $db: name.replace(/\.\$cmd$/, '') };
}

/** The bytes of an answer. */
export function encodeResponse(request: WireRequest, responseId: number, answer: Document): Buffer {
  const body = BSON.serialize(answer, { ignoreUndefined: true });
  const prefix = request.legacy ? legacyPrefix() : Buffer.alloc(5);
  const header = Buffer.alloc(headerSize);
  header.writeInt32LE(headerSize + prefix.length + body.length, 0);
  header.writeInt32LE(responseId, 4);
  header.writeInt32LE(request.requestId, 8);
  header.writeInt32LE(request.legacy ? opReply : opMsg, 12);
  return Buffer.concat([header, prefix, body]);
}

/** Flags, cursor and offset of OP_REPLY, and that one document follows. */
function legacyPrefix(): Buffer {
  const prefix = Buffer.alloc(20);
  prefix.writeInt32LE(8, 0);
  prefix.writeInt32LE(1, 16);
  return prefix;
}
