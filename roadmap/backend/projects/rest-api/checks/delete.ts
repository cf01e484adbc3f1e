import { check, defineStage, ensure, equal, fail } from '#checkKit';
import { create, isOurs, isProblem, isUnchanged, list, UNKNOWN, type Made } from './support/todos';

export const stage = defineStage({
  checks: [
    check('deletes', 'DELETE /todos/:id answers 204, without a body', async ({ api, unique }) => {
      const { path } = await create({ api, unique });
      (await api.delete(path)).hasStatus(204).isEmpty();
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
      const isUsed = todo['id'] === last.todo['id'];
      ensure(!isUsed, `A new todo was given the id ${String(todo['id'])}, which another one had before it was deleted.`);
    }),

    check('all', 'DELETE /todos answers 204 and leaves an empty list', async ({ api, unique }) => {
      for (const words of ['first', 'second', 'third']) await create({ api, unique }, {}, words);
      const before = await list(api);
      const foreign = before.filter((todo) => !isOurs(todo));
      if (foreign.length > 0) {
        const many = foreign.length === 1 ? 'a todo that is not from the checks' : `${foreign.length} todos that are not from the checks`;
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
      const { todo } = await create({ api, unique }, {}, 'a new beginning');
      equal(
        'The ids in GET /todos, after DELETE /todos and one POST,',
        (await list(api)).map(({ id }) => id),
        [todo['id']],
      );
    }),
  ],
});
