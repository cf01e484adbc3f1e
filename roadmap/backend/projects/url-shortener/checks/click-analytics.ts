import { createHash } from 'node:crypto';
import { brief, check, defineStage, ensure, equal, fail, like, openConnections } from '#checkKit';
import { hasTotal, shorten, shortenCounted, someAddress, statisticsOf, visitorOf } from './support/links';
import { layLine } from './support/redisLine';

const AT_ONCE = 200;
const VISITORS = 30;
const NO_DEVICES = { desktop: 0, mobile: 0, tablet: 0, bot: 0, other: 0 };

const AGENTS: readonly (readonly [device: keyof typeof NO_DEVICES, name: string, agent: string | undefined])[] = [
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
  ['tablet', 'an Android tablet', 'Mozilla/5.0 (Linux; Android 14; SM-X910) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36'],
  ['tablet', 'a tablet that says so', 'Mozilla/5.0 (Tablet; rv:26.0) Gecko/26.0 Firefox/26.0'],
  ['mobile', 'an Android phone', 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36'],
  ['mobile', 'a phone that says "Mobi"', 'Opera/9.80 (J2ME/MIDP; Opera Mobi/8.0) Presto/2.5.25'],
  ['desktop', 'Linux', 'Mozilla/5.0 (Wayland; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'],
  ['desktop', 'X11', 'Mozilla/5.0 (X11; FreeBSD amd64; rv:140.0) Gecko/20100101 Firefox/140.0'],
  ['bot', 'Googlebot', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
  ['bot', 'a crawler on a phone', 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36 (compatible; acme-crawler/1.0)'],
  ['bot', 'a spider', 'Mozilla/5.0 (compatible; Acme-spider/1.0; Windows NT 10.0)'],
  ['other', 'a program of another kind', 'acme-client/1.0'],
  ['other', 'a program that says nothing', undefined],
];

export const stage = defineStage({
  countsOn: { visitors: ['TRUST_PROXY'] },
  passages: {
    new: 'Before the first visit, the numbers are 0 and the lists empty.',
    unknown: 'or 404 when there is no such link',
    days: 'Each `GET /:code` that is answered with 302 counts once',
    exact: 'whatever else\nhappens at that moment and on however many instances of the program',
    visitors: 'how many different IP addresses',
    referrers: 'the host in the header `Referer`, in small letters and without `www.` in front',
    devices: 'The first line that fits decides',
    private: 'An address of a visitor is never part of an answer, nor of what the program prints.',
  },
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
        const other = (await startAnother({ TZ: elsewhere() })).api;
        const first = today();
        const code = await shortenCounted(api);
        for (const one of [api, other]) await openConnections(one, AT_ONCE / 2);
        const visits = Array.from({ length: AT_ONCE }, (_, place) => (place % 2 === 0 ? api : other).get(`/${code}`));
        for (const answer of await Promise.all(visits)) answer.hasStatus(302);
        for (const one of [api, other]) await eventually(() => hasTotal(one, code, AT_ONCE, `${AT_ONCE} visits at the same moment`));
        if (first !== today()) return;
        // Half of them on an instance where it is another day by the clock on the wall.
        const { days } = (await statisticsOf(other, code)).object;
        like(`"days" in GET /links/${code}/stats, after ${AT_ONCE} visits,`, days, [{ date: first, clicks: AT_ONCE }]);
      },
    ),

    check('visitors', 'Who comes twice is one visitor; those who pass a proxy of ours are told apart', async ({ api, eventually }) => {
      const code = await shortenCounted(api);
      const ada = someAddress();
      // What stands before the last address was sent by the client.
      for (const address of [ada, ada, `${someAddress()}, ${ada}`, someAddress()]) {
        (await api.get(`/${code}`, { headers: visitorOf(address) })).hasStatus(302);
      }
      await eventually(async () => {
        await hasTotal(api, code, 4, '4 visits');
        const { uniqueVisitors } = (await statisticsOf(api, code)).object;
        equal('"uniqueVisitors", after three visits from one address and one from another,', uniqueVisitors, 2);
      });
      const many = await shortenCounted(api);
      for (const headers of Array.from({ length: VISITORS }, () => visitorOf())) (await api.get(`/${many}`, { headers })).hasStatus(302);
      await eventually(async () => {
        const { uniqueVisitors } = (await statisticsOf(api, many)).object;
        const isNear = typeof uniqueVisitors === 'number' && Math.abs(uniqueVisitors - VISITORS) <= VISITORS / 10;
        ensure(
          isNear,
          `"uniqueVisitors", after visits from ${VISITORS} addresses, should be that, give or take a tenth, but is ${brief(uniqueVisitors)}.`,
        );
      });
    }),

    check('referrers', 'Of the page that a visitor came from, only the host is kept, most clicks first', async ({ api, eventually }) => {
      const code = await shortenCounted(api);
      const visits = [
        [undefined, 'https://www.news.example/secret?token=1', 'https://News.example/2', 'http://news.example'],
        ['https://blog.example/', 'https://blog.example/a', 'https://blog.example/b', 'android-app://com.example.app/', 'no page'],
      ].flat();
      for (const referer of visits) {
        (await api.get(`/${code}`, { headers: { ...(referer !== undefined && { referer }) } })).hasStatus(302);
      }
      // Two with as many visits may stand in either order.
      (await api.get(`/${code}`, { headers: { referer: 'https://blog.example/c' } })).hasStatus(302);
      await eventually(async () => {
        const { referrers } = (await statisticsOf(api, code)).object;
        ensure(
          !JSON.stringify(referrers ?? '').includes('secret'),
          '"referrers" has the path of a page in it, which may be private: only its host is kept.',
        );
        like(
          '"referrers", after 4 visits from blog.example, 3 from news.example, 2 from what is no page and one from nowhere,',
          referrers,
          [
            { referrer: 'blog.example', clicks: 4 },
            { referrer: 'news.example', clicks: 3 },
            { referrer: 'other', clicks: 2 },
            { referrer: 'direct', clicks: 1 },
          ],
        );
      });
    }),

    check('devices', 'The user agent says on what kind of device', async ({ api, eventually }) => {
      const visit = async ([device, name, agent]: (typeof AGENTS)[number]): Promise<void> => {
        const code = await shortenCounted(api);
        (await api.get(`/${code}`, { headers: { ...(agent !== undefined && { 'user-agent': agent }) } })).hasStatus(302);
        await eventually(async () => {
          const { devices } = (await statisticsOf(api, code)).object;
          like(`"devices" after one visit from ${name}`, devices, { ...NO_DEVICES, [device]: 1 });
        });
      };
      const visits = await Promise.allSettled(AGENTS.map(visit));
      // The first of the table, and not the one that was answered first: the same program is always told the same.
      const failed = visits.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
    }),

    check('private', "A visitor's address is neither in the numbers nor in what the program prints", async (trial) => {
      const line = await layLine(trial);
      // Whatever the settings of the repo: what an instance prints that prints its requests.
      const talkative = await trial.startAnother({ ...line.environment, LOG_LEVEL: 'info' });
      const address = someAddress();
      const visitor = talkative.api.with(visitorOf(address));
      const code = await shortenCounted(visitor);
      (await visitor.get(`/${code}`)).hasStatus(302);
      await trial.eventually(() => hasTotal(talkative.api, code, 1, 'one visit'));
      const { text } = await statisticsOf(talkative.api, code);
      ensure(!text.includes(address), 'The numbers of a link have the address of a visitor in them.');
      const sent = line.sent();
      ensure(!sent.includes(address), 'The address of a visitor was sent to Redis: a keyed hash is enough to tell two visitors apart.');
      const hash = hashesOf(address).find(({ text }) => sent.includes(text));
      ensure(
        hash === undefined,
        `A hash of a visitor's address without a key (${hash?.name}) was sent to Redis: who tries all addresses finds it.`,
      );
      if (talkative.output.includes(address)) {
        fail('The program prints the address of a visitor: whoever reads the log then knows who has clicked on what.', {
          expected: `no ${address}`,
          actual: talkative.output.split('\n').find((line) => line.includes(address)),
        });
      }
    }),
  ],
});

/** What an address becomes without a key, as far as it is likely that it was cut. */
const hashesOf = (address: string): { readonly name: string; readonly text: string }[] =>
  ['sha256', 'sha1', 'md5', 'sha512'].flatMap((name) =>
    (['hex', 'base64', 'base64url'] as const).map((encoding) => ({
      name,
      text: createHash(name).update(address).digest(encoding).slice(0, HASH_LENGTH),
    })),
  );
const HASH_LENGTH = 16;

/** A place where it is another day than in UTC now. */
const elsewhere = (): string => (new Date().getUTCHours() >= 10 ? 'Pacific/Kiritimati' : 'Etc/GMT+12');

/** Days are those of UTC, wherever the server stands. */
const today = (): string => new Date().toISOString().slice(0, 10);
