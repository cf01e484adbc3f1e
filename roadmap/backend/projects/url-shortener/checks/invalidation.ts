import { check, defineStage, ensure, equal, openConnections } from '#checkKit';
import { bringIntoMemory, hasTotal, leadsTo, refuses, shorten, shortenCounted } from './support/links';

const OLD = 'https://example.com/old';
const NEW = 'https://example.com/new';

export const stage = defineStage({
  // The same as in the stage before it. A copy that is not forgotten stays for longer than anybody waits.
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

    check('deletes', 'DELETE /links/:code answers 204, and the link is gone, from memory too', async ({ api }) => {
      const code = await shorten(api, { url: OLD });
      await bringIntoMemory(api, code);
      (await api.delete(`/links/${code}`)).hasStatus(204).isEmpty();
      for (const path of [`/${code}`, `/links/${code}`, `/links/${code}/stats`]) {
        (await api.get(path)).hasStatus(404, 'since the link was deleted');
      }
      (await api.delete(`/links/${code}`)).hasStatus(404, 'since the link was deleted before');
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
      await Promise.all(
        codes.flatMap((code) =>
          [{ url: NEW }, { expiresIn: 3600 }].map(async (change) => (await api.patch(`/links/${code}`, change)).hasStatus(200)),
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
