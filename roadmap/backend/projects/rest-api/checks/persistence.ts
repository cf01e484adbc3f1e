import { access } from 'node:fs/promises';
import { check, defineStage, equal, fail, like, type Trial } from '#checkKit';
import { dataFile, readWhile } from './support/dataFile';
import { create, list, titled, titlesAmong, type Made } from './support/todos';

const MANY = 50;

/** Kills the program without a warning, and starts it again. */
async function crashAndStart({ program, signal }: Pick<Trial, 'program' | 'signal'>): Promise<void> {
  await program.crash();
  try {
    await program.start();
  } catch (error) {
    signal.throwIfAborted();
    fail(`After a crash, the program does not start again. ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Ends the check when todos are missing that were answered with 201. */
async function areThere({ api }: Pick<Trial, 'api'>, titles: readonly string[], what: string): Promise<void> {
  const found = titlesAmong(await list(api), titles);
  const lost = titles.filter((title) => !found.includes(title));
  if (lost.length === 0) return;
  fail(`${what}, but ${lost.length} of ${titles.length} are missing.`, { expected: titles, actual: found });
}

// In this order: a file that is half written, `whole` has to name before `crash-while-writing` keeps the program from starting. And where
// many ask at once, either all connections are new or all have just been used: a server closes those that it has not heard of for long.
export const stage = defineStage({
  checks: [
    check('file', 'Todos are kept in the file that DATA_FILE names', async (trial) => {
      await create(trial);
      const path = dataFile(trial.scratch);
      const sentence = `A todo was created, but there is no file at the path in DATA_FILE (${path}).`;
      // Whether it comes too late, other checks say.
      await trial.eventually(() => access(path).catch(() => fail(sentence)), 3_000);
    }),

    check('restart', 'After a restart all todos are as they were, in the same order', async ({ api, program, unique }) => {
      const made: Made[] = [];
      for (const words of ['zebra', 'gone', 'apple', 'mango']) made.push(await create({ api, unique }, {}, words));
      const [zebra, gone, apple, mango] = made as [Made, Made, Made, Made];
      (await api.delete(gone.path)).hasStatus(204);
      // The last change, so that no other one writes it along.
      (await api.patch(zebra.path, { completed: true })).hasStatus(200);
      const before = await list(api);
      await program.restart();
      const after = await list(api);
      const titles = made.map(({ title }) => title);
      const left = [zebra, apple, mango].map(({ title }) => title);
      equal('The titles in GET /todos after a restart', titlesAmong(after, titles), left);
      for (const title of left) {
        const [was, is] = [before, after].map((todos) => todos.find((todo) => todo['title'] === title));
        const { id, completed, order = null } = was ?? {};
        like(`After a restart, the todo "${title}"`, { order: null, ...is }, { id, completed, order });
      }
    }),

    check('at-once', 'Of many todos that are created at once, none is lost', async (trial) => {
      const made = await Promise.all(Array.from({ length: MANY }, () => create(trial)));
      const titles = made.map(({ title }) => title);
      await areThere(trial, titles, `${MANY} todos were created at once and answered with 201: GET /todos should list all of them`);
    }),

    check('crash', 'What was answered is still there after a crash in the next moment', async (trial) => {
      const { api, unique } = trial;
      const made = await Promise.all(Array.from({ length: MANY }, () => create(trial)));
      const [changed, deleted] = [await create(trial, {}, 'changed'), await create(trial, {}, 'deleted')];
      const last = titled(unique, 'last');
      (await api.patch(changed.path, { completed: true })).hasStatus(200);
      (await api.post('/todos', { title: last })).hasStatus(201);
      (await api.delete(deleted.path)).hasStatus(204);
      await crashAndStart(trial);
      const titles = made.map(({ title }) => title);
      await areThere(
        trial,
        titles,
        `${MANY} todos were created at once, and the program crashed: after its next start all should be there`,
      );
      await areThere(trial, [last], 'A todo was answered with 201, and the program crashed: after its next start the todo should be there');
      const after = (await api.get(changed.path)).hasStatus(200, 'since this todo was there before the crash');
      equal('After a crash, "completed" of a todo that was changed to true before', after.object['completed'], true);
      (await api.get(deleted.path)).hasStatus(404, 'since this todo was deleted before a crash');
    }),

    check('whole', 'Whoever reads the file while it changes finds all of it', async (trial) => {
      const { scratch } = trial;
      // Two, so that a file with one line of JSON for each is not taken for a file of JSON.
      for (const words of ['first', 'second']) await create(trial, {}, words);
      const work = async (): Promise<void> => {
        for (let wave = 0; wave < 2; wave++) await Promise.all(Array.from({ length: MANY / 2 }, () => create(trial)));
      };
      // On Windows a file that somebody reads cannot be replaced: reading it all the time would be a fault of the check.
      const torn = process.platform === 'win32' ? undefined : await readWhile(dataFile(scratch), work());
      if (torn === undefined) return;
      fail(`While todos were created, the file in DATA_FILE was ${torn} for a moment: a crash in this moment loses all todos.`);
    }),

    check('crash-while-writing', 'A crash in the midst of many changes takes nothing that was answered', async (trial) => {
      const { api, program, unique } = trial;
      const before = await create(trial);
      const answered: string[] = [];
      const state: { crash?: Promise<void> } = {};
      const post = async (): Promise<void> => {
        const title = titled(unique);
        try {
          (await api.post('/todos', { title })).hasStatus(201);
        } catch (error) {
          // Nobody answers any more after the crash; before it, somebody should.
          if (!state.crash) throw error;
          return;
        }
        answered.push(title);
        if (answered.length === MANY / 2) state.crash = program.crash();
      };
      await Promise.all(Array.from({ length: MANY }, post));
      await state.crash;
      await crashAndStart(trial);
      const what = 'The program crashed while todos were created: those that were answered with 201 should be there after its next start';
      await areThere(trial, [before.title, ...answered], what);
    }),
  ],
});
