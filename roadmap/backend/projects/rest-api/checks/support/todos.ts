import { isDeepStrictEqual } from 'node:util';
import { ability, anyId, anyText, brief, ensure, fail, like, type Answer, type Api, type Trial } from '#checkKit';

export type Todo = Readonly<Record<string, unknown>>;

/**
 * No program has given out one of these. Two are there for free in stores that are plain objects of JavaScript; others are more than a number,
 * or the name of a file, can be.
 */
export const UNKNOWN_IDS = [
  '6a1f6f0e-3f0b-4a55-9a0e-0b7a2f9a1c11',
  'no-such-todo',
  'constructor',
  '__proto__',
  '-1',
  '99999999999999999999999',
  'caf%C3%A9',
  'x'.repeat(300),
] as const;
export const UNKNOWN = `/todos/${UNKNOWN_IDS[0]}`;

const MARK = ', check-';

/** A title that no other todo has, and that tells who made it. */
export const titled = (unique: Trial['unique'], words = 'walk the dog'): string => unique(`${words}${MARK}`);

/** Whether a check made it, in this run or an earlier one: whatever else is in the list is somebody's own. */
export const isOurs = ({ id, title }: Todo): boolean => madeIds.has(id) || (typeof title === 'string' && /, check-[0-9a-z]{8}/.test(title));

/** Of those that this process has made: a program may have lost their titles. */
const madeIds = new Set<unknown>();

export interface Made {
  /** As it was answered. */
  readonly todo: Todo;
  /** `/todos/` and its id. */
  readonly path: string;
  readonly title: string;
}

/** Makes a todo. Fields that are not said are left to the program. */
export const create = ability(
  'creating a todo',
  'hello/creates',
  async ({ api, unique }: Pick<Trial, 'api' | 'unique'>, fields: Todo = {}, words?: string): Promise<Made> => {
    const title = titled(unique, words);
    const answer = await api.post('/todos', { title, ...fields });
    // What later answers are compared with is what was sent.
    const { id } = answer.hasStatus(201).isLike({ id: anyId }).object;
    madeIds.add(id);
    const todo = answer.isLike({ title, completed: false, ...fields }).object;
    return { todo, title, path: pathOf(todo) };
  },
);

export const pathOf = ({ id }: Todo): string => `/todos/${encodeURIComponent(String(id))}`;

const listAll = ability('listing the todos', 'hello/lists', async (api: Api) => todosOf(await api.get('/todos')));

/** The whole list, or what a query leaves of it. */
export const list = async (api: Api, path?: string): Promise<readonly Todo[]> =>
  path === undefined ? listAll(api) : todosOf(await api.get(path));

/** An answer that is a list of todos. */
export function todosOf(answer: Answer): readonly Todo[] {
  const items = answer.hasStatus(200).list;
  for (const item of items) {
    if (typeof item !== 'object' || item === null) fail(`${answer.name} should be a list of todos, but there is ${brief(item)} in it.`);
  }
  return items as Todo[];
}

/** Titles of those in a list that were made with these titles, in the order of the list. */
export const titlesAmong = (todos: readonly Todo[], titles: readonly string[]): string[] =>
  todos.flatMap(({ title }) => (typeof title === 'string' && titles.includes(title) ? [title] : []));

/** What a stack trace looks like: a file with a line in it, in the order of most languages, and in Python's. */
const STACK_TRACE =
  /\.(?:[cm]?[jt]sx?|java|kt|scala|cs|fs|go|rb|php|py|rs|exs?|dart|swift):(?:line )?\d+|\bnode:internal\b|\bline \d+, in\b/;

/** Holds an answer to being a problem document (RFC 9457), which tells nothing of the program. */
export function isProblem(answer: Answer, status: number | readonly number[], because: string): void {
  answer.hasStatus(status, because).hasMediaType('application/problem+json');
  answer.isLike({ title: anyText, status: answer.status });
  const tells = STACK_TRACE.test(answer.text);
  ensure(!tells, `${answer.name} tells where in the program the error happened: that is for the log, not for a client.`);
}

/** Holds an answer to a refusal that names these fields in `errors`, and no others. */
export function isRefused(answer: Answer, because: string, fields: readonly string[]): void {
  isProblem(answer, 422, because);
  const { errors } = answer.object;
  const wanted = fields.map((field) => `"${field}"`).join(' and ');
  const sentence = `${answer.name} should name ${wanted} in the list "errors", ${because}`;
  if (!Array.isArray(errors))
    return fail(`${sentence}, but has no such list.`, { expected: expectedErrors(fields), actual: answer.object });
  for (const [index, error] of errors.entries()) {
    like(`${answer.name}: item ${index} of "errors"`, error, { field: anyText, message: anyText });
  }
  const named = [...new Set((errors as { field: string }[]).map(({ field }) => field))];
  const isRight = named.length === fields.length && fields.every((field) => named.includes(field));
  const said = named.map((field) => `"${field}"`).join(' and ');
  if (!isRight) {
    fail(`${sentence}, but names ${said === '' ? 'none' : said}.`, {
      expected: expectedErrors(fields),
      actual: { errors: errors as unknown },
    });
  }
}

const expectedErrors = (fields: readonly string[]) => ({ errors: fields.map((field) => ({ field, message: '…' })) });

/** Ends the check when a todo has changed that should not have. */
export async function isUnchanged(api: Api, { path, todo }: Made, why: string): Promise<void> {
  const now = (await api.get(path)).hasStatus(200).object;
  for (const [field, value] of Object.entries(todo)) {
    ensure(
      isDeepStrictEqual(now[field], value),
      `${why}, but "${field}" of ${path} was ${brief(value)} before, and is ${brief(now[field])} now.`,
    );
  }
}
