import { brief, check, defineStage, ensure, equal, fail } from '#checkKit';
import { create, isProblem, isUnchanged, list, titled, titlesAmong, UNKNOWN, type Made } from './support/todos';

/** So many todos are changed by two clients at once: enough for a gap of a millisecond to show. */
const AT_ONCE = 10;

export const stage = defineStage({
  checks: [
    check('changes', 'PATCH /todos/:id answers 200 with the changed todo', async ({ api, unique }) => {
      const { todo, path } = await create({ api, unique });
      const title = titled(unique, 'wash the dog');
      const answer = await api.patch(path, { title, completed: true });
      answer.hasStatus(200).isLike({ id: todo['id'], title, completed: true });
    }),

    check('lasts', 'GET /todos/:id and GET /todos answer the todo as it was changed', async ({ api, unique }) => {
      const { todo, path } = await create({ api, unique });
      const title = titled(unique, 'wash the dog');
      (await api.patch(path, { title, completed: true })).hasStatus(200);
      (await api.get(path)).hasStatus(200).isLike({ id: todo['id'], title, completed: true });
      const listed = (await list(api)).find(({ id }) => id === todo['id']);
      ensure(
        listed?.['title'] === title && listed['completed'] === true,
        `After PATCH, GET /todos should list the todo with its new title, completed, but lists ${brief(listed)}.`,
      );
    }),

    check('rest', 'What PATCH does not send stays as it is', async ({ api, unique }) => {
      const { title, path } = await create({ api, unique });
      const completed = await api.patch(path, { completed: true });
      completed.hasStatus(200);
      equal('The title, after a PATCH that sent only "completed",', completed.object['title'], title);
      const renamed = await api.patch(path, { title: titled(unique, 'wash the dog') });
      equal('"completed", after a PATCH that sent only a title,', renamed.hasStatus(200).object['completed'], true);
      const undone = await api.patch(path, { completed: false });
      equal('"completed", after a PATCH that sent false,', undone.hasStatus(200).object['completed'], false);
    }),

    check('others', 'Other todos do not change, and each keeps its place in the list', async ({ api, unique }) => {
      const made: Made[] = [];
      for (const words of ['first', 'second', 'third']) made.push(await create({ api, unique }, {}, words));
      const [first, second, third] = made as [Made, Made, Made];
      (await api.patch(second.path, { completed: true })).hasStatus(200);
      for (const other of [first, third]) await isUnchanged(api, other, `PATCH ${second.path} should change that todo alone`);
      const titles = made.map(({ title }) => title);
      equal('The order of the list after the second of three todos was changed', titlesAmong(await list(api), titles), titles);
    }),

    check('id', 'An id in the body changes nothing', async ({ api, unique }) => {
      const { todo, path } = await create({ api, unique });
      const answer = await api.patch(path, { id: unique('mine-'), completed: true });
      equal('The id of a todo, after a PATCH with another id in its body,', answer.hasStatus(200).object['id'], todo['id']);
      (await api.get(path)).hasStatus(200, 'since a PATCH with another id in its body does not move the todo');
    }),

    check('unknown', 'PATCH /todos/:id answers 404 when there is no such todo, and makes none', async ({ api, unique }) => {
      const title = titled(unique);
      isProblem(await api.patch(UNKNOWN, { title }), 404, 'since there is no todo with this id');
      const isThere = titlesAmong(await list(api), [title]).length > 0;
      ensure(!isThere, 'PATCH /todos/:id answered 404, but made a new todo.');
    }),

    check('at-once', 'Of two changes at the same time, none is lost', async ({ api, unique }) => {
      const made = await Promise.all(Array.from({ length: AT_ONCE }, () => create({ api, unique })));
      const renamed = made.map(({ path }) => ({ path, title: titled(unique, 'wash the dog') }));
      const changes = renamed.flatMap(({ path, title }) => [api.patch(path, { title }), api.patch(path, { completed: true })]);
      for (const answer of await Promise.all(changes)) answer.hasStatus(200);
      for (const { path, title } of renamed) {
        const { title: actualTitle, completed } = (await api.get(path)).hasStatus(200).object;
        const lost = actualTitle !== title ? 'its new title' : completed !== true ? '"completed": true' : undefined;
        if (lost === undefined) continue;
        const what = 'Two clients changed a todo at the same time, one its title and one "completed", and both were answered 200';
        fail(`${what}, but ${lost} was lost.`, { expected: { title, completed: true }, actual: { title: actualTitle, completed } });
      }
    }),
  ],
});
