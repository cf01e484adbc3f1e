import { brief, check, defineStage, ensure, equal, type Answer, type Api, type Trial } from '#checkKit';
import { names, ORIGIN } from './support/cors';
import { hasNoLink, link } from './support/links';
import { create, isRefused, list, titled, titlesAmong, todosOf } from './support/todos';

const PARAMETERS: readonly (readonly [query: string, parameter: string, because: string])[] = [
  ['completed=yes', 'completed', 'since "yes" is neither true nor false'],
  ['completed=1', 'completed', 'since "1" is neither true nor false'],
  ['limit=0', 'limit', 'since a page has at least one todo'],
  ['limit=101', 'limit', 'since a page has at most 100 todos'],
  ['limit=ten', 'limit', 'since "ten" is not a number'],
  ['limit=1.5', 'limit', 'since 1.5 is not a whole number'],
  ['limit=5x', 'limit', 'since "5x" is not a number'],
  ['offset=-1', 'offset', 'since -1 is less than 0'],
  ['offset=abc', 'offset', 'since "abc" is not a number'],
  ['offset=1.5', 'offset', 'since 1.5 is not a whole number'],
];

/** More than any page has. */
const MANY = 101;

/** Not in the order of the alphabet. */
const WORDS = ['mango', 'zebra', 'apple', 'walnut', 'banana'] as const;
const COMPLETED = [2, 4];

/** Five todos, of which the second and the fourth are completed, at the end of a list that others may have begun. */
async function five({ api, unique }: Pick<Trial, 'api' | 'unique'>) {
  const titles: unknown[] = [];
  for (const [index, words] of WORDS.entries()) {
    const { path, title } = await create({ api, unique }, {}, words);
    if (COMPLETED.includes(index + 1)) (await api.patch(path, { completed: true })).hasStatus(200);
    titles.push(title);
  }
  /** The places of ours, and the titles of others. */
  const placesOf = (answer: Answer) => todosOf(answer).map(({ title }) => (titles.includes(title) ? titles.indexOf(title) + 1 : title));
  const before = (await list(api)).length - titles.length;
  return { before, placesOf, oursOf: (answer: Answer) => placesOf(answer).filter((place) => typeof place === 'number') };
}

/** To begin a sentence with. */
const ofFive = (place: string): string => `Of five new todos, of which ${COMPLETED.join(' and ')} are completed, the list ${place}`;

const titlesOf = (answer: Answer): unknown[] => todosOf(answer).map(({ title }) => title);

async function totalOf(api: Api, path: string, expected: number, what: string): Promise<void> {
  const answer = (await api.get(path)).hasStatus(200);
  const total = answer.header('x-total-count');
  const actual = total === undefined ? 'it is missing' : `it is ${brief(total)}`;
  ensure(total?.trim() === String(expected), `X-Total-Count of GET ${path} should be ${expected}, ${what}, but ${actual}.`);
}

