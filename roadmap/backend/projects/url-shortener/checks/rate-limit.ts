import { check, defineStage, ensure, equal, openConnections, type Answer, type Api } from '#checkKit';
import { leadsTo, someAddress, visitorOf } from './support/links';

const MAX = 3;
const WINDOW = 60;
/** Milliseconds that are less than the shortest window in which a program may count. */
const SHORT = 900;
const AT_ONCE = 20;
const LINK = { url: 'https://example.com/page' };

export const stage = defineStage({
  passages: {
    refuses: 'When none are left, the answer is 429 with a\nproblem document, no link is made',
    'retry-after': '`Retry-After` is the number of seconds until the window ends, at least 1',
    remaining: 'Every answer to `POST /links` says how many requests the window has and how many of them are left',
    attempts: 'All requests to this address count, also those that end in 422 or 409',
    each: 'A visitor is known by the IP address',
    together: 'The limit holds\nfor all instances of the program together, and for requests at the same moment',
    window: 'a refused request does not make the window longer',
    visits: 'Following a link is not\nlimited.',
  },
  environment: { RATE_LIMIT_MAX: String(MAX), RATE_LIMIT_WINDOW_SECONDS: String(WINDOW) },
  checks: [
    check('refuses', 'After RATE_LIMIT_MAX new links, a visitor is refused with 429', async ({ api, unique }) => {
      const visitor = api.with(visitorOf());
      await useUp(visitor);
      const alias = unique('refused-');
      const answer = await visitor.post('/links', { ...LINK, alias });
      const refused = answer.hasStatus(429, `since RATE_LIMIT_MAX is ${MAX} and this is link ${MAX + 1}`);
      refused.hasMediaType('application/problem+json').isLike({ status: 429 });
      (await api.get(`/links/${alias}`)).hasStatus(404, 'since no link is made when none are left');
    }),

    check('retry-after', 'That 429 says in Retry-After how many seconds are left of the window', async ({ api }) => {
      const visitor = api.with(visitorOf());
      const began = performance.now();
      await useUp(visitor);
      const refused = (await visitor.post('/links', LINK)).hasStatus(429);
      const said = refused.header('retry-after');
      const seconds = /^\d+$/.test(said ?? '') ? Number(said) : Number.NaN;
      // The window has begun with the first request. Programs round in either direction.
      const least = Math.max(1, Math.floor(WINDOW - (performance.now() - began) / 1000 - 1));
      ensure(
        seconds >= least && seconds <= WINDOW,
        `${refused.name} should have the header Retry-After with ${least} to ${WINDOW} seconds, which are left of the window, but ${said === undefined ? 'has none' : `it is "${said}"`}.`,
      );
    }),

    check('remaining', 'Each answer to POST /links says how many are left', async ({ api }) => {
      const visitor = api.with(visitorOf());
      for (let left = MAX - 1; left >= 0; left--) hasLeft(await visitor.post('/links', LINK), 201, left);
      hasLeft(await visitor.post('/links', LINK), 429, 0);
    }),

    check('attempts', 'Requests that are refused for another reason count, too', async ({ api, unique }) => {
      const alias = unique('taken-');
      (await api.with(visitorOf()).post('/links', { ...LINK, alias })).hasStatus(201, isAllowed(0));
      const visitor = api.with(visitorOf());
      for (let left = MAX - 1; left >= 1; left--) hasLeft(await visitor.post('/links', { url: 'no URL' }), 422, left);
      hasLeft(await visitor.post('/links', { ...LINK, alias }), 409, 0);
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
      const near = await Promise.all(Array.from({ length: MAX + 1 }, () => api.post('/links', LINK)));
      const refused = near.find(({ status }) => status === 429);
      ensure(
        refused,
        `${MAX + 1} requests without X-Forwarded-For were all taken, although RATE_LIMIT_MAX is ${MAX}: since the address of the connection is a visitor, too.`,
      );
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
        const began = performance.now();
        (await visitor.post('/links', LINK)).hasStatus(201, 'since it is the first of this visitor');
        const second = await visitor.post('/links', LINK);
        // On a slow machine, the window may be over.
        if (performance.now() - began < SHORT) second.hasStatus(429, 'since RATE_LIMIT_MAX is 1, and this is the second of this visitor');
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
