import { anyDate, anyText, check, CheckFailure, defineStage, ensure, type Api } from '#checkKit';
import { leadsTo, otherHost, shorten } from './support/links';
import { layLine } from './support/redisLine';

const TARGET = 'https://example.com/a/long/path?with=a&query#and-a-fragment';
/** Who takes a URL apart and puts it together again writes it in another way. */
const UNTIDY = 'https://example.com?a=1#';

export const stage = defineStage({
  countsOn: { redirects: ['BASE_URL'] },
  passages: {
    health: '`GET /health` with 200 and `{"status": "ok"}` while Redis answers',
    creates: 'The answer is 201.',
    redirects: 'is sent on with 302, and `Location` is the long URL, to the last character',
    'not-stored': 'For the same reason the answer has `Cache-Control: no-store`.',
    'base-url': '`BASE_URL` is set, short URLs begin with that instead',
    codes: 'The server has made up a `code`',
    unknown: 'A code that nobody has is answered with 404',
    survives: 'so a restart loses none of them',
    redis: 'Links are kept in\nRedis, at the address in `REDIS_URL`',
  },
  checks: [
    check('health', 'GET /health says that the server is up', async ({ api }) => {
      (await api.get('/health')).hasStatus(200).isLike({ status: 'ok' });
    }),

    check('creates', 'POST /links answers 201 with the new link', async ({ api }) => {
      const answer = await api.post('/links', { url: TARGET });
      answer.hasStatus(201).isLike({ code: anyText, url: TARGET, shortUrl: anyText, createdAt: anyDate });
    }),

    check('redirects', 'Its short URL answers 302 and leads to exactly the long one', async ({ api }) => {
      for (const url of [TARGET, UNTIDY]) leadsTo(await api.get(await shortUrlOf(api, api.url, url)), url);
      const host = otherHost(api);
      if (host !== undefined) await shortUrlOf(api.with({ host }), `http://${host}`);
    }),

    check('not-stored', 'No browser may keep that answer', async ({ api }) => {
      const answer = await api.get(`/${await shorten(api)}`);
      answer.hasStatus(302, 'since a browser keeps a 301 for good').hasInList('Cache-Control', 'no-store');
    }),

    check('base-url', 'Where BASE_URL is set, short URLs begin with it', async ({ startAnother }) => {
      const BASE_URL = 'https://short.example';
      const { api } = await startAnother({ BASE_URL });
      const { code, shortUrl } = (await api.post('/links', { url: TARGET })).hasStatus(201).object;
      ensure(
        shortUrl === `${BASE_URL}/${String(code)}`,
        `"shortUrl" should begin with BASE_URL (${BASE_URL}/), where that is set, but is ${JSON.stringify(shortUrl)}.`,
      );
    }),

    check('codes', 'Each link has a code of its own, even when the long URL is the same', async ({ api }) => {
      const codes = [await shorten(api, { url: TARGET }), await shorten(api, { url: TARGET })];
      ensure(codes[0] !== codes[1], 'Two links were given the same code.');
    }),

    check('unknown', 'A code that nobody has is answered with 404', async ({ api, unique }) => {
      (await api.get(`/${unique('nobody')}`)).hasStatus(404, 'since there is no link with this code');
    }),

    check('survives', 'Links survive a restart of the program', async ({ api, program }) => {
      const code = await shorten(api, { url: TARGET });
      await program.restart();
      leadsTo(await api.get(`/${code}`), TARGET, 'since the link was made before the program was restarted');
    }),

    check('redis', 'They are kept in the Redis of REDIS_URL, and health tells when it is gone', async (trial) => {
      const line = await layLine(trial);
      const { api } = await trial.startAnother(line.environment);
      const word = trial.unique('kept');
      const code = await shorten(api, { url: `https://example.com/${word}` });
      leadsTo(await api.get(`/${code}`), `https://example.com/${word}`);
      ensure(line.sent().includes(word), 'A link was made, but its URL was not sent to Redis at the address in REDIS_URL.');
      ensure(await isWell(api), 'GET /health should have status 200 OK while Redis answers, but has another one.');
      line.cut();
      await trial.eventually(async () => {
        const sentence = 'GET /health should not have status 200 OK, although nothing answers at the address in REDIS_URL.';
        ensure(!(await isWell(api)), sentence);
      });
    }),
  ],
});

/** Makes a link and gives its short URL, which has to begin with an address. */
async function shortUrlOf(api: Api, address: string, url = TARGET): Promise<string> {
  const { shortUrl } = (await api.post('/links', { url })).hasStatus(201).object;
  ensure(
    typeof shortUrl === 'string' && shortUrl.startsWith(`${address}/`),
    `"shortUrl" should begin with the address that the client has used (${address}/), but is ${JSON.stringify(shortUrl)}; leave BASE_URL empty while you check.`,
  );
  return shortUrl;
}

/** Whether the program says that it is well. One that waits for Redis says nothing for long, which is not to say that it is. */
async function isWell(api: Api): Promise<boolean> {
  try {
    return (await api.get('/health', { limit: 3_000 })).status === 200;
  } catch (error) {
    if (error instanceof CheckFailure) return false;
    throw error;
  }
}
