import type { Readable } from 'node:stream';
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { CheckFailure } from './failure';
import { itemsOf } from './headers';

/** What is wrong with a body; the sentence goes on after "The answer to GET /todos". */
export class BodyError extends Error {}

/**
 * All of a body as it comes, of at most `limit` bytes. It is held in one buffer that grows: to keep the chunks would cost hundreds of bytes for
 * each, and they may be of one byte. @throws BodyError when there is more, CheckFailure when it breaks off.
 */
export function bodyOf(response: Readable, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let held = Buffer.alloc(0);
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      const end = size + chunk.length;
      if (end > limit) return reject(new BodyError(`is larger than ${limit / 1024 / 1024} MB and has not ended`));
      if (end > held.length) held = Buffer.concat([held], Math.max(end, 2 * held.length));
      chunk.copy(held, size);
      size = end;
    });
    response.once('end', () => resolve(held.subarray(0, size)));
    response.once('error', () => reject(new CheckFailure('The program closed the connection in the middle of an answer.')));
  });
}

/**
 * The text of a body. Nobody asks for compression, but a proxy or a framework may compress all the same, and a byte-order mark is no part of
 * a text. No more than `limit` bytes come out, however small it is when it is compressed.
 */
export function textOf(body: Buffer, contentEncoding: string, limit: number): string {
  const encodings = itemsOf(contentEncoding.toLowerCase()).reverse();
  if (encodings.length > MOST_ENCODINGS) {
    throw new BodyError(`is encoded ${encodings.length} times, one time over the other, which nobody asked for: send it as it is`);
  }
  // An answer to HEAD names the encoding of a body that it has not.
  const bytes = body.length === 0 ? body : encodings.reduce((left, encoding) => decode(left, encoding, limit), body);
  return new TextDecoder('utf-8').decode(bytes);
}

/** A program has one, and a proxy before it another. Each is work on the whole body, and headers have room for thousands. */
const MOST_ENCODINGS = 4;

function decode(body: Buffer, encoding: string, limit: number): Buffer {
  const decoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
  if (!decoder) throw new BodyError(`is encoded as "${encoding}", which nobody asked for: send it as it is`);
  try {
    return decoder(body, { maxOutputLength: limit });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw new BodyError(`is larger than ${limit / 1024 / 1024} MB when it is decompressed`);
    }
    throw new BodyError(`has the header Content-Encoding: ${encoding}, but its body is something else`);
  }
}

type Decoder = (body: Buffer, options: { readonly maxOutputLength: number }) => Buffer;

/** Some programs send what is called deflate without its header. */
const inflate: Decoder = (body, options) => (((body[0] ?? 0) & 0x0f) === 8 ? inflateSync(body, options) : inflateRawSync(body, options));

const DECODERS: Readonly<Record<string, Decoder>> = {
  identity: (body) => body,
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflate,
  br: brotliDecompressSync,
};
