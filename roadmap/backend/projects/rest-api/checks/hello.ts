import { anyId, brief, check, defineStage, ensure, equal, fail, like, otherAddresses } from '#checkKit';
import { create, list, titled, type Made } from './support/todos';

/** Neither in the order of the alphabet nor in that turned around; so many that a list without an order is not in this one by chance. */
const WORDS = ['mango', 'zebra', 'apple', 'walnut', 'banana', 'tomato', 'cherry', 'pepper', 'date', 'onion'] as const;
/** More than a short page of a list has. */
const MANY = 30;
const NOWHERE = [
  ['GET', '/nothing-here'],
  ['GET', '/'],
  ['GET', '/health/nothing-here'],
  ['POST', '/nothing-here'],
] as const;

export const stage = defineStage({
  passages: {
    health: '`GET /health` answers 200 with `{"status": "ok"}`.',
    creates: 'The answer is 201, with the todo as it is kept now.',
    lists: '`GET /todos` answers 200 with an array of all todos, each with these three fields, in the order in which they were created.',
    ids: 'The program has given it an `id` (text or a number) that no other todo has',
    'not-found': 'Any other address is answered with 404.',
    local: 'on 127.0.0.1',
  },
  checks: [
    check('health', 'GET /health says that the server is up', async ({ api }) => {
      (await api.get('/health')).hasStatus(200).isLike({ status: 'ok' });
    }),

    check('creates', 'POST /todos answers 201 with the new todo, which is not completed', async ({ api, unique }) => {
      const title = titled(unique);
      (await api.post('/todos', { title })).hasStatus(201).isLike({ id: anyId, title, completed: false });
    }),

    check('lists', 'GET /todos answers all todos, with the new ones at its end', async ({ api, unique }) => {
      const before = await Promise.all(Array.from({ length: MANY }, () => create({ api, unique })));
      const made: Made[] = [];
      for (const words of WORDS) made.push(await create({ api, unique }, {}, words));
      const all = await list(api);
      for (const { todo, title } of [...before, ...made]) {
        const listed =
          all.find((one) => one['title'] === title) ??
          fail(`GET /todos should list the todo "${title}", which was made before, but does not.`);
        like(`The todo "${title}" in GET /todos`, listed, { id: todo['id'], title, completed: false });
      }
      equal(
        `The titles of the last ${WORDS.length} todos in GET /todos`,
        all.slice(-WORDS.length).map(({ title }) => title),
        made.map(({ title }) => title),
      );
    }),

    check('ids', 'Each todo has an id of its own', async ({ api, unique }) => {
      const made = await Promise.all(Array.from({ length: MANY }, () => create({ api, unique })));
      const ids = made.map(({ todo }) => todo['id']);
      const twice = ids.find((id, place) => ids.indexOf(id) !== place);
      ensure(twice === undefined, `Two todos were given the same id, ${brief(twice)}.`);
    }),

    check('not-found', 'An address that does not exist is answered with 404', async ({ api }) => {
      for (const [method, path] of NOWHERE) {
        const body = method === 'POST' ? { body: { title: 'nowhere' } } : {};
        (await api.send(method, path, body)).hasStatus(404, 'since there is nothing at this address');
      }
    }),

    check('local', 'Nobody reaches it from another computer', async (trial) => {
      const { title } = await create(trial);
      if (!trial.program.isOurs) return;
      for (const host of otherAddresses()) {
        const url = `http://${host}:${trial.program.port}/todos`;
        const text = await textAt(url, trial.signal);
        const isReached = text?.includes(title) === true;
        ensure(
          !isReached,
          `The todos can be read at ${url}, so by others in your network, too: the program should listen on 127.0.0.1 alone.`,
        );
      }
    }),
  ],
});

/** So many milliseconds somebody has to answer who is on this computer. */
const NEAR = 2_000;

/** What is answered there; undefined when nobody does. */
async function textAt(url: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await (await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(NEAR)]) })).text();
  } catch {
    // Refused or not heard, which is how it should be.
    signal.throwIfAborted();
    return undefined;
  }
}
