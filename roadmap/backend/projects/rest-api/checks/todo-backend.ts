import { check, defineStage, ensure, equal, fail, brief, type Answer, type Api } from '#checkKit';
import { allowsMethod, isReadable, names, ORIGIN } from './support/cors';
import { create, isRefused, list, titled, titlesAmong, UNKNOWN, type Made, type Todo } from './support/todos';

const fromPage = (api: Api): Api => api.with({ origin: ORIGIN });

/** What a browser asks before a page of another site may send such a request. */
const preflight = (api: Api, path: string, method: string): Promise<Answer> =>
  fromPage(api).send('OPTIONS', path, {
    headers: { 'access-control-request-method': method, 'access-control-request-headers': 'content-type' },
  });

/** The url of a todo, which has to begin with the address that the program was asked at. */
function urlOf({ url }: Todo, host: string): string {
  if (typeof url !== 'string') return fail(`A todo should have its address as "url", but "url" is ${brief(url)}.`);
  const isThere = URL.canParse(url) && new URL(url).host === host && /^https?:/.test(url);
  if (!isThere) fail(`The "url" of a todo should begin with http://${host}/, where the program was asked, but is ${brief(url)}.`);
  return url;
}

async function leadsTo(api: Api, { todo, title }: Made, url: string): Promise<void> {
  const answer = (await api.get(url)).hasStatus(200, 'since this is the "url" of a todo');
  const found = answer.object['id'] === todo['id'];
  ensure(found, `The "url" of "${title}" should lead to that todo, but leads to ${brief(answer.object['title'])}.`);
}

/** The same program by the other name that this computer has for itself, as a client says it in the header Host; undefined where there is none. */
function otherHost(api: Api): string | undefined {
  const { hostname, port } = new URL(api.url);
  const other = hostname === 'localhost' ? '127.0.0.1' : ['127.0.0.1', '[::1]'].includes(hostname) ? 'localhost' : undefined;
  return other === undefined ? undefined : new URL(`http://${other}:${port || '80'}`).host;
}

const WRONG_ORDERS: readonly (readonly [order: unknown, what: string])[] = [
  ['first', 'the text "first"'],
  ['1', 'the text "1"'],
  [true, 'true'],
  [[1], 'a list'],
];

