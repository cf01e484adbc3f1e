import { type Answer, type Api, check, defineStage, ensure, equal, Gate, openConnections, type Trial } from '#checkKit';
import { codeOf, leadsTo, refuses, shorten } from './support/links';

const TARGET = 'https://example.com/menu';
const AT_ONCE = 20;
const ROUNDS = 5;
const SHORTEST_TRIED = 3;

export const stage = defineStage({
  passages: {
    chosen: '`code` is the alias',
    location: 'the header `Location` says where the link itself can be read',
    unknown: 'and 404 when there is no such link',
    taken:
      'An alias that is taken is answered with 409, as a problem document with `"status": 409`, and the link that has it stays as it is.',
    race: 'Of\nmany who ask for one alias at the same moment, exactly one gets 201, and all others get 409.',
    form: 'An alias has 3 to 32 characters: letters from a to z, small or capital, digits, `-` and `_`.',
    reserved: 'The words `links` and `health`, in small or capital letters, are refused',
    case: 'Small and capital letters make different codes,\nso `/Menu` is not `/menu`.',
  },
  checks: [
    check('chosen', 'A link with an "alias" has that as its code, and visitors find it there', async ({ api, unique }) => {
      for (const alias of [unique('menu-'), unique('My_Menu-').padEnd(32, '9')]) {
        (await api.post('/links', { url: TARGET, alias })).hasStatus(201, `since "${alias}" is a good alias`).isLike({ code: alias });
        leadsTo(await api.get(`/${alias}`), TARGET);
      }
      await shortest(api, unique);
    }),

    check('location', 'That 201 has the address of the link in Location, where GET answers it', async ({ api, unique }) => {
      const alias = unique('menu-');
      const created = (await api.post('/links', { url: TARGET, alias })).hasStatus(201, `since "${alias}" is a good alias`);
      equal('The code of a link with an alias', codeOf(created), alias);
      const without = (await api.post('/links', { url: TARGET })).hasStatus(201);
      for (const answer of [created, without]) {
        answer.isLike({ url: TARGET });
        const [location, address, path] = [answer.header('location'), answer.locationAt(api.url), `/links/${codeOf(answer)}`];
        ensure(
          address !== undefined && new URL(address).pathname === path,
          `${answer.name} should have the header Location: ${path}, but ${location === undefined ? 'has none' : `has ${location}`}.`,
        );
        (await api.get(address)).hasStatus(200).isLike({ ...answer.object, url: TARGET });
      }
    }),

    check('unknown', 'GET /links/:code answers 404 when there is no such link', async ({ api, unique }) => {
      (await api.get(`/links/${unique('nobody')}`)).hasStatus(404, 'since there is no link with this code');
    }),

    check('taken', 'An alias that is taken is refused with 409, and its link stays as it is', async ({ api, unique }) => {
      const alias = await shorten(api, { url: TARGET, alias: unique('taken-') });
      const refused = (await api.post('/links', { url: 'https://example.com/other', alias })).hasStatus(409, 'since the alias is taken');
      refused.hasMediaType('application/problem+json').isLike({ status: 409 });
      leadsTo(await api.get(`/${alias}`), TARGET, 'since the second one was refused');
    }),

    check(
      'race',
      'Of 20 who want the same alias at the same moment, exactly one gets it',
      async ({ api, program, startAnother, unique }) => {
        // Of a server that somebody else has started, there is one instance.
        const other = program.isOurs ? (await startAnother()).api : api;
        for (const one of [api, other]) await openConnections(one, AT_ONCE);
        // Who only asks first and takes later is lucky now and then.
        for (let round = 0; round < ROUNDS; round++) {
          const alias = unique('race-');
          const gate = new Gate(AT_ONCE);
          const ask = (place: number): Promise<Answer> =>
            (place % 2 === 0 ? api : other).post('/links', { url: `https://example.com/${place}`, alias }, { gate });
          const answers = await Promise.all(Array.from({ length: AT_ONCE }, (_, place) => ask(place)));
          for (const answer of answers) answer.hasStatus([201, 409]);
          const winners = answers.filter(({ status }) => status === 201);
          equal(`The number of those who got the alias, of ${AT_ONCE} at the same moment,`, winners.length, 1);
          leadsTo(await api.get(`/${alias}`), String(winners[0]?.object['url']), 'which is what the one who got the alias wanted');
        }
      },
    ),

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

/** Takes an alias of three characters. There are few, so that one may be taken. */
async function shortest(api: Api, unique: Trial['unique']): Promise<void> {
  for (let attempt = 0; attempt < SHORTEST_TRIED; attempt++) {
    const alias = unique('').slice(0, 3);
    const answer = (await api.post('/links', { url: TARGET, alias })).hasStatus([201, 409], `since "${alias}" is a good alias`);
    if (answer.status === 201) return;
  }
}
