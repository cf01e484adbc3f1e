import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestApp } from './support/testApp.ts';

test('refuses what is not a link for browsers', async (t) => {
  const app = await startTestApp(t);
  const refused: [url: unknown, message: RegExp][] = [
    [undefined, /must be text/],
    [42, /must be text/],
    ['', /must not be empty/],
    ['   ', /must not be empty/],
    ['example.com', /must be a whole URL/],
    ['/just/a/path', /must be a whole URL/],
    ['https://exa mple.com', /must be a whole URL/],
    ['https://example.com/a b', /must be a whole URL/],
    ['https://', /must be a whole URL/],
    ['javascript:alert(1)', /must start with http/],
    ['data:text/html,<script>alert(1)</script>', /must start with http/],
    ['ftp://example.com/file', /must start with http/],
    ['https://your-bank.example@evil.example', /must not contain a user name/],
    [`https://example.com/${'x'.repeat(2048)}`, /at most 2048/],
  ];

  for (const [url, message] of refused) {
    const { status, body } = await app.request('POST', '/links', { url });

    assert.equal(status, 422, `${url}`);
    assert.equal(body.errors.length, 1, `one clear message for ${url}`);
    assert.equal(body.errors[0].field, 'url');
    assert.match(body.errors[0].message, message);
  }
});

test('accepts what is one', async (t) => {
  const app = await startTestApp(t);

  for (const url of [
    'http://example.com',
    'HTTPS://EXAMPLE.COM/Path',
    'https://example.com:8443/a?b=c&d=%20#e',
    'http://192.0.2.1/',
    'http://[2001:db8::1]/',
  ]) {
    const { status, body } = await app.request('POST', '/links', { url });
    assert.equal(status, 201, url);
    assert.equal(body.url, url);
  }
});

test('writes other alphabets as a header can carry them', async (t) => {
  const app = await startTestApp(t);
  const code = await app.shorten({ url: 'https://münchen.example/straße' });

  const { headers } = await app.request('GET', `/${code}`);

  assert.equal(headers.get('location'), 'https://xn--mnchen-3ya.example/stra%C3%9Fe');
});

test('refuses links that lead back to itself, however they are written', async (t) => {
  const app = await startTestApp(t, { BASE_URL: 'https://sho.rt' });
  const { port } = new URL(app.url);

  for (const url of [
    `${app.url}/abc1234`,
    `http://localhost:${port}/abc1234`,
    `http://LOCALHOST.:${port}/`,
    `http://127.1:${port}/`,
    `http://2130706433:${port}/`,
    `http://[::1]:${port}/`,
    'https://sho.rt/abc1234',
    'http://sho.rt/',
  ]) {
    const { status, body } = await app.request('POST', '/links', { url });
    assert.equal(status, 422, url);
    assert.match(body.errors[0].message, /lead back/);
  }

  // The same computer, but another program.
  const { status } = await app.request('POST', '/links', { url: `http://localhost:${Number(port) - 1}/` });
  assert.equal(status, 201);
});
