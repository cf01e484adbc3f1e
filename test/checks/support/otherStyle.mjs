/**
 * Makes a program of Node.js answer in another style, in all that the texts of the stages leave open: loaded before it with `--import`. What
 * it does to ids of the chat and to dates there is left out, since its events do not pass through here.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Buffer } from 'node:buffer';
import crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Server as HttpServer, ServerResponse } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { Server as NetServer } from 'node:net';
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';

const { project } = JSON.parse(readFileSync('.backend-roadmap.json', 'utf8'));
const isChat = project === 'real-time-chat';

// Ids are numbers above 2^53, and made by chance: one of them must be impossible to guess.
if (!isChat) crypto.randomUUID = () => String(crypto.randomBytes(8).readBigUInt64BE() | (1n << 62n));
syncBuiltinESMExports();

const parse = JSON.parse;
const current = new AsyncLocalStorage();
JSON.parse = (text, reviver) => {
  const value = parse(String(text).replace(/"(productId|cartId)":(\d{16,})/g, '"$1":"$2"'), reviver);
  // A schema that knows two fields, and no third.
  const isStrict = current.getStore()?.url === '/api/users/login';
  if (isStrict && Object.keys(value?.user ?? {}).some((name) => !['email', 'password'].includes(name)))
    throw new SyntaxError('a third field');
  return value;
};

const emit = HttpServer.prototype.emit;
HttpServer.prototype.emit = function (event, ...parts) {
  return event === 'request' ? current.run(parts[0], () => emit.call(this, event, ...parts)) : emit.call(this, event, ...parts);
};

// As many as Python's servers let wait.
const listen = NetServer.prototype.listen;
NetServer.prototype.listen = function (port, host, ...rest) {
  return typeof port === 'number' ? listen.call(this, { port, host, backlog: 5 }, ...rest) : listen.call(this, port, host, ...rest);
};

const HEADERS = {
  'content-type': (value) =>
    value.replace(/^application\/(?:problem\+)?json/, (type) => type.replace('problem+json', 'Problem+JSON').replace('a', 'A')),
  'cache-control': () => 'Private, No-Store',
  'www-authenticate': (value) => `Basic realm="a, b", ${value}`,
  'x-cache': (value) => value.toUpperCase(),
  link: (value) => value.replaceAll(/; rel="(\w+)"/g, '; title="a, b; c"; rel="$1 x"'),
};

/** Of addresses of its own, what is left out when they are relative to one of a single name. */
const relative = (location, path) => (/^\/\w+$/.test(path) ? location.replace(/^(?:http:\/\/[^/]+)?\//, '') : location);

const dateIn = (text) => {
  const [day, time] = text.slice(0, -1).split('T');
  const isBasic = Number(time.at(-1)) % 2 === 1;
  return isBasic ? `${day.replaceAll('-', '')}t${time.replaceAll(':', '')}z` : `${day} ${time}+00:00`;
};

const restyled = (text) =>
  isChat
    ? text
    : text
        .replace(/"(id|productId|orderId)":"(\d{16,})"/g, '"$1":$2')
        .replace(/(?<=":")\d{4}-\d{2}-\d{2}T[\d:.]+Z(?=")/g, (date) => dateIn(date));

const ENCODINGS = [
  ['gzip', gzipSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
];
let answers = 0;

const end = ServerResponse.prototype.end;
ServerResponse.prototype.end = function (chunk, encoding, ...rest) {
  if (this.headersSent || chunk === undefined || chunk === null) {
    if (!this.headersSent) restyleHeaders(this);
    return end.call(this, chunk, encoding, ...rest);
  }
  restyleHeaders(this);
  const [name, compress] = ENCODINGS[answers++ % ENCODINGS.length];
  const body = compress(`\ufeff${restyled(Buffer.from(chunk, encoding).toString())}`);
  this.setHeader('content-encoding', name);
  this.setHeader('content-length', body.length);
  this.removeHeader('etag');
  return end.call(this, body, ...rest);
};

function restyleHeaders(response) {
  for (const [name, restyle] of Object.entries(HEADERS)) {
    const value = response.getHeader(name);
    if (typeof value === 'string') response.setHeader(name, restyle(value));
  }
  const location = response.getHeader('location');
  if (response.statusCode === 201 && typeof location === 'string')
    response.setHeader('location', relative(location, response.req.originalUrl ?? response.req.url));
}
