import { check, defineStage, ensure, equal, openConnections } from '#checkKit';
import { leadsTo, refuses, shorten } from './support/links';

const TARGET = 'https://example.com/menu';
const AT_ONCE = 20;
const ROUNDS = 5;

export const stage = defineStage({
  checks: [
    check('chosen', 'A link with an "alias" has that as its code, and visitors find it there', async ({ api, unique }) => {
      for (const alias of [unique('menu-'), unique('My_Menu-').padEnd(32, '9')]) {
        (await api.post('/links', { url: TARGET, alias })).hasStatus(201, `since "${alias}" is a good alias`).isLike({ code: alias });
        leadsTo(await api.get(`/${alias}`), TARGET);
      }
    }),

    check('location', 'That 201 has the address of the link in Location, where GET answers it', async ({ api, unique }) => {
      const alias = unique('menu-');
      const created = (await api.post('/links', { url: TARGET, alias })).hasStatus(201);
      const [location, address] = [created.header('location'), created.locationAt(api.url)];
      ensure(
        address !== undefined && new URL(address).pathname === `/links/${alias}`,
        `${created.name} should have the header Location: /links/${alias}, but ${location === undefined ? 'has none' : `has ${location}`}.`,
      );
      (await api.get(address)).hasStatus(200).isLike(created.object);
    }),

    check('unknown', 'GET /links/:code answers 404 when there is no such link', async ({ api, unique }) => {
      (await api.get(`/links/${unique('nobody')}`)).hasStatus(404, 'since there is no link with this code');
    }),

    check('taken', 'An alias that is taken is refused with 409, and its link stays as it is', async ({ api, unique }) => {
      const alias = await shorten(api, { url: TARGET, alias: unique('taken-') });
      (await api.post('/links', { url: 'https://example.com/other', alias })).hasStatus(409, 'since the alias is taken');
      leadsTo(await api.get(`/${alias}`), TARGET, 'since the second one was refused');
    }),

    check('race', 'Of 20 who want the same alias at the same moment, exactly one gets it', async ({ api, unique }) => {
      await openConnections(api, AT_ONCE);
      // Who only asks first and takes later is lucky now and then.
      for (let round = 0; round < ROUNDS; round++) {
        const alias = unique('race-');
        const places = Array.from({ length: AT_ONCE }, (_, place) => `https://example.com/${place}`);
        const answers = await Promise.all(places.map((url) => api.post('/links', { url, alias })));
        for (const answer of answers) answer.hasStatus([201, 409]);
        const winners = answers.filter(({ status }) => status === 201);
        equal(`The number of those who got the alias, of ${AT_ONCE} at the same moment,`, winners.length, 1);
        leadsTo(await api.get(`/${alias}`), String(winners[0]?.object['url']), 'which is what the one who got the alias wanted');
      }
    }),

    check('form', 'An alias is 3 to 32 letters, digits, - or _; anything else is refused with 422', async ({ api, unique }) => {
      const refused: [alias: unknown, because: string][] = [
        ['', 'since the alias is empty'],
        ['ab', 'since the alias has 2 characters'],
        [unique('long-').padEnd(33, 'x'), 'since the alias has 33 characters'],
        [unique('with space '), 'since the alias has a space in it'],
        [unique('a/'), 'since the alias has a slash in it'],
        [unique('café-'), 'since the alias has a letter with an accent'],
        ['...', 'since the alias has dots'],
        [1234567, 'since the alias is a number, and no text'],
      ];
      for (const [alias, because] of refused) refuses(await api.post('/links', { url: TARGET, alias }), 'alias', because);
    }),

    check('reserved', 'The words links and health are refused as an alias, in capitals too', async ({ api }) => {
      for (const alias of ['links', 'health', 'Links', 'HEALTH']) {
        refuses(await api.post('/links', { url: TARGET, alias }), 'alias', `since /${alias.toLowerCase()} is an address of the API`);
      }
    }),

    check('case', 'Capital and small letters make different codes', async ({ api, unique }) => {
      const alias = await shorten(api, { alias: unique('case-a') });
      const other = alias.toUpperCase();
      (await api.get(`/${other}`)).hasStatus(404, `since "${alias}" was made, and "${other}" was not`);
    }),
  ],
});
