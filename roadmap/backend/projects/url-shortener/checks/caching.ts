import { check, CheckFailure, defineStage, ensure, fail } from '#checkKit';
import { bringIntoMemory, hasTotal, leadsTo, servedFromMemory, shorten, shortenFor } from './support/links';
import { layLine } from './support/redisLine';

const TARGET = 'https://example.com/popular';
const PLACES = 3;
/** Milliseconds within which an answer from memory is there, on a slow machine too. */
const HELD = 3_000;
const visit = (code: string): string => `GET /${code}`;

export const stage = defineStage({
  // So few places that they are soon taken, and so much time that nothing ages unless a check says so.
  passages: {
    hit: '`miss`: the link was not in memory. It was read from Redis, and is in memory from now on.',
    memory: 'the link was in the memory of this process, and the answer did not wait for Redis',
    own: 'the first visit after a start is a `miss` on every instance, whatever other instances have in memory',
    bounded: 'When one more comes, the link that nobody has asked for during the longest\n  time makes room.',
    ages: 'for how long a copy is used after it was read from Redis',
    nothing: 'that there is _no_ link with a code is never kept',
    expired: 'A link in memory expires on\ntime, with 410.',
    counted: 'A visit that is a hit is counted like others.',
  },
  environment: { CACHE_MAX_LINKS: String(PLACES), CACHE_TTL_SECONDS: '600' },
  checks: [
    check('hit', 'The first visit is a miss, the next ones are hits, and all lead to the same place', async ({ api, startAnother }) => {
      // Whoever makes a link may have it in memory at once.
      const maker = await startAnother();
      const code = await shorten(maker.api, { url: TARGET });
      const first = leadsTo(await api.get(`/${code}`), TARGET);
      ensure(
        !servedFromMemory(first),
        `${visit(code)} is asked for the first time, so it cannot be in memory (X-Cache: miss), but is a hit.`,
      );
      for (let again = 0; again < 2; again++) {
        const next = leadsTo(await api.get(`/${code}`), TARGET, 'as it did before');
        ensure(
          servedFromMemory(next),
          `${visit(code)} was asked for before, so it should be answered from memory (X-Cache: hit), but is a miss.`,
        );
        next.hasInList('Cache-Control', 'no-store');
      }
    }),

    check('memory', 'A hit does not wait for Redis, and CACHE_MAX_LINKS says how many there can be', async (trial) => {
      const line = await layLine(trial);
      const { api } = await trial.startAnother({ ...line.environment, CACHE_MAX_LINKS: '1' });
      const [code, other] = [await shorten(api, { url: TARGET }), await shorten(api, { url: TARGET })];
      await bringIntoMemory(api, code);
      line.hold();
      const answer = await api.get(`/${code}`, { limit: HELD }).catch((error: unknown) => {
        if (!(error instanceof CheckFailure)) throw error;
        return fail(`${visit(code)} is a hit, but was not answered while Redis could not answer: a hit does not wait for Redis.`);
      });
      ensure(servedFromMemory(leadsTo(answer, TARGET)), `${visit(code)} was answered while Redis could not answer, but is not a hit.`);
      line.flow();
      (await api.get(`/${other}`)).hasStatus(302);
      const forgotten = (await api.get(`/${code}`)).hasStatus(302);
      ensure(
        !servedFromMemory(forgotten),
        `${visit(code)} should have made room for another link, since CACHE_MAX_LINKS is 1, but it is still in memory.`,
      );
    }),

    check('own', 'Each instance has a memory of its own, which is empty at the start', async ({ api, startAnother }) => {
      const code = await shorten(api, { url: TARGET });
      await bringIntoMemory(api, code);
      const fresh = await startAnother();
      const answer = leadsTo(await fresh.api.get(`/${code}`), TARGET, 'on another instance, too');
      ensure(
        !servedFromMemory(answer),
        `${visit(code)} is a hit on an instance that was just started: "hit" means that it came from the memory of this process, and not from Redis.`,
      );
    }),

    check('bounded', 'No more than CACHE_MAX_LINKS are kept: the one unused for the longest time makes room', async ({ api }) => {
      const codes: string[] = [];
      for (let place = 0; place <= PLACES; place++) codes.push(await shorten(api));
      const [first = '', second = '', ...others] = codes;
      const newest = others.pop() ?? '';
      for (const code of [first, second, ...others]) await bringIntoMemory(api, code);
      // Used again: now the second is the one that was unused for the longest time.
      (await api.get(`/${first}`)).hasStatus(302);
      await bringIntoMemory(api, newest);
      const used = (await api.get(`/${first}`)).hasStatus(302);
      ensure(
        servedFromMemory(used),
        `${visit(first)} was used again before the memory was full, so another link should have made room, but it is a miss.`,
      );
      const unused = (await api.get(`/${second}`)).hasStatus(302);
      ensure(
        !servedFromMemory(unused),
        `${visit(second)} should have made room, since ${PLACES} other links were used after it and CACHE_MAX_LINKS is ${PLACES}, but it is still in memory.`,
      );
    }),

    check(
      'ages',
      'A copy is kept for CACHE_TTL_SECONDS at most, however often it is used',
      async ({ api: maker, startAnother, eventually }) => {
        const { api } = await startAnother({ CACHE_TTL_SECONDS: '1' });
        const code = await shorten(maker);
        ensure(!servedFromMemory((await api.get(`/${code}`)).hasStatus(302)), `${visit(code)} is asked for the first time, but is a hit.`);
        const reads = performance.now();
        await eventually(async () => {
          const answer = (await api.get(`/${code}`)).hasStatus(302);
          const seconds = ((performance.now() - reads) / 1000).toFixed(1);
          ensure(
            !servedFromMemory(answer),
            `${visit(code)} is still answered with a copy that is ${seconds} seconds old, although CACHE_TTL_SECONDS is 1.`,
          );
        });
      },
    ),

    check('nothing', 'That there is no such link is not kept: the code may be taken at any time', async ({ api, unique }) => {
      const alias = unique('later-');
      for (let again = 0; again < 2; again++) (await api.get(`/${alias}`)).hasStatus(404, 'since there is no such link yet');
      await shorten(api, { url: TARGET, alias });
      leadsTo(await api.get(`/${alias}`), TARGET, 'since the link was made in the meantime');
    }),

    check('expired', 'A link in memory expires all the same', async ({ api, eventually }) => {
      const code = await shortenFor(api, 2);
      for (let again = 0; again < 2; again++) (await api.get(`/${code}`)).hasStatus(302, 'since the link expires in 2 seconds only');
      await eventually(async () => (await api.get(`/${code}`)).hasStatus(410, 'since the link in memory has expired'));
    }),

    check('counted', 'Visits that are answered from memory are counted like others', async ({ api, eventually }) => {
      const code = await shorten(api);
      await bringIntoMemory(api, code);
      for (let more = 0; more < 3; more++) (await api.get(`/${code}`)).hasStatus(302);
      await eventually(() => hasTotal(api, code, 5, 'one visit that was a miss and four that were hits'));
    }),
  ],
});
