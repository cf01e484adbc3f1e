import { check, defineStage, ensure, equal, fail, like, openConnections } from '#checkKit';
import { hasTotal, shorten, shortenCounted, someAddress, statisticsOf, visitorOf } from './support/links';

const AT_ONCE = 200;
const NO_DEVICES = { desktop: 0, mobile: 0, tablet: 0, bot: 0, other: 0 };

const AGENTS: readonly (readonly [device: keyof typeof NO_DEVICES, name: string, agent: string])[] = [
  ['desktop', 'Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'],
  [
    'desktop',
    'a Mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
  ],
  [
    'mobile',
    'an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari/604.1',
  ],
  [
    'tablet',
    'an iPad',
    'Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari/604.1',
  ],
  ['bot', 'Googlebot', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
];

export const stage = defineStage({
  countsOn: { visitors: ['TRUST_PROXY'] },
  checks: [
    check('new', 'A link that nobody has followed has numbers, and all are zero', async ({ api }) => {
      const code = await shorten(api);
      const answer = await statisticsOf(api, code);
      answer.isLike({ code, total: 0, uniqueVisitors: 0, days: [], referrers: [], devices: NO_DEVICES });
    }),

    check('unknown', 'Without a link there are no numbers, but 404', async ({ api, unique }) => {
      (await api.get(`/links/${unique('nobody')}/stats`)).hasStatus(404, 'since there is no link with this code');
    }),

    check('days', 'Each visit is counted, in total and for its day, and a HEAD request is none', async ({ api, eventually }) => {
      const code = await shortenCounted(api);
      const first = today();
      // Programs that only look whether a link still works.
      for (let look = 0; look < 2; look++) await api.send('HEAD', `/${code}`);
      for (let visit = 0; visit < 3; visit++) (await api.get(`/${code}`)).hasStatus(302);
      await eventually(() => hasTotal(api, code, 3, '2 HEAD requests and 3 visits with GET'));
      // Should midnight come in between, the visits are those of two days.
      if (first !== today()) return;
      await eventually(async () => {
        const { days } = (await statisticsOf(api, code)).object;
        like(`"days" in GET /links/${code}/stats, after 3 visits,`, days, [{ date: first, clicks: 3 }]);
      });
    }),

    check(
      'exact',
      '200 visits at the same moment, on two instances, are counted as 200 on both',
      async ({ api, eventually, startAnother }) => {
        const other = (await startAnother()).api;
        const code = await shortenCounted(api);
        for (const one of [api, other]) await openConnections(one, AT_ONCE / 2);
        const visits = Array.from({ length: AT_ONCE }, (_, place) => (place % 2 === 0 ? api : other).get(`/${code}`));
        for (const answer of await Promise.all(visits)) answer.hasStatus(302);
        for (const one of [api, other]) await eventually(() => hasTotal(one, code, AT_ONCE, `${AT_ONCE} visits at the same moment`));
      },
    ),

    check('visitors', 'Who comes twice is one visitor; those who pass a proxy of ours are told apart', async ({ api, eventually }) => {
      const code = await shortenCounted(api);
      const ada = visitorOf();
      for (const headers of [ada, ada, visitorOf()]) (await api.get(`/${code}`, { headers })).hasStatus(302);
      await eventually(async () => {
        await hasTotal(api, code, 3, '3 visits');
        const { uniqueVisitors } = (await statisticsOf(api, code)).object;
        equal('"uniqueVisitors", after two visits from one address and one from another,', uniqueVisitors, 2);
      });
    }),

    check('referrers', 'Of the page that a visitor came from, only the host is kept, most clicks first', async ({ api, eventually }) => {
      const code = await shortenCounted(api);
      for (const referer of [undefined, 'https://www.news.example/secret?token=1', 'https://News.example/2']) {
        (await api.get(`/${code}`, { headers: { ...(referer !== undefined && { referer }) } })).hasStatus(302);
      }
      await eventually(async () => {
        const { referrers } = (await statisticsOf(api, code)).object;
        ensure(
          !JSON.stringify(referrers ?? '').includes('secret'),
          '"referrers" has the path of a page in it, which may be private: only its host is kept.',
        );
        like('"referrers", after one visit from nowhere and two from pages of news.example,', referrers, [
          { referrer: 'news.example', clicks: 2 },
          { referrer: 'direct', clicks: 1 },
        ]);
      });
    }),

    check('devices', 'The user agent says on what kind of device', async ({ api, eventually }) => {
      for (const [device, name, agent] of AGENTS) {
        const code = await shortenCounted(api);
        (await api.get(`/${code}`, { headers: { 'user-agent': agent } })).hasStatus(302);
        await eventually(async () => {
          const { devices } = (await statisticsOf(api, code)).object;
          like(`"devices" after one visit from ${name}`, devices, { ...NO_DEVICES, [device]: 1 });
        });
      }
    }),

    check(
      'private',
      "A visitor's address is neither in the numbers nor in what the program prints",
      async ({ eventually, startAnother }) => {
        // Whatever the settings of the repo: what an instance prints that prints its requests.
        const talkative = await startAnother({ LOG_LEVEL: 'info' });
        const address = someAddress();
        const code = await shortenCounted(talkative.api);
        (await talkative.api.get(`/${code}`, { headers: visitorOf(address) })).hasStatus(302);
        await eventually(() => hasTotal(talkative.api, code, 1, 'one visit'));
        const { text } = await statisticsOf(talkative.api, code);
        ensure(!text.includes(address), 'The numbers of a link have the address of a visitor in them.');
        if (talkative.output.includes(address)) {
          fail('The program prints the address of a visitor: whoever reads the log then knows who has clicked on what.', {
            expected: `no ${address}`,
            actual: talkative.output.split('\n').find((line) => line.includes(address)),
          });
        }
      },
    ),
  ],
});

/** Days are those of UTC, wherever the server stands. */
const today = (): string => new Date().toISOString().slice(0, 10);
