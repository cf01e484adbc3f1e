import { atOnce, check, defineStage, ensure, equal, like, type Api } from '#checkKit';
import {
  articlePath,
  JSON_TYPE,
  needsToken,
  newArticle,
  NO_BODY,
  part,
  partList,
  publish,
  readArticle,
  refuses,
  register,
  registerTwo,
  threeTimes,
  type Article,
  type Fields,
} from './support/conduit';

export const stage = defineStage({
  passages: {
    favorites: 'The answer is 200 with the whole article',
    once: 'Who likes an article twice is counted once',
    everybody: 'and five from five people make five',
    viewer: 'it is true only for a request with the token of somebody who likes the',
    refused: 'They need a token, without which the answer is 401, and an article, else it is 404.',
    'tag-list': 'A tag that is sent twice is kept once',
    tags: 'answers everybody with 200 and the names of all tags that an article has, each of them once',
    'new-tag': 'Several articles may bring',
    unused: 'A tag that no article has any more',
  },
  checks: [
    check('favorites', 'POST and DELETE /api/articles/:slug/favorite answer 200 with the article, liked and not', async (trial) => {
      const [author, reader] = await registerTwo(trial);
      const article = await publish(trial, author);
      for (const [method, favorited] of [
        ['POST', true],
        ['DELETE', false],
      ] as const) {
        const answer = (await reader.api.send(method, favoriteOf(article))).hasStatus(200);
        holds(answer.name, part(answer, 'article'), favorited, favorited ? 1 : 0);
        like(
          `${answer.name}: "article"`,
          { path: article.path, ...part(answer, 'article') },
          { ...article, favorited, favoritesCount: favorited ? 1 : 0 },
        );
        (await reader.api.send(method, favoriteOf(article), JSON_TYPE)).hasStatus(200, NO_BODY);
        await seenBy(reader.api, article, favorited, favorited ? 1 : 0, `after ${method} …/favorite`);
      }
    }),

    check('once', 'Who likes an article several times, even at the same moment, is counted once', async (trial) => {
      const [author, reader] = await registerTwo(trial);
      const article = await publish(trial, author);
      await threeTimes(async () => {
        const answers = await atOnce(trial.api, 6, () => reader.api.post(favoriteOf(article)));
        for (const answer of answers) answer.hasStatus(200, 'since to like again changes nothing');
        await seenBy(reader.api, article, true, 1, 'after one user liked it six times at the same moment');
        (await reader.api.delete(favoriteOf(article))).hasStatus(200);
        await seenBy(reader.api, article, false, 0, 'after the only one who liked it took it back');
      });
      (await reader.api.delete(favoriteOf(article))).hasStatus(200, 'since to take back again changes nothing');
      (await reader.api.post(favoriteOf(article))).hasStatus(200);
      (await reader.api.post(favoriteOf(article))).hasStatus(200, 'since to like again changes nothing');
      await seenBy(reader.api, article, true, 1, 'after the same user liked it twice, one after the other');
      (await author.api.delete(favoriteOf(article))).hasStatus(200, 'since to take back again changes nothing');
      await seenBy(reader.api, article, true, 1, 'after somebody who never liked it took that back');
    }),

    check('everybody', 'Likes of several people at the same moment are all counted', async (trial) => {
      const [author, ...people] = await Promise.all([register(trial), ...Array.from({ length: 5 }, () => register(trial))]);
      const article = await publish(trial, author);
      const answers = await atOnce(trial.api, people.length, (number) => (people[number] ?? author).api.post(favoriteOf(article)));
      for (const answer of answers) answer.hasStatus(200);
      await seenBy(trial.api, article, false, people.length, `after ${people.length} people liked it at the same moment`);
    }),

    check('viewer', 'Whether favorited is true depends on who asks', async (trial) => {
      const [author, reader] = await registerTwo(trial);
      const article = await publish(trial, author);
      (await reader.api.post(favoriteOf(article))).hasStatus(200);
      await seenBy(reader.api, article, true, 1, 'to the one who likes it');
      await seenBy(author.api, article, false, 1, 'to somebody who does not like it');
      await seenBy(trial.api, article, false, 1, 'to somebody without a token');
      (await author.api.post(favoriteOf(article))).hasStatus(200);
      const changed = (await author.api.put(article.path, { article: { body: 'With fish.' } })).hasStatus(200);
      holds(`The answer to its author, who likes it, too, after a change of it:`, part(changed, 'article'), true, 2);
    }),

    check('refused', 'To like needs a token, else 401, and an article, else 404', async (trial) => {
      const author = await register(trial);
      const article = await publish(trial, author);
      const nowhere = { path: articlePath(trial.unique('nothing-')) };
      for (const method of ['POST', 'DELETE']) {
        await needsToken(trial.api, method, favoriteOf(article));
        refuses(await author.api.send(method, favoriteOf(nowhere)), 404, 'since there is no such article');
      }
    }),

    check('tag-list', 'A tag that is sent twice is kept once, and a new tagList takes the place of the old', async (trial) => {
      const author = await register(trial);
      const { path, ...article } = await publish(trial, author, { tagList: ['dragons', 'fire', 'dragons'] });
      holdsTags('The article that was written with a tag twice', article, ['dragons', 'fire']);
      const change = async (fields: object) => {
        (await author.api.put(path, { article: fields })).hasStatus(200);
        return readArticle(trial.api, path);
      };
      holdsTags('The article after a change of its body', await change({ body: 'With fish.' }), ['dragons', 'fire']);
      holdsTags('The article after a new tagList', await change({ tagList: ['fish', 'fire'] }), ['fire', 'fish']);
      holdsTags('The article after an empty tagList', await change({ tagList: [] }), []);
    }),

    check('tags', 'GET /api/tags answers 200 with each tag that an article has, once', async (trial) => {
      const author = await register(trial);
      const [often, seldom] = [trial.unique('often-'), trial.unique('seldom-')];
      const many = Array.from({ length: MANY }, () => trial.unique('one-'));
      const lists = [[often, seldom], [seldom, often], [often], [often], many.slice(0, MANY / 2), many.slice(MANY / 2)];
      for (const tagList of lists) await publish(trial, author, { tagList });
      const tags = await allTags(trial.api);
      for (const tag of many) ensure(tags.includes(tag), `GET /api/tags should hold "${tag}", which an article has.`);
      for (const tag of [often, seldom]) {
        const times = tags.filter((one) => one === tag).length;
        ensure(times === 1, `GET /api/tags should hold "${tag}", which several articles have, once, but holds it ${times} times.`);
      }
    }),

    check('new-tag', 'Articles that bring the same new tag at the same moment are all published', async (trial) => {
      const author = await register(trial);
      await threeTimes(async () => {
        const tag = trial.unique('new-');
        const article = () => ({ ...newArticle(trial), tagList: [tag] });
        const answers = await atOnce(trial.api, 5, () => author.api.post('/api/articles', { article: article() }));
        for (const answer of answers) {
          answer.hasStatus(201, 'since several articles may bring the same new tag at the same moment');
          holdsTags(answer.name, part(answer, 'article'), [tag]);
        }
      });
    }),

    check('unused', 'A tag that no article has any more is not in GET /api/tags', async (trial) => {
      const author = await register(trial);
      const [kept, dropped, deleted] = [trial.unique('kept-'), trial.unique('dropped-'), trial.unique('deleted-')];
      const [changing, leaving] = [
        await publish(trial, author, { tagList: [kept, dropped] }),
        await publish(trial, author, { tagList: [kept, deleted] }),
      ];
      (await author.api.put(changing.path, { article: { tagList: [kept] } })).hasStatus(200);
      (await author.api.delete(leaving.path)).hasStatus(204);
      const tags = await allTags(trial.api);
      ensure(tags.includes(kept), `GET /api/tags should hold "${kept}", which an article has.`);
      ensure(!tags.includes(dropped), `GET /api/tags still holds "${dropped}", which was taken away from the only article that had it.`);
      ensure(!tags.includes(deleted), `GET /api/tags still holds "${deleted}", although the only article that had it was deleted.`);
    }),
  ],
});

/** More tags than a short list has. */
const MANY = 30;

const favoriteOf = ({ path }: Pick<Article, 'path'>): string => `${path}/favorite`;

const allTags = async (api: Api): Promise<readonly unknown[]> => partList((await api.get('/api/tags')).hasStatus(200), 'tags');

/** Holds what somebody sees of an article; `when` ends the sentence. */
async function seenBy(api: Api, { path }: Article, favorited: boolean, count: number, when: string): Promise<void> {
  holds(`The article in GET ${path}, ${when},`, await readArticle(api, path), favorited, count);
}

function holds(what: string, article: Fields, favorited: boolean, count: number): void {
  equal(`${what} "favoritesCount"`, article['favoritesCount'], count);
  equal(`${what} "favorited"`, article['favorited'], favorited);
}

/** In any order: that is up to the program. */
function holdsTags(what: string, { tagList }: Fields, tags: readonly string[]): void {
  equal(`${what}: "tagList"`, Array.isArray(tagList) ? [...(tagList as unknown[])].sort() : tagList, tags);
}
