import { brief, check, defineStage, ensure, equal, type Answer, type Api, type Trial } from '#checkKit';
import { names, ORIGIN } from './support/cors';
import { hasNoLink, link } from './support/links';
import { create, isRefused, list, titlesAmong, todosOf } from './support/todos';

const PARAMETERS: readonly (readonly [query: string, parameter: string, because: string])[] = [
  ['completed=yes', 'completed', 'since "yes" is neither true nor false'],
  ['limit=0', 'limit', 'since a page has at least one todo'],
  ['limit=101', 'limit', 'since a page has at most 100 todos'],
  ['limit=ten', 'limit', 'since "ten" is not a number'],
  ['limit=1.5', 'limit', 'since 1.5 is not a whole number'],
  ['offset=-1', 'offset', 'since -1 is less than 0'],
];

/** Five todos, of which the second and the fourth are completed, at the end of a list that others may have begun. */
async function five({ api, unique }: Pick<Trial, 'api' | 'unique'>) {
  const titles: string[] = [];
  for (const completed of [false, true, false, true, false]) {
    const made = await create({ api, unique });
    if (completed) (await api.patch(made.path, { completed })).hasStatus(200);
    titles.push(made.title);
  }
  const all = await list(api);
  const pick = (...places: readonly number[]): string[] => places.map((place) => titles[place - 1] ?? '');
  return { titles, pick, total: all.length, before: all.length - titles.length };
}

const titlesOf = (answer: Answer): unknown[] => todosOf(answer).map(({ title }) => title);

async function totalOf(api: Api, path: string, expected: number, what: string): Promise<void> {
  const answer = (await api.get(path)).hasStatus(200);
  const total = answer.header('x-total-count');
  const actual = total === undefined ? 'it is missing' : `it is ${brief(total)}`;
  ensure(total?.trim() === String(expected), `X-Total-Count of GET ${path} should be ${expected}, ${what}, but ${actual}.`);
}

export const stage = defineStage({
  checks: [
    check('completed', 'completed=true and completed=false choose from the list', async ({ api, unique }) => {
      const { titles, pick } = await five({ api, unique });
      const of = async (query: string) => titlesAmong(await list(api, `/todos?completed=${query}`), titles);
      equal('What GET /todos?completed=true lists of five todos, of which two are completed,', await of('true'), pick(2, 4));
      equal('What GET /todos?completed=false lists of five todos, of which two are completed,', await of('false'), pick(1, 3, 5));
      equal('What GET /todos lists of five todos', titlesAmong(await list(api), titles), titles);
    }),

    check('page', 'limit and offset choose a page', async ({ api, unique }) => {
      const { before, pick } = await five({ api, unique });
      const from = (offset: number) => `limit=2&offset=${before + offset}`;
      const first = await api.get(`/todos?${from(0)}`);
      equal(`The titles in GET /todos?${from(0)}`, titlesOf(first), pick(1, 2));
      equal(`The titles in GET /todos?${from(1)}`, titlesOf(await api.get(`/todos?${from(1)}`)), pick(2, 3));
      equal(`The titles in GET /todos?${from(4)}`, titlesOf(await api.get(`/todos?${from(4)}`)), pick(5));
      const start = titlesOf(await api.get('/todos?limit=2&offset=0'));
      equal('The titles in GET /todos?limit=2', titlesOf(await api.get('/todos?limit=2')), start);
    }),

    check('both', 'A filter and a page work together', async ({ api, unique }) => {
      const { pick } = await five({ api, unique });
      // Ours are the last three of those that are not completed.
      const open = await list(api, '/todos?completed=false');
      const query = `completed=false&limit=2&offset=${open.length - 3}`;
      equal(`The titles in GET /todos?${query}`, titlesOf(await api.get(`/todos?${query}`)), pick(1, 3));
    }),

    check('total', 'X-Total-Count says how many todos match, on all pages together', async ({ api, unique }) => {
      const { total } = await five({ api, unique });
      const done = (await list(api, '/todos?completed=true')).length;
      await totalOf(api, '/todos', total, 'as many as there are');
      await totalOf(api, '/todos?limit=2', total, 'as many as there are on all pages');
      await totalOf(api, '/todos?completed=true', done, 'as many as are completed');
      await totalOf(api, '/todos?completed=true&limit=1', done, 'as many as are completed');
    }),

    check('links', 'Link leads to the next and the previous page, and keeps the filter', async ({ api, unique }) => {
      const { before, total, pick } = await five({ api, unique });
      const first = await api.get(`/todos?limit=2&offset=${before}`);
      const second = await api.get(link(api, first.hasStatus(200), 'next', 'since there are more todos'));
      equal('The titles on the page that rel="next" leads to', titlesOf(second), pick(3, 4));
      const third = await api.get(link(api, second, 'next', 'since there is one more todo'));
      equal('The titles on the last page', titlesOf(third), pick(5));
      hasNoLink(api, third, 'next', 'since it is the last page');
      const back = await api.get(link(api, third, 'prev', 'since there are todos before'));
      equal('The titles on the page that rel="prev" leads to', titlesOf(back), pick(3, 4));
      const full = await api.get(`/todos?limit=2&offset=${total - 2}`);
      hasNoLink(api, full.hasStatus(200), 'next', 'since it ends with the last todo');
      hasNoLink(api, (await api.get('/todos?limit=2')).hasStatus(200), 'prev', 'since it is the first page');

      const early = await api.get('/todos?limit=2&offset=1');
      const start = await api.get(link(api, early.hasStatus(200), 'prev', 'since there is one todo before'));
      equal('The titles on the page before offset 1', titlesOf(start), titlesOf(await api.get('/todos?limit=2')));

      const open = await list(api, '/todos?completed=false');
      const filtered = await api.get(`/todos?completed=false&limit=2&offset=${open.length - 3}`);
      const rest = await api.get(link(api, filtered.hasStatus(200), 'next', 'since there is one more todo that is not completed'));
      equal('The titles on the page that rel="next" leads to, with completed=false,', titlesOf(rest), pick(5));
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
    }),
  ],
});
