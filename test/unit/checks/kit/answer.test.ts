import assert from 'node:assert/strict';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { Answer } from '../../../../src/checks/kit/answer';
import { anyDate, anyId, anyNumber, like } from '../../../../src/checks/kit/failure';
import { serve, type Served } from './support';

const TEXT = '{"title": "walk the dog"}';
const MB = 1024 * 1024;

const answerWith = (headers: Record<string, string>, text = '') =>
  new Answer({ method: 'GET', path: '/todos?limit=2' }, 200, headers, text);

describe('the body of an answer', () => {
  let program: Served;
  let body: Buffer;
  let encoding: string;
  let asked: string | string[] | undefined;
  before(async () => {
    program = await serve((request, response) => {
      asked = request.headers['accept-encoding'];
      response.writeHead(200, { 'content-type': 'application/json', ...(encoding !== '' && { 'content-encoding': encoding }) }).end(body);
    });
  });
  after(() => program.close());
  beforeEach(() => {
    encoding = '';
  });

  it('is asked for as it is', async () => {
    body = Buffer.from(TEXT);
    await program.api.get('/');
    assert.equal(asked, 'identity');
  });

  for (const [name, bytes] of [
    ['gzip', gzipSync(TEXT)],
    ['GZIP', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['identity', Buffer.from(TEXT)],
    ['deflate, gzip', gzipSync(deflateSync(TEXT))],
  ] as const) {
    it(`is understood as ${name}`, async () => {
      [encoding, body] = [name, bytes];
      const answer = await program.api.get('/');
      assert.deepEqual([answer.text, answer.object], [TEXT, { title: 'walk the dog' }]);
    });
  }

  it('may begin with a byte-order mark', async () => {
    body = Buffer.from(`\ufeff${TEXT}`);
    assert.equal((await program.api.get('/')).text, TEXT);
  });

  it('may be missing where an encoding is named, as after HEAD', async () => {
    [encoding, body] = ['gzip', gzipSync(TEXT)];
    assert.equal((await program.api.send('HEAD', '/')).text, '');
  });

  it('is no larger than 8 MB, also when it was small before', async () => {
    [encoding, body] = ['gzip', gzipSync(Buffer.alloc(9 * MB))];
    await assert.rejects(program.api.get('/'), { message: 'The answer to GET / is larger than 8 MB when it is decompressed.' });
  });

  it('is not taken out of more than a few wrappings, since each costs as much as the whole', async () => {
    [encoding, body] = [Array(6).fill('gzip').join(', '), Buffer.from(TEXT)];
    for (let layer = 0; layer < 6; layer++) body = gzipSync(body, { level: 0 });
    const message = 'The answer to GET / is encoded 6 times, one time over the other, which nobody asked for: send it as it is.';
    await assert.rejects(program.api.get('/'), { message });
  });

  it('is what its header says, and something that is known', async () => {
    [encoding, body] = ['gzip', Buffer.from(TEXT)];
    const message = 'The answer to GET / has the header Content-Encoding: gzip, but its body is something else.';
    await assert.rejects(program.api.get('/'), { message });
    for (encoding of ['aes128gcm', 'constructor', 'tostring', '__proto__']) {
      const unknown = `The answer to GET / is encoded as "${encoding}", which nobody asked for: send it as it is.`;
      await assert.rejects(program.api.get('/'), { message: unknown });
    }
  });
});

describe('a change to another protocol', () => {
  it('is an answer that fails the check at once', async () => {
    const program = await serve(() => undefined);
    const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    program.server.on('connection', (socket) => socket.once('data', () => socket.write(upgrade)));
    const message = 'GET / was answered with another protocol (101), which nobody asked for.';
    await assert.rejects(program.api.get('/'), { name: 'CheckFailure', message }).finally(program.close);
  });
});

describe('what a program has answered, in the next request', () => {
  let program: Served;
  let asked: string | undefined;
  before(async () => {
    program = await serve((request, response) => {
      asked = request.url;
      response.end();
    });
  });
  after(() => program.close());

  it('is a path as a browser would ask for it', async () => {
    for (const [path, url] of [
      ['/todos/a b', '/todos/a%20b'],
      ['/todos/\u4e00\n', '/todos/%E4%B8%80%0A'],
      ['/todos/\ud800', '/todos/%EF%BF%BD'],
      ['/todos/%20?q=%zz', '/todos/%20?q=%zz'],
    ] as const) {
      await program.api.get(path);
      assert.equal(asked, url);
    }
  });

  it('is a fault of the program where it can be no header', async () => {
    for (const token of ['a\nb', 'a\r\nHost: b', '\u4e00', 'a\0']) {
      const message = `GET / cannot be sent: its header "authorization" would be ${JSON.stringify(`Bearer ${token}`)}, and no header holds all of these characters.`;
      await assert.rejects(program.api.with({ authorization: `Bearer ${token}` }).get('/'), { name: 'CheckFailure', message });
    }
  });
});

describe('large numbers in answers', () => {
  it('are sent back and shown as they came', async () => {
    let sent = '';
    const program = await serve((request, response) => {
      request.on('data', (part) => (sent += String(part)));
      request.on('end', () => response.setHeader('content-type', 'application/json').end('{"id": 9007199254740993}'));
    });
    const { id } = (await program.api.post('/', { title: 'one' })).object;
    sent = '';
    const answer = await program.api.post(`/${String(id)}`, { id });
    await program.close();
    assert.equal(sent, '{"id":9007199254740993}');
    assert.equal(answer.asked.path, '/9007199254740993');
    assert.throws(() => answer.isLike({ id: 9007199254740992n }), {
      message: 'The answer to POST /9007199254740993: "id" should be 9007199254740992, but is 9007199254740993.',
    });
    assert.match(answer.describe(), /"id": 9007199254740993/);
  });

  it('are ids and numbers like others', () => {
    for (const id of ['a', 0, 7, 9007199254740993n]) like('The id', id, anyId);
    for (const id of ['', null, undefined, true, {}]) assert.throws(() => like('The id', id, anyId), /should be text or a number/);
    like('The number', 9007199254740993n, anyNumber);
  });
});

describe('what a check holds a header to', () => {
  it('is a media type in any case', () => {
    const answer = answerWith({ 'content-type': 'Application/Problem+JSON; charset=utf-8' }, '{"status": 404}');
    answer.hasMediaType('application/problem+json');
    assert.deepEqual(answer.object, { status: 404 });
    const message = 'The answer to GET /todos?limit=2 should have the header Content-Type: application/json, but has "Application/Problem+JSON; charset=utf-8".'; // prettier-ignore
    assert.throws(() => answer.hasMediaType('application/json'), { message });
    assert.throws(() => answerWith({}).hasMediaType('application/json'), /but has none/);
  });

  it('is a name in a list', () => {
    answerWith({ 'cache-control': 'private, No-Store' }).hasInList('Cache-Control', 'no-store');
    for (const value of ['no-cache', 'private="no-store"', 'x-no-store']) {
      assert.throws(
        () => answerWith({ 'cache-control': value }).hasInList('Cache-Control', 'no-store'),
        /Cache-Control: no-store, but has/,
      );
    }
  });

  it('is a challenge among others', () => {
    answerWith({ 'www-authenticate': 'Basic realm="a, b", bearer' }).hasChallenge('Bearer');
    for (const value of ['Basic realm="Bearer"', 'BearerX']) {
      assert.throws(() => answerWith({ 'www-authenticate': value }).hasChallenge('Bearer'), /WWW-Authenticate: Bearer, but has/);
    }
  });

  it('is an address, in full or relative to what was asked for', () => {
    for (const location of ['http://a:1/todos/7', '/todos/7', 'todos/7', './todos/7', '//a:1/todos/7']) {
      assert.equal(answerWith({ location }).locationAt('http://a:1'), 'http://a:1/todos/7', location);
    }
    assert.equal(answerWith({}).locationAt('http://a:1'), undefined);
    assert.equal(answerWith({ location: 'http://' }).locationAt('http://a:1'), undefined);
    assert.deepEqual([...answerWith({ link: '<?limit=2&offset=2>; rel="next"' }).linksAt('http://a:1')], [['next', 'http://a:1/todos?limit=2&offset=2']]); // prettier-ignore
  });

  it('is a date in any form that a program of another language writes', () => {
    like('The date', '2026-01-31 12:00:00+00', anyDate);
    assert.throws(() => like('The date', '31 January', anyDate), /should be a date such as/);
  });
});

describe('a body', () => {
  it('is sent with its length, or in chunks without one', async () => {
    const { api, close } = await serve((request, response) => {
      const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => response.setHeader('content-type', 'application/json').end(JSON.stringify({ length, coding, body })));
    });
    try {
      assert.deepEqual((await api.post('/', { a: 1 })).json, { length: '7', body: '{"a":1}' });
      assert.deepEqual((await api.post('/', { a: 1 }, { isChunked: true })).json, { coding: 'chunked', body: '{"a":1}' });
    } finally {
      await close();
    }
  });
});
