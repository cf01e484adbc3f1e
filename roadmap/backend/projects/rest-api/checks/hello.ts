import { anyId, brief, check, defineStage, ensure, equal, like } from '#checkKit';
import { create, list, titled } from './support/todos';

export const stage = defineStage({
  checks: [
    check('health', 'GET /health says that the server is up', async ({ api }) => {
      (await api.get('/health')).hasStatus(200).isLike({ status: 'ok' });
    }),

    check('creates', 'POST /todos answers 201 with the new todo, which is not completed', async ({ api, unique }) => {
      const title = titled(unique);
      (await api.post('/todos', { title })).hasStatus(201).isLike({ id: anyId, title, completed: false });
    }),

    check('lists', 'GET /todos answers all todos, with the new ones at its end', async ({ api, unique }) => {
      const made = [await create({ api, unique }, {}, 'first'), await create({ api, unique }, {}, 'second')];
      const last = (await list(api)).slice(-2);
      equal(
        'The titles of the last two todos in GET /todos',
        last.map(({ title }) => title),
        made.map(({ title }) => title),
      );
      for (const [index, { todo, title }] of made.entries()) {
        like(`The todo "${title}" in GET /todos`, last[index], { id: todo['id'], title, completed: false });
      }
    }),

    check('ids', 'Each todo has an id of its own', async ({ api, unique }) => {
      const [one, other] = [await create({ api, unique }, {}, 'one'), await create({ api, unique }, {}, 'other')];
      ensure(one.todo['id'] !== other.todo['id'], `Two todos were given the same id, ${brief(one.todo['id'])}.`);
    }),

    check('not-found', 'An address that does not exist is answered with 404', async ({ api }) => {
      (await api.get('/nothing-here')).hasStatus(404, 'since there is nothing at this address');
    }),
  ],
});
