import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { check, defineStage, ensure, equal, fail, like, type Program, type Trial } from '#checkKit';
import { copyOf, dataFile, readWhile, watchCopies } from './support/dataFile';
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

const NO_LIST = 'Bread, milk and eggs: this was written by somebody, and is no list of todos.\n';

/** The file, which is there once a todo was created. Whether it comes too late, other checks say. */
async function fileOf({ scratch, eventually }: Trial): Promise<string> {
  const path = dataFile(scratch);
  const sentence = `A todo was created, but there is no file at the path in DATA_FILE (${path}).`;
  await eventually(() => access(path).catch(() => fail(sentence)), 3_000);
  return path;
}

/** Why an instance does not start; undefined when it does. */
async function whyNotStarted(start: () => Promise<Program>, signal: AbortSignal): Promise<{ readonly said: string } | undefined> {
  try {
    await start();
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Error && 'code' in error && error.code === 'start-ended')) throw error;
    return { said: 'detail' in error && typeof error.detail === 'string' ? error.detail.trim() : '' };
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
  passages: {
    file: 'The environment variable `DATA_FILE` names the file',
    elsewhere: 'Keep the todos in a file, and keep it well.',
    'first-start': 'make the folder, and begin with an empty list',
    restart: 'the list is as it was: the same todos, with the same ids and all their fields,\nin the same order',
    'at-once': 'When fifty todos are created at once, all fifty are there.',
    crash: 'leaves only when the change is in the file',
    whole: 'whoever reads the file, at whatever moment, finds either the old list or the new one',
    'crash-while-writing': 'After a crash at any time the program starts by itself and has everything that it has answered.',
    'not-understood': "Stop with a message rather than overwrite somebody's todos.",
  },
  checks: [
    check('file', 'Todos are kept in the file that DATA_FILE names', async (trial) => {
      await create(trial);
      await fileOf(trial);
    }),

    check('elsewhere', 'Who starts with a copy of that file has the same todos', async (trial) => {
      const { scratch, startAnother, unique } = trial;
      const { title } = await create(trial);
      const copy = await copyOf(await fileOf(trial), join(scratch, unique('copy-')));
      const other = await startAnother({ DATA_FILE: copy });
      const isThere = titlesAmong(await list(other.api), [title]).length > 0;
      ensure(
        isThere,
        'Another instance was started with a copy of the file in DATA_FILE, and should list the todos in it, but lacks the last one.',
      );
      (await other.api.delete('/todos')).hasStatus(204);
      await other.restart();
      equal('The number of todos after DELETE /todos and a restart', (await list(other.api)).length, 0);
    }),

    check(
      'first-start',
      'A new DATA_FILE is an empty list, and no id is given out again after a restart',
      async ({ scratch, startAnother, unique }) => {
        const program = await startAnother({ DATA_FILE: join(scratch, unique('new-'), 'todos.json') });
        const { api } = program;
        const first = await list(api);
        if (first.length > 0)
          fail('GET /todos should be an empty list at the first start with a new DATA_FILE, but is not.', { expected: [], actual: first });
        const [kept, deleted] = [await create({ api, unique }, {}, 'kept'), await create({ api, unique }, {}, 'deleted')];
        (await api.delete(deleted.path)).hasStatus(204);
        await program.restart();
        const { todo } = await create({ api, unique }, {}, 'new');
        const used = [kept, deleted].map((made) => made.todo['id']);
        ensure(!used.includes(todo['id']), `A new todo was given the id ${String(todo['id'])}, which another one had before a restart.`);
      },
    ),

    check('restart', 'After a restart all todos are as they were, in the same order', async ({ api, program, unique }) => {
      const made: Made[] = [];
      for (const words of ['zebra', 'gone', 'apple', 'mango']) made.push(await create({ api, unique }, {}, words));
      const [zebra, gone, apple, mango] = made as [Made, Made, Made, Made];
      (await api.patch(apple.path, { order: 2.5 })).hasStatus(200, 'since an order may be any number');
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
        like(`After a restart, the todo "${title}"`, is, was);
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
      const { api, defer, program, unique } = trial;
      const before = await create(trial);
      const copies = watchCopies(await fileOf(trial));
      defer(() => copies.close());
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
      await copies.leaveHalf();
      await crashAndStart(trial);
      const what = 'The program crashed while todos were created: those that were answered with 201 should be there after its next start';
      await areThere(trial, [before.title, ...answered], what);
      const next = await api.post('/todos', { title: titled(unique) });
      next.hasStatus(201, 'also after a crash, which may have left an unfinished copy of the file');
    }),

    check('not-understood', 'A file that cannot be understood stops the program with a message, and stays as it is', async (trial) => {
      const { scratch, signal, startAnother, unique } = trial;
      const path = join(scratch, unique('broken-'), 'todos.json');
      await mkdir(dirname(path));
      await writeFile(path, NO_LIST);
      const stopped = await whyNotStarted(() => startAnother({ DATA_FILE: path }), signal);
      ensure(
        stopped,
        'The program has started with a file in DATA_FILE that is no list of todos: it should stop, and not overwrite what is there.',
      );
      ensure(
        stopped.said !== '',
        'The program was started with a file in DATA_FILE that is no list of todos, and has stopped without a word: it should say why.',
      );
      equal('The text of a file in DATA_FILE that is no list of todos', await readFile(path, 'utf8'), NO_LIST);
    }),
  ],
});