export const stage = defineStage({
  passages: {
    url: 'Each todo has its own address in `url`, in full, wherever a todo is answered',
    location: 'The\nanswer to `POST /todos` says the same address in the header `Location`.',
    order: 'It is a number of any kind (0, -3, 1.5) or `null`',
    'order-refused': 'Anything else is answered with 422 that names `order` in `errors`.',
    cors: 'Every answer, errors too, has `Access-Control-Allow-Origin: *`',
    'cors-errors': 'Every answer, errors too',
    preflight: 'Answer it for every path with 204 (or 200)',
  },
  checks: [
    check('url', 'Each todo has a url, and is found there', async ({ api, unique }) => {
      const { host } = new URL(api.url);
      for (const made of [await create({ api, unique }, {}, 'first'), await create({ api, unique }, {}, 'second')]) {
        const url = urlOf(made.todo, host);
        await leadsTo(api, made, url);
        equal(`The "url" in GET ${made.path}`, (await api.get(made.path)).hasStatus(200).object['url'], url);
        const listed = (await list(api)).find(({ id }) => id === made.todo['id']);
        equal('The "url" of a todo in GET /todos', listed?.['url'], url);
        const patched = (await api.patch(made.path, { completed: true })).hasStatus(200);
        equal(`The "url" in the answer to PATCH ${made.path}`, patched.object['url'], url);
        const other = otherHost(api);
        if (other !== undefined) urlOf((await api.get(made.path, { headers: { host: other } })).hasStatus(200).object, other);
      }
    }),

    check('location', 'POST /todos tells the address of the new todo in Location', async ({ api, unique }) => {
      const answer = (await api.post('/todos', { title: titled(unique) })).hasStatus(201);
      const location = answer.header('location');
      if (location === undefined) fail(`${answer.name} should have the header Location, but has none.`);
      const address = answer.locationAt(api.url) ?? fail(`The Location of a new todo should be an address, but is ${brief(location)}.`);
      const found = (await api.get(address)).hasStatus(200, 'since this is the Location of a new todo');
      equal('The id of the todo at the Location that POST /todos told', found.object['id'], answer.object['id']);
      const { url } = answer.object;
      ensure(address === url, `The Location of a new todo should be the "url" of the new todo, ${brief(url)}, but is ${brief(location)}.`);
    }),

    check('order', 'A todo has an order, which is null until a client gives it a number', async ({ api, unique }) => {
      const without = await create({ api, unique });
      equal('The "order" of a todo that was posted without one', without.todo['order'], null);
      const made = await create({ api, unique }, { order: 523 });
      equal('The "order" of a todo that was posted with 523', made.todo['order'], 523);
      equal('The "order" that GET answers of a todo with 523', (await api.get(made.path)).hasStatus(200).object['order'], 523);
      // Numbers that need not be whole: there is always a place between two others.
      for (const order of [1.5, 0, -3]) {
        const changed = (await api.patch(made.path, { order })).hasStatus(200, `since an order may be any number, such as ${order}`);
        equal(`The "order" of a todo that was changed to ${order}`, changed.object['order'], order);
      }
      const posted = await create({ api, unique }, { order: null });
      const early = await create({ api, unique }, { order: -1_000 });
      const titles = [made, posted, early].map(({ title }) => title);
      equal('The order of the list, of todos whose "order" is another one,', titlesAmong(await list(api), titles), titles);
      const completed = (await api.patch(made.path, { completed: true })).hasStatus(200);
      equal('The "order" of a todo, after a PATCH that sent only "completed",', completed.object['order'], -3);
      const undone = (await api.patch(made.path, { order: null })).hasStatus(200, 'since an order may be null');
      equal('The "order" of a todo that was changed to null', undone.object['order'], null);
    }),

    check('order-refused', 'An order that is not a number is refused', async ({ api, unique }) => {
      const { path } = await create({ api, unique });
      for (const [order, what] of WRONG_ORDERS) {
        const because = `since "order" is ${what}`;
        isRefused(await api.post('/todos', { title: titled(unique), order }), because, ['order']);
        isRefused(await api.patch(path, { order }), because, ['order']);
      }
    }),

    check('cors', 'A page of another site may read the answers', async ({ api, unique }) => {
      const { path } = await create({ api, unique });
      const page = fromPage(api);
      for (const answer of [await page.get('/todos'), await page.get(path), await page.patch(path, { completed: true })]) {
        isReadable(answer.hasStatus(200));
      }
      isReadable((await page.post('/todos', { title: titled(unique) })).hasStatus(201));
      isReadable((await page.delete(path)).hasStatus(204));
    }),

    check('cors-errors', 'Such a page may read errors, too', async ({ api, unique }) => {
      const page = fromPage(api);
      const send = (text: string, type = 'application/json') => page.send('POST', '/todos', { text, headers: { 'content-type': type } });
      isReadable((await page.get(UNKNOWN)).hasStatus(404, 'since there is no todo with this id'));
      isReadable((await page.get('/nothing-here')).hasStatus(404, 'since there is nothing at this address'));
      isReadable((await page.post('/todos', { title: '' })).hasStatus(422, 'since the title is empty'));
      isReadable((await send('{')).hasStatus(400, 'since the body is no JSON'));
      isReadable((await send('{}', 'text/plain')).hasStatus(415, 'since the body is said to be text/plain'));
      isReadable(
        (await send(JSON.stringify({ title: titled(unique), note: 'x'.repeat(103_000) }))).hasStatus(
          413,
          'since the body is larger than 100 kB',
        ),
      );
    }),

    check('preflight', 'A browser that asks first (OPTIONS) is told that the page may', async ({ api, unique }) => {
      const { path } = await create({ api, unique });
      for (const [address, method] of [
        ['/todos', 'POST'],
        ['/todos', 'DELETE'],
        [path, 'PATCH'],
        [path, 'DELETE'],
        ['/nothing-here', 'DELETE'],
      ] as const) {
        const answer = (await preflight(api, address, method)).hasStatus([200, 204], `since a page asks whether it may ${method} there`);
        isReadable(answer);
        // Of the three methods of plain HTML forms, a browser asks no leave.
        if (method !== 'POST') allowsMethod(answer, method);
        names(answer, 'Access-Control-Allow-Headers', 'Content-Type');
      }
    }),
  ],
});