export const stage = defineStage({
  passages: {
    completed: 'only todos that are completed, or only those that are not',
    'whole-list': 'without any of them `GET /todos` answers the whole list, as before',
    page: 'leave out so many at the beginning',
    both: 'The filter comes first: `offset` and\n`limit` count what is left.',
    total: 'It counts the todos that match the filter, on all pages together.',
    links: '`next` leads to the page after this one, `prev` to the one before, with the same filter and\n  limit',
    'past-the-end': 'A page past the end is an empty array, with 200.',
    refused: 'is answered with 422 that names the parameter as `field` in\n`errors`',
    exposed: 'A page of another site can read only a few headers of an answer, unless `Access-Control-Expose-Headers` names the others.',
  },
  checks: [
    check('completed', 'completed=true and completed=false choose from the list', async ({ api, unique }) => {
      const { oursOf } = await five({ api, unique });
      const holds = async (path: string, places: readonly number[]) => equal(ofFive(`in GET ${path}`), oursOf(await api.get(path)), places);
      await holds('/todos?completed=true', [2, 4]);
      await holds('/todos?completed=false', [1, 3, 5]);
      await holds('/todos', [1, 2, 3, 4, 5]);
    }),

    check('whole-list', 'Without parameters, GET /todos answers the whole list', async ({ api, unique }) => {
      const made = await Promise.all(Array.from({ length: MANY }, () => create({ api, unique })));
      const titles = made.map(({ title }) => title);
      const found = titlesAmong(await list(api), titles).length;
      ensure(found === MANY, `GET /todos should list all of ${MANY} todos that were made at once, but lists ${found} of them.`);
    }),

    check('page', 'limit and offset choose a page', async ({ api, unique }) => {
      const { before, placesOf } = await five({ api, unique });
      const holds = async (query: string, places: readonly number[]) => {
        equal(ofFive(`in GET /todos?${query}`), placesOf(await api.get(`/todos?${query}`)), places);
      };
      await holds(`limit=2&offset=${before}`, [1, 2]);
      await holds(`limit=2&offset=${before + 1}`, [2, 3]);
      await holds(`limit=2&offset=${before + 4}`, [5]);
      await holds(`offset=${before + 3}`, [4, 5]);
      const start = titlesOf(await api.get('/todos?limit=2&offset=0'));
      equal('The titles in GET /todos?limit=2', titlesOf(await api.get('/todos?limit=2')), start);
    }),

    check('both', 'A filter and a page work together', async ({ api, unique }) => {
      const { placesOf } = await five({ api, unique });
      // Ours are the last three of those that are not completed.
      const open = await list(api, '/todos?completed=false');
      const path = `/todos?completed=false&limit=2&offset=${open.length - 3}`;
      equal(ofFive(`in GET ${path}`), placesOf(await api.get(path)), [1, 3]);
    }),

    check('total', 'X-Total-Count says how many todos match, on all pages together', async ({ api, unique }) => {
      await five({ api, unique });
      const total = (await list(api)).length;
      const done = (await list(api, '/todos?completed=true')).length;
      await totalOf(api, '/todos', total, 'as many as there are');
      await totalOf(api, '/todos?limit=2', total, 'as many as there are on all pages');
      await totalOf(api, '/todos?completed=true', done, 'as many as are completed');
      await totalOf(api, '/todos?completed=true&limit=1', done, 'as many as are completed');
    }),

    check('links', 'Link leads to the next and the previous page, and keeps the filter', async ({ api, unique }) => {
      const { before, placesOf } = await five({ api, unique });
      const first = (await api.get(`/todos?limit=2&offset=${before}`)).hasStatus(200);
      const second = await api.get(link(api, first, 'next', 'since there are more todos'));
      equal(ofFive('that rel="next" leads to from the page of 1 and 2'), placesOf(second), [3, 4]);
      const third = await api.get(link(api, second, 'next', 'since there is one more todo'));
      equal(ofFive('that rel="next" leads to from the page of 3 and 4'), placesOf(third), [5]);
      hasNoLink(api, third, 'next', 'since it is the last page');
      const back = await api.get(link(api, third, 'prev', 'since there are todos before'));
      equal(ofFive('that rel="prev" leads to from the page of 5'), placesOf(back), [3, 4]);
      const full = (await api.get(`/todos?limit=2&offset=${before + 3}`)).hasStatus(200);
      hasNoLink(api, full, 'next', 'since it ends with the last todo');

      hasNoLink(api, (await api.get('/todos?limit=2')).hasStatus(200), 'prev', 'since it is the first page');
      const early = (await api.get('/todos?limit=2&offset=1')).hasStatus(200);
      const start = await api.get(link(api, early, 'prev', 'since there is one todo before'));
      equal('The titles on the page before offset 1', titlesOf(start), titlesOf(await api.get('/todos?limit=2')));

      const open = await list(api, '/todos?completed=false');
      const filtered = (await api.get(`/todos?completed=false&limit=2&offset=${open.length - 3}`)).hasStatus(200);
      const rest = await api.get(link(api, filtered, 'next', 'since there is one more todo that is not completed'));
      equal(ofFive('that rel="next" leads to with completed=false from the page of 1 and 3'), placesOf(rest), [5]);
      const before5 = await api.get(link(api, rest, 'prev', 'since there are todos before that are not completed'));
      equal(ofFive('that rel="prev" leads to with completed=false from the page of 5'), placesOf(before5), [1, 3]);
    }),

    check('past-the-end', 'A page past the end is an empty list', async ({ api, unique }) => {
      await create({ api, unique });
      const path = `/todos?limit=2&offset=${(await list(api)).length + 10}`;
      equal(`The titles in GET ${path}`, titlesOf(await api.get(path)), []);
    }),

    check('refused', 'A parameter that cannot be understood is refused with 422 and named', async ({ api }) => {
      for (const [query, parameter, because] of PARAMETERS) isRefused(await api.get(`/todos?${query}`), because, [parameter]);
    }),

    check('exposed', 'A page of another site may read these headers', async ({ api, unique }) => {
      await create({ api, unique });
      const answer = (await api.with({ origin: ORIGIN }).get('/todos?limit=1')).hasStatus(200);
      for (const header of ['Link', 'X-Total-Count']) names(answer, 'Access-Control-Expose-Headers', header);
      const posted = await api.with({ origin: ORIGIN }).post('/todos', { title: titled(unique) });
      names(posted.hasStatus(201), 'Access-Control-Expose-Headers', 'Location');
    }),
  ],
});
