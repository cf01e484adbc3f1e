import { isDeepStrictEqual } from 'node:util';
import { brief, check, defineStage, ensure, fail } from '#checkKit';
import { create, isProblem, list, UNKNOWN_IDS } from './support/todos';

export const stage = defineStage({
  passages: {
    reads: 'the answer is 200 with the same fields as in the list',
    unknown: 'All of these are answered with 404',
    problem: '`title` is text and `status` repeats the number; both have to be there.',
  },
  checks: [
    check('reads', 'GET /todos/:id answers 200 with that todo', async ({ api, unique }) => {
      const made = [await create({ api, unique }, {}, 'first'), await create({ api, unique }, {}, 'second')];
      const all = await list(api);
      for (const { todo, path, title } of made) {
        const answer = (await api.get(path)).hasStatus(200);
        const { id } = answer.object;
        ensure(id === todo['id'], `${answer.name} should be the todo with this id, but is the one with the id ${brief(id)}.`);
        answer.isLike({ title, completed: false });
        const listed = all.find((one) => one['id'] === id);
        if (isDeepStrictEqual(answer.object, listed)) continue;
        fail(`${answer.name} should be the todo as GET /todos lists it, but has other fields.`, {
          expected: listed,
          actual: answer.object,
        });
      }
    }),

    check('unknown', 'GET /todos/:id answers 404 when there is no such todo', async ({ api }) => {
      for (const id of UNKNOWN_IDS) (await api.get(`/todos/${id}`)).hasStatus(404, 'since there is no todo with this id');
    }),

    check('problem', 'That 404 is a problem document with a title and a status', async ({ api }) => {
      for (const id of UNKNOWN_IDS) isProblem(await api.get(`/todos/${id}`), 404, 'since there is no todo with this id');
    }),
  ],
});
