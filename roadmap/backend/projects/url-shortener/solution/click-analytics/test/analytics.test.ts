import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceOf } from '../src/analytics/device.ts';
import { referrerOf } from '../src/analytics/referrer.ts';
import { startTestApp, visitorFrom } from './support/testApp.ts';

const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1';
const LAPTOP = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15';

test('a new link has no clicks', async (t) => {
  const app = await startTestApp(t);
  const code = await app.shorten();

  const { status, body } = await app.request('GET', `/links/${code}/stats`);

  assert.equal(status, 200);
  assert.deepEqual(body, {
    code,
    total: 0,
    uniqueVisitors: 0,
    days: [],
    referrers: [],
    devices: { desktop: 0, mobile: 0, tablet: 0, bot: 0, other: 0 },
  });
});

test('says when, from where, on what, and by how many', async (t) => {
  const app = await startTestApp(t);
  const code = await app.shorten();
  const [ada, bob] = [visitorFrom(), visitorFrom()];

  await app.request('GET', `/${code}`, undefined, {
    ...ada,
    'user-agent': PHONE,
    referer: 'https://www.news.example/1?q',
  });
  await app.request('GET', `/${code}`, undefined, { ...ada, 'user-agent': PHONE, referer: 'https://news.example/2' });
  await app.request('GET', `/${code}`, undefined, { ...bob, 'user-agent': LAPTOP });

  const { body } = await app.request('GET', `/links/${code}/stats`);
  assert.deepEqual(body, {
    code,
    total: 3,
    uniqueVisitors: 2,
    days: [{ date: new Date().toISOString().slice(0, 10), clicks: 3 }],
    referrers: [
      { referrer: 'news.example', clicks: 2 },
      { referrer: 'direct', clicks: 1 },
    ],
    devices: { desktop: 1, mobile: 2, tablet: 0, bot: 0, other: 0 },
  });
});

test('counts 200 clicks at once as 200, over two servers', async (t) => {
  const servers = [await startTestApp(t), await startTestApp(t)];
  const code = await servers[0]!.shorten();

  const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => servers[i % 2]!.request('GET', `/${code}`)));

  assert.ok(answers.every(({ status }) => status === 302));
  for (const server of servers) {
    const { body } = await server.request('GET', `/links/${code}/stats`);
    assert.equal(body.total, 200);
    assert.equal(body.days[0].clicks, 200);
    assert.equal(body.uniqueVisitors, 1);
  }
});

test('does not count what is not a visit', async (t) => {
  const app = await startTestApp(t);
  const code = await app.shorten();

  await app.request('HEAD', `/${code}`);
  await app.request('GET', `/links/${code}`);

  assert.equal((await app.request('GET', `/links/${code}/stats`)).body.total, 0);
});

test('keeps the number of referrers within bounds, and still counts each click', async (t) => {
  const app = await startTestApp(t);
  const code = await app.shorten();

  for (let i = 0; i < 110; i++) {
    await app.request('GET', `/${code}`, undefined, { referer: `https://site-${i}.example/` });
  }

  const { body } = await app.request('GET', `/links/${code}/stats`);
  assert.equal(body.total, 110);
  assert.equal(body.referrers.length, 101);
  assert.deepEqual(body.referrers[0], { referrer: 'other', clicks: 10 });
});

test('there are no statistics without a link', async (t) => {
  const app = await startTestApp(t);

  assert.equal((await app.request('GET', '/links/nothing-here/stats')).status, 404);
});

test('writes no address into its log', async (t) => {
  const app = await startTestApp(t);
  const code = await app.shorten();

  await app.request('GET', `/${code}`, undefined, { 'x-forwarded-for': '203.0.113.77' });

  assert.ok(!JSON.stringify(app.logged).includes('203.0.113.77'));
});

test('guesses the kind of device', () => {
  assert.equal(deviceOf(PHONE), 'mobile');
  assert.equal(deviceOf(LAPTOP), 'desktop');
  assert.equal(deviceOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36'), 'desktop');
  assert.equal(deviceOf('Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/130.0 Mobile Safari/537.36'), 'mobile');
  assert.equal(deviceOf('Mozilla/5.0 (Linux; Android 14; SM-X710) Chrome/130.0 Safari/537.36'), 'tablet');
  assert.equal(deviceOf('Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148'), 'tablet');
  assert.equal(deviceOf('Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'), 'bot');
  assert.equal(deviceOf('something new'), 'other');
  assert.equal(deviceOf(undefined), 'other');
});

test('keeps only the host of a referrer', () => {
  assert.equal(referrerOf('https://www.Example.com/private?token=1'), 'example.com');
  assert.equal(referrerOf(undefined), 'direct');
  assert.equal(referrerOf('not a URL'), 'other');
  assert.equal(referrerOf('android-app://com.example'), 'other');
});
