import { check, defineStage, ensure, equal, openConnections, type Answer, type Api } from '#checkKit';
import { leadsTo, someAddress, visitorOf } from './support/links';

const MAX = 3;
const WINDOW = 60;
const AT_ONCE = 20;
const LINK = { url: 'https://example.com/page' };

export const stage = defineStage({
  environment: { RATE_LIMIT_MAX: String(MAX), RATE_LIMIT_WINDOW_SECONDS: String(WINDOW) },
  checks: [
    check('refuses', 'After RATE_LIMIT_MAX new links, a visitor is refused with 429', async ({ api }) => {
      const visitor = api.with(visitorOf());
      await useUp(visitor);
      const refused = (await visitor.post('/links', LINK)).hasStatus(429, `since RATE_LIMIT_MAX is ${MAX} and this is link ${MAX + 1}`);
      refused.hasMediaType('application/problem+json').isLike({ status: 429 });
    }),

    check('retry-after', 'That 429 says in Retry-After how many seconds are left of the window', async ({ api }) => {
      const visitor = api.with(visitorOf());
      await useUp(visitor);
      const refused = (await visitor.post('/links', LINK)).hasStatus(429);
      const said = refused.header('retry-after');
      const seconds = /^\d+$/.test(said ?? '') ? Number(said) : Number.NaN;
      ensure(
        seconds >= 1 && seconds <= WINDOW,
        `${refused.name} should have the header Retry-After with 1 to ${WINDOW} seconds, but ${said === undefined ? 'has none' : `it is "${said}"`}.`,
      );
    }),

    check('remaining', 'Each answer to POST /links says how many are left', async ({ api }) => {
      const visitor = api.with(visitorOf());
      for (let left = MAX - 1; left >= 0; left--) hasLeft(await visitor.post('/links', LINK), 201, left);
      hasLeft(await visitor.post('/links', LINK), 429, 0);
    }),

    check('attempts', 'Requests that are refused for another reason count, too', async ({ api }) => {
      const visitor = api.with(visitorOf());
      for (let time = 0; time < MAX; time++) (await visitor.post('/links', { url: 'no URL' })).hasStatus(422, 'since "no URL" is no URL');
      (await visitor.post('/links', LINK)).hasStatus(429, `since this visitor has sent ${MAX} requests before, although they were refused`);
    }),

    check('each', 'Each visitor has a limit of their own, which an invented address does not change', async ({ api }) => {
      const address = someAddress();
      await useUp(api.with(visitorOf(address)));
      const other = await api.post('/links', LINK, { headers: visitorOf() });
      other.hasStatus(201, isAllowed(0));
      // A proxy adds the address that it sees to the end of what the client has sent.
      const pretender = await api.post('/links', LINK, { headers: visitorOf(`${someAddress()}, ${address}`) });
      pretender.hasStatus(429, 'since only the last address in X-Forwarded-For comes from the proxy, and the first one may be invented');
    }),

    check('together', 'The limit holds for requests at the same moment, over all instances', async ({ api, startAnother }) => {
      const other = (await startAnother()).api;
      for (const one of [api, other]) await openConnections(one, AT_ONCE / 2);
      const headers = visitorOf();
      const requests = Array.from({ length: AT_ONCE }, (_, place) => (place % 2 === 0 ? api : other).post('/links', LINK, { headers }));
      const answers = await Promise.all(requests);
      for (const answer of answers) answer.hasStatus([201, 429]);
      const made = answers.filter(({ status }) => status === 201).length;
      equal(
        `The number of links made by ${AT_ONCE} requests at the same moment to two instances, with a RATE_LIMIT_MAX of ${MAX},`,
        made,
        MAX,
      );
    }),

    check(
      'window',
      'When the window is over, the visitor may go on, however often they were refused',
      async ({ startAnother, eventually }) => {
        const { api } = await startAnother({ RATE_LIMIT_MAX: '1', RATE_LIMIT_WINDOW_SECONDS: '2' });
        const visitor = api.with(visitorOf());
        (await visitor.post('/links', LINK)).hasStatus(201, 'since it is the first of this visitor');
        await eventually(async () => {
          const answer = await visitor.post('/links', LINK);
          answer.hasStatus(201, 'since the window of 2 seconds, which has begun with the first request, is over');
        }, 7_000);
      },
    ),

    check('visits', 'Who only follows links is not limited', async ({ api }) => {
      const visitor = api.with(visitorOf());
      const { code } = (await visitor.post('/links', LINK)).hasStatus(201).object;
      await useUp(visitor, MAX - 1);
      for (let visit = 0; visit <= MAX + 1; visit++)
        leadsTo(await visitor.get(`/${String(code)}`), LINK.url, 'since visits are not limited');
    }),
  ],
});

/** Makes as many links as a visitor may. */
async function useUp(visitor: Api, count = MAX): Promise<void> {
  for (let made = 0; made < count; made++) (await visitor.post('/links', LINK)).hasStatus(201, isAllowed(made));
}

const isAllowed = (made: number): string => `since each visitor may make ${MAX} links, and this one has made ${made}`;

function hasLeft(answer: Answer, status: number, left: number): void {
  answer.hasStatus(status).hasHeader('RateLimit-Limit', String(MAX)).hasHeader('RateLimit-Remaining', String(left));
}
