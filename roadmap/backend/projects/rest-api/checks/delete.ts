import { brief, check, defineStage, ensure, equal, fail, type Api } from '#checkKit';
import { create, isOurs, isProblem, isUnchanged, list, UNKNOWN, type Made, type Todo } from './support/todos';

/** As clients delete that declare every request as JSON. */
const deleteAsJson = (api: Api, path: string) => api.delete(path, { headers: { 'content-type': 'application/json' } });
const ALTHOUGH = 'although a client declares every request as JSON, also those without a body';

export const stage = defineStage({
  passages: {
    deletes: 'it has no body, not even `{}` or `null`',
    gone: 'All other todos\nstay.',
    again: 'answer 404 with a problem document, as for any todo that does not exist',
    'fresh-ids': 'So an id is used once and never again.',
    all: 'and `GET /todos` is an empty array afterwards',
  },
  checks: [
    check('deletes', 'DELETE /todos/:id answers 204, without a body', async ({ api, unique }) => {
      const { path } = await create({ api, unique });
      (await api.delete(path)).hasStatus(204).isEmpty();
      const another = await create({ api, unique });
      (await deleteAsJson(api, another.path)).hasStatus(204, ALTHOUGH).isEmpty();
    }),

    check('gone', 'A deleted todo is gone, and all others are still there', async ({ api, unique }) => {
      const made: Made[] = [];
      for (const words of ['before', 'gone', 'after']) made.push(await create({ api, unique }, {}, words));
      const [before, gone, after] = made as [Made, Made, Made];
      (await api.delete(gone.path)).hasStatus(204);
      (await api.get(gone.path)).hasStatus(404, 'since this todo was deleted');
      const ids = (await list(api)).map(({ id }) => id);
      ensure(!ids.includes(gone.todo['id']), 'GET /todos should not list a todo that was deleted, but does.');
      for (const kept of [before, after]) {
        const isKept = ids.includes(kept.todo['id']);
        ensure(isKept, `DELETE ${gone.path} should delete that todo alone, but "${kept.title}" is no longer in the list either.`);
        await isUnchanged(api, kept, `DELETE ${gone.path} should change no other todo`);
      }
    }),

    check('again', 'DELETE /todos/:id answers 404 when there is no such todo, or no longer', async ({ api, unique }) => {
      isProblem(await api.delete(UNKNOWN), 404, 'since there is no todo with this id');
      const { path } = await create({ api, unique });
      (await api.delete(path)).hasStatus(204);
      isProblem(await api.delete(path), 404, 'since this todo was deleted before');
      isProblem(await api.patch(path, { completed: true }), 404, 'since this todo was deleted');
    }),

    check('fresh-ids', 'A new todo never gets the id of one that was deleted', async ({ api, unique }) => {
      const last = await create({ api, unique }, {}, 'last');
      (await api.delete(last.path)).hasStatus(204);
      const { todo } = await create({ api, unique }, {}, 'new');
      isFresh(todo, [last.todo['id']]);
    }),

    check('all', 'DELETE /todos answers 204 and leaves an empty list', async ({ api, unique }) => {
      for (const words of ['first', 'second', 'third']) await create({ api, unique }, {}, words);
      const before = await list(api);
      const foreign = before.filter((todo) => !isOurs(todo));
      if (foreign.length > 0) {
        const titles = brief(foreign.map(({ title }) => title));
        const many = `${foreign.length === 1 ? 'a todo' : `${foreign.length} todos`} that may be somebody's own, with titles that no check gives (${titles})`;
        fail(
          `DELETE /todos was not tried, because it would delete ${many}: let the program keep its todos elsewhere while it is checked.`,
          {
            expected: [],
            actual: foreign,
          },
        );
      }
      (await api.delete('/todos')).hasStatus(204).isEmpty();
      const after = await list(api);
      const left = `${after.length} of ${before.length} todos`;
      if (after.length > 0) fail(`After DELETE /todos the list should be empty, but ${left} are left.`, { expected: [], actual: after });
      (await api.delete('/todos')).hasStatus(204, 'since an empty list is still a list');
      const once = await create({ api, unique }, {}, 'once more');
      (await deleteAsJson(api, '/todos')).hasStatus(204, ALTHOUGH);
      const { todo } = await create({ api, unique }, {}, 'a new beginning');
      const used = [...before, once.todo].map(({ id }) => id);
      isFresh(todo, used);
      equal(
        'The ids in GET /todos, after DELETE /todos and one POST,',
        (await list(api)).map(({ id }) => id),
        [todo['id']],
      );
    }),
  ],
});

function isFresh({ id }: Todo, used: readonly unknown[]): void {
  ensure(!used.includes(id), `A new todo was given the id ${String(id)}, which another one had before it was deleted.`);
}
