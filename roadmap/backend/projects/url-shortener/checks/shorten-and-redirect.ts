import { anyDate, anyText, check, defineStage, ensure } from '#checkKit';
import { leadsTo, shorten } from './support/links';

const TARGET = 'https://example.com/a/long/path?with=a&query#and-a-fragment';

export const stage = defineStage({
  countsOn: { redirects: ['BASE_URL'] },
  checks: [
    check('health', 'GET /health says that the server is up', async ({ api }) => {
      (await api.get('/health')).hasStatus(200).isLike({ status: 'ok' });
    }),

    check('creates', 'POST /links answers 201 with the new link', async ({ api }) => {
      const answer = await api.post('/links', { url: TARGET });
      answer.hasStatus(201).isLike({ code: anyText, url: TARGET, shortUrl: anyText, createdAt: anyDate });
    }),

    check('redirects', 'Its short URL answers 302 and leads to exactly the long one', async ({ api }) => {
      const { shortUrl } = (await api.post('/links', { url: TARGET })).hasStatus(201).object;
      ensure(
        typeof shortUrl === 'string' && shortUrl.startsWith(`${api.url}/`),
        `"shortUrl" should begin with the address that the client has used (${api.url}/), but is ${JSON.stringify(shortUrl)}; leave BASE_URL empty while you check.`,
      );
      leadsTo(await api.get(shortUrl), TARGET);
    }),

    check('not-stored', 'No browser may keep that answer', async ({ api }) => {
      const answer = await api.get(`/${await shorten(api)}`);
      answer.hasStatus(302, 'since a browser keeps a 301 for good').hasInList('Cache-Control', 'no-store');
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
  ],
});
