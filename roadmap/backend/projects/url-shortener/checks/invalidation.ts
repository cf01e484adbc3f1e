import { brief, check, defineStage, ensure, equal, Gate, momentOf, openConnections } from '#checkKit';
import { bringIntoMemory, hasTotal, leadsTo, refuses, shorten, shortenCounted, shortenFor } from './support/links';
import { layLine } from './support/redisLine';

const OLD = 'https://example.com/old';
const NEW = 'https://example.com/new';

export const stage = defineStage({
  // The same as in the stage before it. A copy that is not forgotten stays for longer than anybody waits.
  passages: {
    changes: 'The answer is 200 with the whole link as it is now.',
    lifetime: '`expiresIn` counts from now',
    numbers: 'What the body does not name stays as it is: the code, `createdAt`, the\nnumbers.',
    forgets: 'serves the old link to nobody from that answer on',
    elsewhere: 'forgets it within a second, whatever `CACHE_TTL_SECONDS` says',
    'from-redis': 'All answers under `/links` come\nfrom Redis and never from memory.',
    deletes: 'After that `GET /menu`, `GET /links/menu`, `GET /links/menu/stats` and a second `DELETE` answer 404.',
    anew: 'who takes the alias again begins with 0',
    unknown: 'both answer 404, and `PATCH` makes none',
    senseless: 'nothing changes, not even the field that was right',
    both: 'Two who change different fields at the same moment both get what they wanted.',
  },
  environment: { CACHE_MAX_LINKS: '3', CACHE_TTL_SECONDS: '600' },
  checks: [
    check('changes', 'PATCH /links/:code changes what it names, and nothing else', async ({ api }) => {
      const created = (await api.post('/links', { url: OLD, expiresIn: 3600 })).hasStatus(201).object;
      const path = `/links/${String(created['code'])}`;
      (await api.patch(path, { url: NEW })).hasStatus(200).isLike({ ...created, url: NEW });
      (await api.get(path)).hasStatus(200).isLike({ ...created, url: NEW });
      (await api.patch(path, { expiresIn: null })).hasStatus(200).isLike({ ...created, url: NEW, expiresAt: null });
      (await api.get(path)).hasStatus(200).isLike({ ...created, url: NEW, expiresAt: null });
    }),

    check('lifetime', 'A new lifetime counts from now, also for a link that has expired', async ({ api, eventually }) => {
      const code = await shortenFor(api, 1, { url: OLD });
      await eventually(async () => (await api.get(`/${code}`)).hasStatus(410, 'since the link has expired'));
      const before = Date.now();
      const { expiresAt } = (await api.patch(`/links/${code}`, { expiresIn: 1 })).hasStatus(200).object;
      // That of the link as it was made is over by now.
      const isLater = (momentOf(expiresAt) ?? 0) > before;
      ensure(
        isLater,
        `"expiresAt" of a link whose expiresIn was changed to 1 should be a second from now, since it counts from now, but is ${brief(expiresAt)}.`,
      );
      (await api.patch(`/links/${code}`, { expiresIn: null })).hasStatus(200);
      leadsTo(await api.get(`/${code}`), OLD, 'since the link lives for ever now');
    }),

    check('numbers', 'The numbers of a changed link stay', async ({ api, eventually }) => {
      const code = await shortenCounted(api, { url: OLD });
      (await api.get(`/${code}`)).hasStatus(302);
      await eventually(() => hasTotal(api, code, 1, 'one visit'));
      (await api.patch(`/links/${code}`, { url: NEW })).hasStatus(200);
      await hasTotal(api, code, 1, 'one visit, and after the link was changed');
    }),

    check('forgets', 'The next visit leads to the new URL, although the old one was in memory', async ({ api }) => {
      const code = await shorten(api, { url: OLD });
      await bringIntoMemory(api, code);
      (await api.patch(`/links/${code}`, { url: NEW })).hasStatus(200);
      leadsTo(await api.get(`/${code}`), NEW, 'since PATCH has changed the link');
    }),

    check(
      'elsewhere',
      'Every other instance forgets a link that was changed or deleted, too',
      async ({ api, eventually, startAnother }) => {
        const other = (await startAnother()).api;
        const [changed, deleted] = [await shorten(api, { url: OLD }), await shorten(api, { url: OLD })];
        for (const code of [changed, deleted]) await bringIntoMemory(other, code);
        (await api.patch(`/links/${changed}`, { url: NEW })).hasStatus(200);
        await eventually(async () => leadsTo(await other.get(`/${changed}`), NEW, 'since the link was changed on another instance'));
        (await api.delete(`/links/${deleted}`)).hasStatus(204);
        await eventually(async () => (await other.get(`/${deleted}`)).hasStatus(404, 'since the link was deleted on another instance'));
      },
    ),

    check('from-redis', 'All answers under /links come from Redis', async (trial) => {
      const line = await layLine(trial);
      const { api } = await trial.startAnother(line.environment);
      const code = await shortenCounted(api, { url: OLD });
      await bringIntoMemory(api, code);
      for (const path of [`/links/${code}`, `/links/${code}/stats`]) {
        (await api.get(path)).hasStatus(200);
        const before = line.sent().length;
        (await api.get(path)).hasStatus(200);
        ensure(line.sent().length > before, `GET ${path} was answered without a question to Redis: it should never come from memory.`);
      }
    }),

    check('deletes', 'DELETE /links/:code answers 204, and the link is gone, from memory too', async ({ api }) => {
      const code = await shorten(api, { url: OLD });
      await bringIntoMemory(api, code);
      (await api.delete(`/links/${code}`)).hasStatus(204).isEmpty();
      for (const path of [`/${code}`, `/links/${code}`, `/links/${code}/stats`]) {
        (await api.get(path)).hasStatus(404, 'since the link was deleted');
      }
      (await api.delete(`/links/${code}`)).hasStatus(404, 'since the link was deleted before');
      (await api.patch(`/links/${code}`, { url: NEW })).hasStatus(404, 'since the link was deleted');
      (await api.get(`/links/${code}`)).hasStatus(404, 'since a link that was deleted does not come back');
    }),

    check('anew', 'A new link with the alias of a deleted one begins with no clicks', async ({ api, eventually, unique }) => {
      const alias = await shortenCounted(api, { url: OLD, alias: unique('again-') });
      (await api.get(`/${alias}`)).hasStatus(302);
      await eventually(() => hasTotal(api, alias, 1, 'one visit'));
      (await api.delete(`/links/${alias}`)).hasStatus(204);
      await shorten(api, { url: NEW, alias });
      await hasTotal(api, alias, 0, 'the link was deleted and made anew');
    }),

    check('unknown', 'PATCH answers 404 when there is no such link, and makes none', async ({ api, unique }) => {
      const alias = unique('nobody-');
      (await api.patch(`/links/${alias}`, { url: NEW })).hasStatus(404, 'since there is no such link');
      (await api.get(`/${alias}`)).hasStatus(404, 'since PATCH makes no link');
      // Half a link may be there although nobody can follow it: then its alias is taken.
      (await api.post('/links', { url: NEW, alias })).hasStatus(201, 'since PATCH makes no link, so that its alias is free');
    }),

    check('senseless', 'A change that makes no sense is refused with 422, and nothing changes', async ({ api }) => {
      const code = await shorten(api, { url: OLD });
      const path = `/links/${code}`;
      (await api.patch(path, {})).hasStatus(422, 'since there is nothing to change');
      refuses(await api.patch(path, { url: 'javascript:alert(1)' }), 'url', 'since the new URL is neither http nor https');
      refuses(await api.patch(path, { url: `${api.url}/${code}` }), 'url', 'since the new URL leads back to the program itself');
      refuses(await api.patch(path, { url: NEW, expiresIn: 0 }), 'expiresIn', 'since a link cannot live for 0 seconds');
      leadsTo(await api.get(`/${code}`), OLD, 'since every change was refused');
    }),

    check('both', 'Two changes of different fields at the same moment are both kept', async ({ api }) => {
      const codes = await Promise.all(Array.from({ length: 10 }, () => shorten(api, { url: OLD })));
      await openConnections(api, 2 * codes.length);
      const gate = new Gate(2 * codes.length);
      await Promise.all(
        codes.flatMap((code) =>
          [{ url: NEW }, { expiresIn: 3600 }].map(async (change) => (await api.patch(`/links/${code}`, change, { gate })).hasStatus(200)),
        ),
      );
      for (const code of codes) {
        const { url, expiresAt } = (await api.get(`/links/${code}`)).hasStatus(200).object;
        equal('"url", after it was changed at the same moment as "expiresIn",', url, NEW);
        ensure(typeof expiresAt === 'string', '"expiresAt" is lost: "expiresIn" was changed at the same moment as "url".');
      }
    }),
  ],
});
