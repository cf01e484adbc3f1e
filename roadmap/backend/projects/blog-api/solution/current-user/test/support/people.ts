import { somebody, type Answer, type TestApp } from './testApp.ts';

export interface Person {
  readonly username: string;
  readonly token: string;
  /** Sends a request in this person's name. */
  request(method: string, path: string, body?: unknown): Promise<Answer>;
}

/** Somebody new, who has just registered. */
export async function signUp(app: TestApp): Promise<Person> {
  const user = somebody();
  const { token } = (await app.request('POST', '/api/users', { body: { user } })).body.user;

  return {
    username: user.username,
    token,
    request: (method, path, body) => app.request(method, path, { body, token }),
  };
}
