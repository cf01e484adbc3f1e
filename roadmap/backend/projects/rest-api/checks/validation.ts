import { check, defineStage, ensure, equal, fail, type Answer, type Trial } from '#checkKit';
import { create, isProblem, isRefused, isUnchanged, list, titled } from './support/todos';

const LONGEST = 500;

/** Each with what is wrong with it, to end a sentence with. */
const WRONG_TITLES: readonly (readonly [title: unknown, because: string])[] = [
  ['', 'since the title is empty'],
  ['   ', 'since the title is nothing but spaces'],
  [42, 'since the title is a number'],
  [null, 'since the title is null'],
  ['x'.repeat(LONGEST + 1), `since the title has ${LONGEST + 1} characters`],
];

const WRONG_COMPLETED: readonly (readonly [completed: unknown, because: string])[] = [
  ['yes', 'since "completed" is the text "yes"'],
  ['true', 'since "completed" is the text "true"'],
  [1, 'since "completed" is the number 1'],
  [null, 'since "completed" is null'],
];

const post = ({ api }: Pick<Trial, 'api'>, text: string, type = 'application/json'): Promise<Answer> =>
  api.send('POST', '/todos', { text, headers: { 'content-type': type } });

export const stage = defineStage({
  checks: [
    check('title', 'POST refuses a title that is missing, empty, too long or no text', async ({ api }) => {
      isRefused(await api.post('/todos', {}), 'since there is no title', ['title']);
      for (const [title, because] of WRONG_TITLES) isRefused(await api.post('/todos', { title }), because, ['title']);
    }),

    check('completed', 'POST refuses a completed that is not true or false', async ({ api, unique }) => {
      for (const [completed, because] of WRONG_COMPLETED) {
        isRefused(await api.post('/todos', { title: titled(unique), completed }), because, ['completed']);
      }
    }),

    check('patch', 'PATCH refuses the same, and lets fields be missing', async ({ api, unique }) => {
      const { path } = await create({ api, unique });
      for (const [title, because] of WRONG_TITLES) isRefused(await api.patch(path, { title }), because, ['title']);
      for (const [completed, because] of WRONG_COMPLETED) isRefused(await api.patch(path, { completed }), because, ['completed']);
      (await api.patch(path, { completed: true })).hasStatus(200, 'since a PATCH need not send the title');
      (await api.patch(path, { title: titled(unique) })).hasStatus(200, 'since a PATCH need not send "completed"');
    }),

    check('all-fields', 'An answer names all fields that are wrong, not only the first', async ({ api, unique }) => {
      const wrong = { title: '', completed: 'yes' };
      const because = 'since both are wrong';
      isRefused(await api.post('/todos', wrong), because, ['title', 'completed']);
      const { path } = await create({ api, unique });
      isRefused(await api.patch(path, wrong), because, ['title', 'completed']);
    }),

    check('not-kept', 'What is refused changes nothing', async ({ api, unique }) => {
      const title = titled(unique);
      (await api.post('/todos', { title, completed: 'yes' })).hasStatus(422, 'since "completed" is the text "yes"');
      const isKept = (await list(api)).some((todo) => todo['title'] === title);
      ensure(!isKept, 'POST /todos was refused with 422, but the todo is in the list all the same.');
      const made = await create({ api, unique });
      (await api.patch(made.path, { title, completed: 'yes' })).hasStatus(422, 'since "completed" is the text "yes"');
      await isUnchanged(api, made, 'A PATCH that is refused should change nothing');
    }),

    check('accepts', 'What keeps the rules is accepted, and spaces around a title are removed', async ({ api, unique }) => {
      const done = await create({ api, unique }, { completed: true });
      equal('"completed" of a todo that was posted with true', done.todo['completed'], true);

      const longest = titled(unique).padEnd(LONGEST, 'x');
      const accepted = (await api.post('/todos', { title: longest })).hasStatus(201, `since a title may have ${LONGEST} characters`);
      if (accepted.object['title'] !== longest) fail(`A title of ${LONGEST} characters should be kept as it is, but was changed.`);

      const title = titled(unique);
      const posted = await api.post('/todos', { title: `  ${title} ` });
      equal('A title that was posted with spaces around it', posted.hasStatus(201).object['title'], title);
      const patched = await api.patch(done.path, { title: ` ${title}  ` });
      equal('A title that was changed to one with spaces around it', patched.hasStatus(200).object['title'], title);
    }),

    check('not-an-object', 'JSON that is not an object is refused with 422', async ({ api, unique }) => {
      isProblem(await api.post('/todos', [titled(unique)]), 422, 'since the body is a list');
      const made = await create({ api, unique });
      isProblem(await api.patch(made.path, [titled(unique)]), 422, 'since the body is a list');
      await isUnchanged(api, made, 'A PATCH that is refused should change nothing');
    }),

    check('unreadable', 'Broken JSON is answered with 400, another type with 415, more than 100 kB with 413', async ({ api, unique }) => {
      isProblem(await post({ api }, '{"title": "walk the d'), 400, 'since the body is not valid JSON');
      const json = JSON.stringify({ title: titled(unique) });
      isProblem(await post({ api }, json, 'text/plain'), 415, 'since the body is declared as text/plain');
      const large = JSON.stringify({ title: titled(unique), note: 'x'.repeat(150_000) });
      isProblem(await post({ api }, large), 413, 'since the body has 150 kB');
    }),
  ],
});
