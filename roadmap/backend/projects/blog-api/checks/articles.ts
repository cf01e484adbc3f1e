import { absent, anyDate, anyText, atOnce, brief, check, defineStage, ensure, like, matching, momentOf } from '#checkKit';
import {
  articlePath,
  JSON_TYPE,
  needsToken,
  newArticle,
  NO_BODY,
  part,
  publish,
  readArticle,
  refuses,
  register,
  registerTwo,
  threeTimes,
  type Fields,
} from './support/conduit';

export const stage = defineStage({
  passages: {
    publishes: 'The answer is 201.',
    reads: '`GET /api/articles/:slug` answers everybody with 200 and the article, in the same form.',
    slug: 'It is made of the words of the title: lower-case letters and digits',
    'unique-slug': 'Two articles may have the same title, but never the same slug',
    changes: 'What is not sent stays.',
    renames: 'A new title gives a new slug, and the old address is',
    deletes: '`DELETE /api/articles/:slug` answers 204, without a body.',
    owner: 'Nobody else may change or delete it',
  },
  checks: [
    check('publishes', 'POST /api/articles answers 201 with the new article and its author', async (trial) => {
      const { api, username } = await register(trial);
      const article = { ...newArticle(trial), tagList: ['dragons'] };
      const answer = (await api.post('/api/articles', { article })).hasStatus(201);
      const author = { username, bio: null, image: null, following: false, email: absent };
      const rest = { slug: anyText, createdAt: anyDate, updatedAt: anyDate, favorited: false, favoritesCount: 0, author };
      answer.isLike({ article: { ...article, ...rest } });
      for (const field of ['createdAt', 'updatedAt']) {
        const away = Math.abs((momentOf(part(answer, 'article')[field]) ?? Number.NaN) - Date.now());
        ensure(
          away < CLOCKS_DIFFER,
          `${answer.name}: "${field}" should be the time at which the article was written, but is ${brief(part(answer, 'article')[field])}.`,
        );
      }
      const untagged = (await api.post('/api/articles', { article: newArticle(trial) })).hasStatus(201, 'since tagList may be left out');
      untagged.isLike({ article: { tagList: [] } });
    }),

    check('reads', 'GET /api/articles/:slug answers everybody with 200 and the article', async (trial) => {
      const author = await register(trial);
      const sent = { ...newArticle(trial), tagList: ['dragons'] };
      const [{ path, ...article }, other] = [await publish(trial, author, sent), await publish(trial, author)];
      like(`The article in GET ${path}`, await readArticle(trial.api, path), { ...article, ...sent });
      like(`The article in GET ${other.path}`, await readArticle(trial.api, other.path), { title: other['title'] });
      refuses(await trial.api.get(articlePath(trial.unique('nothing-'))), 404, 'since there is no article with this slug');
    }),

    check('slug', 'The slug is made of the words of the title', async (trial) => {
      const author = await register(trial);
      const word = trial.unique('no');
      const { slug } = await publish(trial, author, { title: `  Dragons: The BEST, ${word}! ` });
      like(`The slug of "Dragons: The BEST, ${word}!"`, slug, matching(new RegExp(`^dragons-the-best-${word}(?:-[a-z0-9-]+)?$`)));
    }),

    check('unique-slug', 'Articles of the same title have slugs of their own, even when written at the same moment', async (trial) => {
      const author = await register(trial);
      await threeTimes(async () => {
        const { title } = newArticle(trial);
        const answers = await atOnce(trial.api, 4, () => author.api.post('/api/articles', { article: { ...newArticle(trial), title } }));
        const slugs = answers.map((answer) => {
          answer.hasStatus(201, 'since two articles may have the same title').isLike({ article: { slug: anyText } });
          return String(part(answer, 'article')['slug']);
        });
        const different = new Set(slugs).size;
        ensure(
          different === 4,
          `Four articles of the same title should have four different slugs, but have ${different}: ${brief(slugs)}.`,
        );
      });
      const { title, slug, path } = await publish(trial, author, { body: 'one' });
      const other = await publish(trial, author, { body: 'two' });
      const answer = (await author.api.put(other.path, { article: { title } })).hasStatus(200, 'since titles may be the same');
      const [renamed, plain] = [String(part(answer, 'article')['slug']), slugOf(String(title))];
      ensure(
        renamed.startsWith(`${plain}-`) || !slug.startsWith(plain),
        `The slug of a second article with the title "${String(title)}" should be "${plain}" with a "-" and something more, but is "${renamed}".`,
      );
      ensure(renamed !== slug, `${answer.name} gave the article the slug of another one with the same title.`);
      like(`The article in GET ${path}`, await readArticle(trial.api, path), { body: 'one' });
    }),

    check('changes', 'PUT /api/articles/:slug changes the fields that are sent, and no other', async (trial) => {
      const author = await register(trial);
      const { path, ...article } = await publish(trial, author, { tagList: ['dragons'] });
      // Until the clock has moved on: some keep time in whole seconds.
      const changes = { body: 'With fish.', description: 'A shorter way.', tagList: ['fish'] };
      const answer = await trial.eventually(async () => {
        const changed = (await author.api.put(path, { article: { body: changes.body } })).hasStatus(200);
        const isLater = timeOf(part(changed, 'article')) > timeOf(article);
        ensure(isLater, `${changed.name} should have a later "updatedAt" than before the change.`);
        return changed;
      }, 2_000);
      const { updatedAt } = part(answer, 'article');
      for (const [what, changed] of [
        [answer.name, part(answer, 'article')],
        [`The article in GET ${path} after the change`, await readArticle(trial.api, path)],
      ] as const) {
        like(what, changed, { ...article, body: changes.body, updatedAt });
      }
      const all = (await author.api.put(path, { article: changes })).hasStatus(200);
      like(`${all.name}, which changes three fields,`, part(all, 'article'), { title: article['title'], ...changes });
      like(`The article in GET ${path} after that`, await readArticle(trial.api, path), { title: article['title'], ...changes });
    }),

    check('renames', 'A new title gives a new slug, and the old address is answered with 404', async (trial) => {
      const author = await register(trial);
      const { path, slug } = await publish(trial, author);
      const title = trial.unique('With fish ');
      const answer = (await author.api.put(path, { article: { title } })).hasStatus(200);
      const renamed = String(part(answer, 'article')['slug']);
      ensure(renamed !== slug, `${answer.name} should have a new slug with the new title, but still has "${slug}".`);
      like(`The article in GET ${articlePath(renamed)}`, await readArticle(trial.api, articlePath(renamed)), { title });
      refuses(await trial.api.get(path), 404, 'since the article has another slug now');
    }),

    check('deletes', 'DELETE /api/articles/:slug answers 204, and the article is gone', async (trial) => {
      const author = await register(trial);
      const [{ path }, other] = [await publish(trial, author, { tagList: ['dragons'] }), await publish(trial, author)];
      (await author.api.delete(path, JSON_TYPE)).hasStatus(204, NO_BODY).isEmpty();
      refuses(await trial.api.get(path), 404, 'since the article was deleted');
      refuses(await author.api.delete(path), 404, 'since the article was deleted before');
      (await trial.api.get(other.path)).hasStatus(200, 'since another article was deleted, and not this one');
    }),

    check('owner', 'Only its author can change or delete an article', async (trial) => {
      const [author, eve] = await registerTwo(trial);
      const { path, ...article } = await publish(trial, author);
      const change = { article: { body: 'Eve was here.' } };
      await needsToken(trial.api, 'POST', '/api/articles', { article: newArticle(trial) });
      await needsToken(trial.api, 'PUT', path, change);
      await needsToken(trial.api, 'DELETE', path);
      refuses(await eve.api.put(path, change), 403, 'since this article was written by somebody else');
      refuses(await eve.api.delete(path), 403, 'since this article was written by somebody else');
      const nowhere = articlePath(trial.unique('nothing-'));
      refuses(await eve.api.put(nowhere, change), 404, 'since there is no article with this slug');
      refuses(await eve.api.delete(nowhere), 404, 'since there is no article with this slug');
      like('The article after others tried to change and delete it', await readArticle(trial.api, path), article);
    }),
  ],
});

/** So much may the clocks of two machines differ, in milliseconds. */
const CLOCKS_DIFFER = 5 * 60_000;

/** The slug of a title of plain words. */
const slugOf = (title: string): string => title.toLowerCase().replaceAll(' ', '-');

const timeOf = ({ updatedAt }: Fields): number => momentOf(updatedAt) ?? Number.NaN;
