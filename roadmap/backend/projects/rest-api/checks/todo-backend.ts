import { check, defineStage, ensure, equal, fail, brief, type Answer, type Api } from '#checkKit';
import { isReadable, names, ORIGIN } from './support/cors';
import { create, isRefused, list, titled, UNKNOWN, type Made, type Todo } from './support/todos';

const fromPage = (api: Api): Api => api.with({ origin: ORIGIN });

/** What a browser asks before a page of another site may send such a request. */
const preflight = (api: Api, path: string, method: string): Promise<Answer> =>
  fromPage(api).send('OPTIONS', path, {
    headers: { 'access-control-request-method': method, 'access-control-request-headers': 'content-type' },
  });

/** The url of a todo, which has to be one of the program under test. */
function urlOf(api: Api, { url }: Todo): string {
  if (typeof url !== 'string') return fail(`A todo should have its address as "url", but "url" is ${brief(url)}.`);
  const { port } = new URL(api.url);
  const own = URL.canParse(url) ? new URL(url) : undefined;
  const isOwn = own?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(own.hostname) && own.port === port;
  if (!isOwn) fail(`The "url" of a todo should begin with ${api.url}/, where the program was asked, but is ${brief(url)}.`);
  return url;
}

async function leadsTo(api: Api, { todo, title }: Made, url: string): Promise<void> {
  const answer = (await api.get(url)).hasStatus(200, 'since this is the "url" of a todo');
  const found = answer.object['id'] === todo['id'];
  ensure(found, `The "url" of "${title}" should lead to that todo, but leads to ${brief(answer.object['title'])}.`);
}

export const stage = defineStage({
  checks: [
    check('url', 'Each todo has a url, and is found there', async ({ api, unique }) => {
      for (const made of [await create({ api, unique }, {}, 'first'), await create({ api, unique }, {}, 'second')]) {
        const url = urlOf(api, made.todo);
        await leadsTo(api, made, url);
        equal(`The "url" in GET ${made.path}`, (await api.get(made.path)).hasStatus(200).object['url'], url);
        const listed = (await list(api)).find(({ id }) => id === made.todo['id']);
        equal('The "url" of a todo in GET /todos', listed?.['url'], url);
        const patched = (await api.patch(made.path, { completed: true })).hasStatus(200);
        equal(`The "url" in the answer to PATCH ${made.path}`, patched.object['url'], url);
      }
    }),

    check('location', 'POST /todos tells the address of the new todo in Location', async ({ api, unique }) => {
      const answer = (await api.post('/todos', { title: titled(unique) })).hasStatus(201);
      const location = answer.header('location');
      if (location === undefined) fail(`${answer.name} should have the header Location, but has none.`);
      const address = answer.locationAt(api.url) ?? fail(`The Location of a new todo should be an address, but is ${brief(location)}.`);
      const found = (await api.get(address)).hasStatus(200, 'since this is the Location of a new todo');
      equal('The id of the todo at the Location that POST /todos told', found.object['id'], answer.object['id']);
    }),

    check('order', 'A todo has an order, which is null until a client gives it a number', async ({ api, unique }) => {
      const without = await create({ api, unique });
      equal('The "order" of a todo that was posted without one', without.todo['order'], null);
      const made = await create({ api, unique }, { order: 523 });
      equal('The "order" of a todo that was posted with 523', made.todo['order'], 523);
      equal('The "order" that GET answers of a todo with 523', (await api.get(made.path)).hasStatus(200).object['order'], 523);
      // Numbers that need not be whole: there is always a place between two others.
      for (const order of [1.5, 0, -3]) {
        const changed = (await api.patch(made.path, { order })).hasStatus(200);
        equal(`The "order" of a todo that was changed to ${order}`, changed.object['order'], order);
      }
      const completed = (await api.patch(made.path, { completed: true })).hasStatus(200);
      equal('The "order" of a todo, after a PATCH that sent only "completed",', completed.object['order'], -3);
    }),

    check('order-refused', 'An order that is not a number is refused', async ({ api, unique }) => {
      const because = 'since "order" is the text "first"';
      isRefused(await api.post('/todos', { title: titled(unique), order: 'first' }), because, ['order']);
      const { path } = await create({ api, unique });
      isRefused(await api.patch(path, { order: 'first' }), because, ['order']);
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

    check('cors-errors', 'Such a page may read errors, too', async ({ api }) => {
      const page = fromPage(api);
      isReadable((await page.get(UNKNOWN)).hasStatus(404));
      isReadable((await page.post('/todos', { title: '' })).hasStatus(422));
      isReadable((await page.send('POST', '/todos', { text: '{', headers: { 'content-type': 'application/json' } })).hasStatus(400));
    }),

    check('preflight', 'A browser that asks first (OPTIONS) is told that the page may', async ({ api, unique }) => {
      const { path } = await create({ api, unique });
      for (const [address, method] of [
        ['/todos', 'POST'],
        ['/todos', 'DELETE'],
        [path, 'PATCH'],
        [path, 'DELETE'],
      ] as const) {
        const answer = (await preflight(api, address, method)).hasStatus([200, 204], `since a page asks whether it may ${method} there`);
        isReadable(answer);
        // Of the three methods of plain HTML forms, a browser asks no leave.
        if (method !== 'POST') names(answer, 'Access-Control-Allow-Methods', method);
        names(answer, 'Access-Control-Allow-Headers', 'Content-Type');
      }
    }),
  ],
});
