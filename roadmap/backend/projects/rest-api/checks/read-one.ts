import { brief, check, defineStage, ensure } from '#checkKit';
import { create, isProblem, UNKNOWN, UNKNOWN_IDS } from './support/todos';

export const stage = defineStage({
  checks: [
    check('reads', 'GET /todos/:id answers 200 with that todo', async ({ api, unique }) => {
      const made = [await create({ api, unique }, {}, 'first'), await create({ api, unique }, {}, 'second')];
      for (const { todo, path, title } of made) {
        const answer = (await api.get(path)).hasStatus(200);
        const { id } = answer.object;
        ensure(id === todo['id'], `${answer.name} should be the todo with this id, but is the one with the id ${brief(id)}.`);
        answer.isLike({ title, completed: false });
      }
    }),

    check('unknown', 'GET /todos/:id answers 404 when there is no such todo', async ({ api }) => {
      for (const id of UNKNOWN_IDS) (await api.get(`/todos/${id}`)).hasStatus(404, 'since there is no todo with this id');
    }),

    check('problem', 'That 404 is a problem document with a title and a status', async ({ api }) => {
      const answer = await api.get(UNKNOWN);
      isProblem(answer, 404, 'since there is no todo with this id');
      // What a stack trace looks like: a file with a line in it, in the order of most languages, and in Python's.
      const tells =
        /\.(?:[cm]?[jt]sx?|java|kt|scala|cs|fs|go|rb|php|py|rs|exs?|dart|swift):(?:line )?\d+|\bnode:internal\b|\bline \d+, in\b/.test(
          answer.text,
        );
      ensure(!tells, `${answer.name} tells where in the program the error happened: that is for the log, not for a client.`);
    }),
  ],
});
