import { anyText, check, defineStage, ensure } from '#checkKit';

export const stage = defineStage({
  checks: [
    check('reads', 'GET /todos/:id answers 200 with that todo', async ({ api, unique }) => {
      const [first, second] = [
        await api.post('/todos', { title: unique('first ') }),
        await api.post('/todos', { title: unique('second ') }),
      ];
      for (const { object: todo } of [first, second]) (await api.get(`/todos/${String(todo['id'])}`)).hasStatus(200).isLike(todo);
    }),

    check('unknown', 'GET /todos/:id answers 404 when there is no such todo', async ({ api }) => {
      (await api.get('/todos/6a1f6f0e-3f0b-4a55-9a0e-0b7a2f9a1c11')).hasStatus(404, 'since there is no todo with this id');
    }),

    check('problem', 'That 404 is a problem document with a title and a status', async ({ api }) => {
      const answer = await api.get('/todos/6a1f6f0e-3f0b-4a55-9a0e-0b7a2f9a1c11');
      answer.hasStatus(404).hasHeader('Content-Type', /^application\/problem\+json/);
      answer.isLike({ title: anyText, status: 404 });
      ensure(
        !/\bat .+:\d+:\d+/.test(answer.text),
        'The answer tells where in the program the error happened: that is for the log, not for a client.',
      );
    }),
  ],
});
