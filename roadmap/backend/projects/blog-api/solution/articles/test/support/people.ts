import { somebody, type Answer, type TestApp } from './testApp.ts';

export interface Person {
  readonly username: string;
  readonly token: string;
  /** Sends a request in this person's name. */
  request(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Writes an article, and gives it as the API did. */
  write(article?: object): Promise<any>;
}

/** Somebody new, who has just registered. */
export async function signUp(app: TestApp): Promise<Person> {
  const user = somebody();
  const { token } = (await app.request('POST', '/api/users', { body: { user } })).body.user;

  const person: Person = {
    username: user.username,
    token,
    request: (method, path, body) => app.request(method, path, { body, token }),
    async write(article = {}) {
      const defaults = { title: 'How to train your dragon', description: 'Ever wonder how?', body: 'Very carefully.' };
      const { body } = await person.request('POST', '/api/articles', { article: { ...defaults, ...article } });
      return body.article;
    },
  };
  return person;
}
