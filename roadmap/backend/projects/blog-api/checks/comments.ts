import { ability, anyDate, anyNumber, check, defineStage, equal, like, type Api } from '#checkKit';
import {
  articlePath,
  JSON_TYPE,
  needsToken,
  NO_BODY,
  part,
  partObjects,
  publish,
  refuses,
  register,
  registerTwo,
  type Article,
  type Fields,
  type Person,
} from './support/conduit';

export const stage = defineStage({
  passages: {
    writes: 'The answer is 201 with the comment.',
    lists: 'answers everybody with 200 and the comments of that article',
    empty: 'A body that is missing, no text, empty, or nothing but spaces and line breaks is refused with 422',
    deletes: 'takes one comment away and answers 204, without a body',
    owner: 'Only who wrote the comment may do',
    unknown: 'An article that does not exist is answered with 404 in all three',
    'own-article': 'a comment is found under its own',
    'with-article': 'When an article is deleted, its comments go with it.',
  },
  checks: [
    check('writes', 'POST /api/articles/:slug/comments answers 201 with the comment and its author', async (trial) => {
      const [author, reader] = await registerTwo(trial);
      const article = await publish(trial, author);
      const answer = (await reader.api.post(commentsOf(article), { comment: { body: 'Thank you!' } })).hasStatus(201);
      const by = { username: reader.username, bio: null, image: null, following: false };
      answer.isLike({ comment: { id: anyNumber, body: 'Thank you!', createdAt: anyDate, updatedAt: anyDate } });
      equal(`${answer.name}: "comment.author"`, part(answer, 'comment')['author'], by);
    }),

    check('lists', 'GET /api/articles/:slug/comments answers everybody with the comments of that article, newest first', async (trial) => {
      const author = await register(trial);
      const [article, other] = [await publish(trial, author), await publish(trial, author)];
      await holdsComments(trial.api, article, [], 'under an article that was just written');
      const written: Fields[] = [];
      for (let number = 1; number <= MANY; number++) written.unshift(await comment(author, article, `Number ${number}!`));
      await comment(author, other, 'Elsewhere');
      await holdsComments(trial.api, article, written, 'with the newest first, and none of other articles');
      const reader = await register(trial);
      (await reader.api.post(`/api/profiles/${author.username}/follow`)).hasStatus(200);
      const listed = partObjects((await reader.api.get(commentsOf(article))).hasStatus(200), 'comments')[0];
      const by = { username: author.username, bio: null, image: null, following: true };
      const { id, body } = written[0] ?? {};
      const shown = { id, body, createdAt: anyDate, updatedAt: anyDate, author: by };
      like('The newest comment, for somebody who follows its author', listed, shown);
    }),

    check('empty', 'A comment without text is refused with 422, and not kept', async (trial) => {
      const author = await register(trial);
      const article = await publish(trial, author);
      for (const [sent, how] of [
        [{ body: '' }, 'empty'],
        [{ body: ' \n ' }, 'nothing but spaces'],
        [{}, 'missing'],
        [{ body: 7 }, 'a number'],
      ] as const) {
        refuses(await author.api.post(commentsOf(article), { comment: sent }), 422, `since the body is ${how}`, ['body']);
      }
      await holdsComments(trial.api, article, [], 'since all were refused');
    }),

    check('deletes', 'DELETE /api/articles/:slug/comments/:id answers 204 and takes that comment away, and no other', async (trial) => {
      const [author, reader] = await registerTwo(trial);
      const article = await publish(trial, author);
      const [first, second] = [await comment(reader, article, 'First!'), await comment(reader, article, 'Second!')];
      (await reader.api.delete(commentPath(article, first), JSON_TYPE)).hasStatus(204, NO_BODY).isEmpty();
      await holdsComments(trial.api, article, [second], 'after the other one was deleted');
      refuses(await reader.api.delete(commentPath(article, first)), 404, 'since the comment was deleted before');
    }),

    check('owner', 'Only who wrote a comment can delete it', async (trial) => {
      const [author, reader] = await registerTwo(trial);
      const article = await publish(trial, author);
      const written = await comment(reader, article, 'Mine');
      await needsToken(trial.api, 'POST', commentsOf(article), { comment: { body: 'Nobody' } });
      await needsToken(trial.api, 'DELETE', commentPath(article, written));
      const byOther = await author.api.delete(commentPath(article, written));
      refuses(byOther, 403, 'since somebody else wrote this comment, even if the article is theirs');
      await holdsComments(trial.api, article, [written], 'after others tried to delete it');
    }),

    check('unknown', 'An article or a comment that does not exist is answered with 404', async (trial) => {
      const author = await register(trial);
      const article = await publish(trial, author);
      const nowhere = { path: articlePath(trial.unique('nothing-')) };
      for (const answer of [
        await trial.api.get(commentsOf(nowhere)),
        await author.api.post(commentsOf(nowhere), { comment: { body: 'Hello?' } }),
        await author.api.delete(`${commentsOf(nowhere)}/1`),
      ]) {
        refuses(answer, 404, 'since there is no such article');
      }
      for (const id of ['2147483647', '99999999999999999999', 'seven']) {
        refuses(await author.api.delete(`${commentsOf(article)}/${id}`), 404, 'since there is no such comment');
      }
    }),

    check('own-article', 'A comment is found under its own article alone', async (trial) => {
      const author = await register(trial);
      const [article, other] = [await publish(trial, author), await publish(trial, author)];
      const written = await comment(author, article, 'Mine');
      refuses(await author.api.delete(commentPath(other, written)), 404, 'since the comment is under another article');
      await holdsComments(trial.api, article, [written], 'after it was looked for under another article');
    }),

    check('with-article', 'An article can be deleted with its comments', async (trial) => {
      const [author, reader] = await registerTwo(trial);
      const article = await publish(trial, author);
      const nice = await comment(reader, article, 'Nice');
      await holdsComments(trial.api, article, [nice], 'before the article is deleted');
      (await author.api.delete(article.path)).hasStatus(204, 'since comments do not keep an article from being deleted');
      refuses(await trial.api.get(commentsOf(article)), 404, 'since the article was deleted');
      const { title } = article;
      const again = await publish(trial, author, { title });
      await holdsComments(trial.api, again, [], 'of a new article with the title of one that was deleted');
    }),
  ],
});

/** More than can be in the right order by chance, or on a short page. */
const MANY = 12;

const commentsOf = ({ path }: Pick<Article, 'path'>): string => `${path}/comments`;

const commentPath = (article: Article, { id }: Fields): string => `${commentsOf(article)}/${String(id)}`;

const comment = ability('writing a comment', 'comments/writes', async ({ api }: Person, article: Article, body: string): Promise<Fields> =>
  part((await api.post(commentsOf(article), { comment: { body } })).hasStatus(201), 'comment'),
);

/** Holds the list under an article to these comments; `why` ends what is said of it. */
async function holdsComments(api: Api, article: Article, comments: readonly Fields[], why: string): Promise<void> {
  const answer = (await api.get(commentsOf(article))).hasStatus(200);
  const told = (list: readonly Fields[]) => list.map(({ body }) => body);
  equal(`The comments in GET ${commentsOf(article)} (${why})`, told(partObjects(answer, 'comments')), told(comments));
}
