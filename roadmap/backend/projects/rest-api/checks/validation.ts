import { check, defineStage, ensure, equal, fail, type Answer, type Api } from '#checkKit';
import { create, isProblem, isRefused, isUnchanged, list, pathOf, titled } from './support/todos';

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

/** JSON that is no object. Frameworks that read nothing but objects and lists take the others for broken. */
const NO_OBJECTS: readonly (readonly [text: string, status: number | readonly number[], because: string])[] = [
  ['["walk the dog"]', 422, 'since the body is a list'],
  ['null', [422, 400], 'since the body is null'],
  ['"walk the dog"', [422, 400], 'since the body is a text'],
  ['42', [422, 400], 'since the body is a number'],
];

/** A body of so many bytes that would be accepted but for its size. */
const ofSize = (title: string, bytes: number): string => {
  const note = 'x'.repeat(bytes - JSON.stringify({ title, note: '' }).length);
  return JSON.stringify({ title, note });
};

/** A `POST` or `PATCH` with a body as it is written. */
const sendTo = (api: Api, [method, path]: Target, text: string, type = 'application/json'): Promise<Answer> =>
  api.send(method, path, { text, headers: { 'content-type': type } });
type Target = readonly [method: 'POST' | 'PATCH', path: string];
const POST: Target = ['POST', '/todos'];

export const stage = defineStage({
  passages: {
    title: 'A `POST` needs a title.',
    completed: 'Texts such as `"true"`, numbers and `null`\nare not true or false.',
    patch: 'A `PATCH` needs neither field, but what it sends must keep the rules.',
    'all-fields': 'a list that names **every** field',
    'not-kept': 'A refused request changes nothing at all: no half of a `PATCH` is kept.',
    accepts: 'after spaces at both ends are removed; they are not kept either',
    'passed-over': 'Other fields are passed over.',
    'not-an-object': 'A body that is valid JSON but not an object, such as a list, is answered with\n422, too',
    unreadable: 'Three bodies cannot even be read.',
  },
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
      (await api.patch(path, {})).hasStatus(200, 'since a PATCH needs neither field');
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

      const accented = titled(unique).padEnd(LONGEST, 'é');
      const hasRoom = `since a title may have ${LONGEST} characters, also such as take more than one byte`;
      (await api.post('/todos', { title: accented })).hasStatus(201, hasRoom);

      const title = titled(unique);
      const trimmed = 'since spaces around a title are taken away, and what is left is a good one';
      const posted = await api.post('/todos', { title: `  ${title} ` });
      equal('A title that was posted with spaces around it', posted.hasStatus(201, trimmed).object['title'], title);
      const patched = await api.patch(done.path, { title: ` ${title}  ` });
      equal('A title that was changed to one with spaces around it', patched.hasStatus(200, trimmed).object['title'], title);
      const fits = `since a title may have ${LONGEST} characters without the spaces around it`;
      const wide = (await api.post('/todos', { title: ` ${longest}  ` })).hasStatus(201, fits);
      equal('The length of a title that was posted with spaces around it', String(wide.object['title']).length, LONGEST);
    }),

    check('passed-over', 'POST passes over fields that are not known, and an id', async ({ api, unique }) => {
      const sent = { title: titled(unique), id: unique('mine-'), color: 'red' };
      const answer = (await api.post('/todos', sent)).hasStatus(201, 'since fields that are not known, such as "color", are passed over');
      const { id } = answer.object;
      ensure(id !== sent.id, `A new todo has the id ${sent.id}, which the client made up, but nobody chooses an id.`);
      for (const { name, object } of [answer, (await api.get(pathOf({ id }))).hasStatus(200)]) {
        ensure(!('color' in object), `${name} should have no field "color", which a client made up, but has one.`);
      }
    }),

    check('not-an-object', 'JSON that is not an object is refused with 422', async ({ api, unique }) => {
      const made = await create({ api, unique });
      for (const target of [POST, ['PATCH', made.path]] as const) {
        for (const [text, status, because] of NO_OBJECTS) isProblem(await sendTo(api, target, text), status, because);
      }
      await isUnchanged(api, made, 'A PATCH that is refused should change nothing');
    }),

    check('unreadable', 'Broken JSON is answered with 400, another type with 415, more than 100 kB with 413', async ({ api, unique }) => {
      const { path, title } = await create({ api, unique });
      for (const target of [POST, ['PATCH', path]] as const) {
        isProblem(await sendTo(api, target, '{"title": "walk the d'), 400, 'since the body is not valid JSON');
        isProblem(await sendTo(api, target, JSON.stringify({ title }), 'text/plain'), 415, 'since the body is declared as text/plain');
        isProblem(await sendTo(api, target, ofSize(title, 103_000)), 413, 'since the body has 103 kB');
      }
      (await sendTo(api, POST, ofSize(title, 99_000))).hasStatus(201, 'since the body has 99 kB, which is not too large');
      // There are servers that read no body whose length they do not know, and say so.
      const unsaid = await api.send('POST', '/todos', { body: { title, note: 'x'.repeat(103_000) }, isChunked: true });
      isProblem(unsaid, [413, 411], 'since the body, whose length is not said before, has 103 kB');
    }),
  ],
});
