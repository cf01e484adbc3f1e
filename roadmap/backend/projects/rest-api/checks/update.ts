import { brief, check, defineStage, ensure, equal, fail, Gate, openConnections } from '#checkKit';
import { create, isProblem, isUnchanged, list, titled, titlesAmong, UNKNOWN, type Made } from './support/todos';

/** So many todos are changed by two clients at once: enough for a gap of a millisecond to show. */
const AT_ONCE = 10;

export const stage = defineStage({
  passages: {
    changes: 'The answer is 200, with the whole todo as it is now',
    lasts: 'From then on, `GET /todos/:id` and `GET /todos` answer the changed todo.',
    rest: 'A field that was not sent is not changed: "not there" and `false` are two things.',
    others: 'It keeps its place in the list',
    id: 'nobody chooses an id',
    'passed-over': 'Fields that you do not know, and `id`, are passed over.',
    unknown: 'An id that does not exist is answered with 404 as a problem document',
    'at-once': 'Both are answered 200, so both changes',
  },
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
      const why = 'since a PATCH may send only some of the fields';
      completed.hasStatus(200, why);
      equal('The title, after a PATCH that sent only "completed",', completed.object['title'], title);
      const renamed = await api.patch(path, { title: titled(unique, 'wash the dog') });
      equal('"completed", after a PATCH that sent only a title,', renamed.hasStatus(200, why).object['completed'], true);
      const undone = await api.patch(path, { completed: false });
      equal('"completed", after a PATCH that sent false,', undone.hasStatus(200, why).object['completed'], false);
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
      const HAS_ID = 'since an id in the body is passed over';
      const answer = await api.patch(path, { id: unique('mine-'), completed: true });
      equal('The id of a todo, after a PATCH with another id in its body,', answer.hasStatus(200, HAS_ID).object['id'], todo['id']);
      (await api.get(path)).hasStatus(200, 'since a PATCH with another id in its body does not move the todo');
    }),

    check('passed-over', 'Fields that are not known are passed over, and a todo may be sent back as it is', async ({ api, unique }) => {
      const { todo, path } = await create({ api, unique });
      const back = { ...todo, completed: true, color: 'red' };
      const answer = (await api.patch(path, back)).hasStatus(200, 'since fields that are not known, such as "color", are passed over');
      for (const { name, object } of [answer, (await api.get(path)).hasStatus(200)]) {
        ensure(!('color' in object), `${name} should have no field "color", which a client made up, but has one.`);
        equal(`"completed" in ${name.replace(/^T/, 't')}`, object['completed'], true);
      }
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
      await openConnections(api, 2 * AT_ONCE);
      const gate = new Gate(2 * AT_ONCE);
      const changes = renamed.flatMap(({ path, title }) =>
        [{ title }, { completed: true }].map((change) => api.patch(path, change, { gate })),
      );
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
