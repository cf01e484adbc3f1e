import { ability, brief, ensure, equal, fail, type Answer, type Api, type Trial } from '#checkKit';

/** What the checks of all stages do again and again. Every name is a new one, so that checks need not know of each other. */

export type Fields = Readonly<Record<string, unknown>>;

type Tools = Pick<Trial, 'api' | 'unique'>;

export interface NewPerson {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

/** Somebody with an account. */
export interface Person extends NewPerson {
  readonly token: string;
  /** Asks in this person's name. */
  readonly api: Api;
}

/** The API in the name of whoever has this token. */
export const withToken = (api: Api, token: string): Api => api.with({ authorization: `Token ${token}` });

export function newPerson({ unique }: Tools): NewPerson {
  const username = unique('ada');
  return { username, email: `${username}@example.com`, password: `correct ${unique('horse ')}` };
}

export const register = ability('registering a user', 'register-and-login/registers', async (tools: Tools): Promise<Person> => {
  const person = newPerson(tools);
  const answer = (await tools.api.post('/api/users', { user: person })).hasStatus(201);
  const token = textOf(answer, 'user', 'token');
  return { ...person, token, api: withToken(tools.api, token) };
});

/** Several people at once, since each of them costs a hash. */
export const registerTwo = (tools: Tools): Promise<[Person, Person]> => Promise.all([register(tools), register(tools)]);

export const newArticle = ({ unique }: Tools) => ({
  title: unique('How to train your dragon '),
  description: 'Ever wonder how?',
  body: 'Very carefully.',
});

/** An article as the program gave it when it was written. */
export interface Article extends Fields {
  readonly slug: string;
  /** `/api/articles/<slug>` */
  readonly path: string;
}

export const publish = ability(
  'publishing an article',
  'articles/publishes',
  async (tools: Tools, author: Person, fields: Fields = {}): Promise<Article> => {
    const answer = (await author.api.post('/api/articles', { article: { ...newArticle(tools), ...fields } })).hasStatus(201);
    const slug = textOf(answer, 'article', 'slug');
    // What later answers are compared with is what was sent. How often a tag is told, only its own check judges.
    const tags = (list: unknown): unknown => (Array.isArray(list) ? [...new Set<unknown>(list)].sort() : list);
    equal(`${answer.name}: "article.tagList"`, tags(part(answer, 'article')['tagList']), tags(fields['tagList'] ?? []));
    return { ...part(answer, 'article'), slug, path: articlePath(slug) };
  },
);

export const articlePath = (slug: string): string => `/api/articles/${encodeURIComponent(slug)}`;

export const readArticle = ability('reading an article', 'articles/reads', async (api: Api, path: string): Promise<Fields> =>
  part((await api.get(path)).hasStatus(200), 'article'),
);

/** What a body is wrapped around: the user in `{ "user": … }`. */
export function part(answer: Answer, name: string): Fields {
  const value = answer.object[name];
  if (isObject(value)) return value;
  return fail(`${answer.name} should be { "${name}": { … } }, but is ${brief(answer.object)}.`, {
    expected: `{ "${name}": { … } }`,
    actual: answer.object,
  });
}

/** The list that a body is wrapped around: the comments in `{ "comments": [ … ] }`. */
export function partList(answer: Answer, name: string): readonly unknown[] {
  const value = answer.object[name];
  if (Array.isArray(value)) return value as unknown[];
  return fail(`${answer.name} should be { "${name}": [ … ] }, but is ${brief(answer.object)}.`, {
    expected: `{ "${name}": [ … ] }`,
    actual: answer.object,
  });
}

/** The same list, of objects alone. */
export const partObjects = (answer: Answer, name: string): readonly Fields[] =>
  partList(answer, name).map((one) => {
    ensure(isObject(one), `${answer.name} should hold objects in "${name}", but holds ${brief(one)}.`);
    return one;
  });

function textOf(answer: Answer, name: string, field: string): string {
  const value = part(answer, name)[field];
  if (typeof value === 'string' && value !== '') return value;
  return fail(`${answer.name} should hold "${name}.${field}", and it should be some text, but it is ${brief(value)}.`);
}

/**
 * Holds an answer to a refusal: its status, and `{ "errors": { <field>: [<message>, …] } }`. With `fields`, these are named and no
 * others. What the messages say is up to the program.
 */
export function refuses(answer: Answer, status: number, because: string, fields?: readonly string[]): void {
  answer.hasStatus(status, because);
  const { errors } = answer.object;
  const isShaped = isObject(errors) && Object.keys(errors).length > 0 && Object.values(errors).every(isListOfTexts);
  if (!isShaped) {
    fail(`${answer.name} should say what is wrong as { "errors": { "…": ["…"] } }, but is ${brief(answer.object)}.`, {
      expected: { errors: Object.fromEntries((fields ?? ['…']).map((field) => [field, ['…']])) },
      actual: answer.object,
    });
  }
  const named = Object.keys(errors).sort();
  const wanted = [...(fields ?? named)].sort();
  if (named.join() === wanted.join()) return;
  fail(`${answer.name} should name ${listed(wanted)} in "errors", ${because}, but names ${listed(named)}.`, {
    expected: { errors: Object.fromEntries(wanted.map((field) => [field, ['…']])) },
    actual: answer.object,
  });
}

/** What happens at the same moment goes well by chance, now and then: three times is no chance. */
export async function threeTimes(attempt: () => Promise<void>): Promise<void> {
  for (let times = 0; times < 3; times++) await attempt();
}

/** What frontends send with every request, also where there is no body. */
export const JSON_TYPE = { headers: { 'content-type': 'application/json' } } as const;
export const NO_BODY = 'since frontends send Content-Type: application/json with each request, also where there is no body';

/** For what needs a token: holds answers to 401, without a token and with one that nobody was given. */
export async function needsToken(api: Api, method: string, path: string, body?: unknown): Promise<void> {
  const options = body === undefined ? {} : { body };
  refuses(await api.send(method, path, options), 401, 'since the request has no token');
  refuses(await withToken(api, 'not.a.token').send(method, path, options), 401, 'since "not.a.token" is no token of this program');
}

/** `title and body` */
function listed(names: readonly string[]): string {
  const [last = 'nothing', ...before] = names.map((name) => `"${name}"`).reverse();
  return before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`;
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const isListOfTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string' && item !== '');
