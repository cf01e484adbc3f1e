import { absent, anyText, check, defineStage, ensure, equal } from '#checkKit';

export const stage = defineStage({
  checks: [
    check('health', 'GET /health says that the server is up', async ({ api }) => {
      (await api.get('/health')).hasStatus(200).isLike({ status: 'ok' });
    }),

    check('creates', 'POST /todos answers 201 with the new todo, which is not completed', async ({ api, unique }) => {
      const title = unique('walk the dog ');
      (await api.post('/todos', { title })).hasStatus(201).isLike({ id: anyText, title, completed: false });
    }),

    check('lists', 'GET /todos answers all todos, with the new ones at its end', async ({ api, unique }) => {
      const titles = [unique('first '), unique('second ')];
      for (const title of titles) (await api.post('/todos', { title })).hasStatus(201);
      const { list } = (await api.get('/todos')).hasStatus(200);
      const last = list.slice(-2).map((todo) => (todo as { title?: unknown }).title);
      equal('The titles of the last two todos in GET /todos', last, titles);
    }),

    check('ids', 'Each todo has an id of its own', async ({ api, unique }) => {
      const [one, other] = [await api.post('/todos', { title: unique('one ') }), await api.post('/todos', { title: unique('other ') })];
      ensure(one.object['id'] !== other.object['id'], 'Two todos were given the same id.');
    }),

    check('not-found', 'An address that does not exist is answered with 404', async ({ api }) => {
      (await api.get('/nothing-here')).hasStatus(404).isLike({ id: absent });
    }),
  ],
});
