import { array, boolean, integer, literal, minLength, nullable, number, pipe, regex, strictObject, strictTuple, string } from 'valibot';
import { Api } from './api';

/** The shapes of RealWorld's API, also called Conduit, to the last field. */

const text = string();
const optionalText = nullable(string());
const count = pipe(number(), integer());
const time = pipe(string(), regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));

const person = { username: text, bio: optionalText, image: optionalText };
const author = strictObject({ ...person, following: boolean() });

const summary = {
  slug: pipe(text, minLength(1)),
  title: text,
  description: text,
  tagList: array(text),
  createdAt: time,
  updatedAt: time,
  favorited: boolean(),
  favoritesCount: count,
  author,
};
const comment = strictObject({ id: count, createdAt: time, updatedAt: time, body: text, author });

export const userShape = strictObject({ user: strictObject({ email: text, token: pipe(text, minLength(1)), ...person }) });
export const profileShape = strictObject({ profile: author });
export const articleShape = strictObject({ article: strictObject({ ...summary, body: text }) });
/** Lists leave out the bodies, since August 2024. */
export const articlesShape = strictObject({ articles: array(strictObject(summary)), articlesCount: count });
export const commentShape = strictObject({ comment });
export const commentsShape = strictObject({ comments: array(comment) });
export const tagsShape = strictObject({ tags: array(text) });

/** One thing is wrong with one subject, and nothing else is said. */
export const errorShape = (subject: string, problem: string) =>
  strictObject({ errors: strictObject({ [subject]: strictTuple([literal(problem)]) }) });

/** Somebody with an account. */
export interface Person {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

let people = 0;
let articles = 0;

/** What tests need again and again. Every name is a new one, so that tests need not know of each other. */
export class Conduit extends Api {
  newPerson(): Omit<Person, 'token'> {
    people += 1;
    return { username: `person${people}`, email: `person${people}@example.com`, password: 'long enough' };
  }

  async register(): Promise<Person> {
    const person = this.newPerson();
    const { user } = await this.ask(['POST', '/users'], 201, userShape, { body: { user: person } });
    return { ...person, token: user.token };
  }

  newArticle(): { title: string; description: string; body: string } {
    articles += 1;
    return { title: `Dragon no. ${articles}`, description: 'Ever wonder how?', body: 'You have to believe' };
  }

  /** Publishes an article and gives its slug. */
  async publish({ token }: Person, changes: object = {}): Promise<string> {
    const body = { article: { ...this.newArticle(), ...changes } };
    const { article } = await this.ask(['POST', '/articles'], 201, articleShape, { body, token });
    return article.slug;
  }
}
