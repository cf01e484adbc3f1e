import { absent, anyDate, check, defineStage, ensure, fail, momentOf } from '#checkKit';
import { hasTotal, leadsTo, refuses, shortenFor } from './support/links';

const TARGET = 'https://example.com/offer';
const AN_HOUR = 3600;
const LONGEST = 315_360_000;
/** Long enough to be followed before it is over, on a slow machine too. */
const SOON = 2;

export const stage = defineStage({
  passages: {
    forever: 'Without `expiresIn`, or with `null`, the link lives for ever and `expiresAt` is `null`.',
    later: '`expiresIn` is how many seconds the link lives',
    gone: '`GET /offer` answers 410 (Gone) with a problem document, and has neither a `Location` nor a field `url`.',
    remembered: 'The alias stays taken: whoever wants it gets 409.',
    lifetimes: 'Anything else is answered with 422, and the field\nin `errors` is `expiresIn`.',
  },
  checks: [
    check('forever', 'A link without expiresIn, or with null, never expires: expiresAt is null', async ({ api }) => {
      (await api.post('/links', { url: TARGET })).hasStatus(201).isLike({ expiresAt: null });
      (await api.post('/links', { url: TARGET, expiresIn: null }))
        .hasStatus(201, 'since expiresIn may be null')
        .isLike({ expiresAt: null });
    }),

    check('later', 'A link with expiresIn says when it expires, and works until then', async ({ api }) => {
      const created = (await api.post('/links', { url: TARGET, expiresIn: AN_HOUR })).hasStatus(
        201,
        'since an hour is a lifetime that a link may have',
      );
      const { code, createdAt, expiresAt } = created.object;
      const [start, end] = [momentOf(createdAt) ?? Number.NaN, momentOf(expiresAt) ?? Number.NaN];
      const seconds = (end - start) / 1000;
      // Programs may round both to whole seconds.
      if (!(Math.abs(seconds - AN_HOUR) <= 1)) {
        fail(
          `${created.name} should have an "expiresAt" that is ${AN_HOUR} seconds after "createdAt" (${String(createdAt)}), but it is ${String(expiresAt)}.`,
          {
            expected: new Date(start + AN_HOUR * 1000 || Date.now()).toISOString(),
            actual: expiresAt ?? 'missing',
          },
        );
      }
      leadsTo(await api.get(`/${String(code)}`), TARGET, 'since the link expires in an hour only');
      (await api.get(`/links/${String(code)}`)).hasStatus(200).isLike({ expiresAt: expiresAt ?? anyDate });
      (await api.post('/links', { url: TARGET, expiresIn: LONGEST })).hasStatus(201, 'since a link may live for ten years').isLike({
        expiresAt: anyDate,
      });
    }),

    check('gone', 'An expired link is answered with 410, and leads nowhere', async ({ api, eventually }) => {
      const code = await shortenFor(api, 1, { url: TARGET });
      // Some programs remember who was asked for. That must not keep a link alive.
      await api.get(`/${code}`);
      const answer = await eventually(async () => (await api.get(`/${code}`)).hasStatus(410, 'since the link has expired'));
      ensure(answer.header('location') === undefined, `${answer.name} should have no Location, since the link has expired.`);
      answer.hasMediaType('application/problem+json').isLike({ status: 410, url: absent });
    }),

    check('remembered', 'Its alias stays taken, and its numbers stay as they were', async ({ api, eventually, unique }) => {
      const alias = await shortenFor(api, SOON, { url: TARGET, alias: unique('offer-') });
      leadsTo(await api.get(`/${alias}`), TARGET, `since the link was made a moment ago and expires in ${SOON} seconds only`);
      let visits = 1;
      await eventually(async () => {
        const answer = await api.get(`/${alias}`);
        if (answer.status === 302) visits += 1;
        answer.hasStatus(410, 'since the link has expired');
      });
      const again = await api.post('/links', { url: 'https://example.com/other', alias });
      again.hasStatus(409, 'since an expired link keeps its alias');
      const link = (await api.get(`/links/${alias}`)).hasStatus(200, 'since an expired link can still be read');
      link.isLike({ code: alias, url: TARGET, expiresAt: anyDate });
      const statistics = await api.get(`/links/${alias}/stats`);
      statistics.hasStatus(200, 'since the numbers of an expired link can still be read');
      await eventually(() => hasTotal(api, alias, visits, `${visits} visits before the link expired and one after that`));
    }),

    check('lifetimes', 'A lifetime that makes no sense is refused with 422', async ({ api }) => {
      const refused: [expiresIn: unknown, because: string][] = [
        [0, 'since a link cannot live for 0 seconds'],
        [-60, 'since a lifetime is not negative'],
        [1.5, 'since 1.5 is no whole number'],
        ['60', 'since "60" is text, and no number'],
        ['tomorrow', 'since "tomorrow" is no number'],
        [LONGEST + 1, 'since that is a second more than ten years'],
        [1e12, 'since that is more than ten years'],
      ];
      for (const [expiresIn, because] of refused) refuses(await api.post('/links', { url: TARGET, expiresIn }), 'expiresIn', because);
    }),
  ],
});
