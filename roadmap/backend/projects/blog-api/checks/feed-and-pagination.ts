import { absent, anyDate, check, defineStage, ensure, equal, like, type Answer } from '#checkKit';
import { needsToken, newArticle, partObjects, publish, refuses, register, registerTwo, type Article, type Person } from './support/conduit';
import { watchDatabase } from './support/database';

export const stage = defineStage({
  passages: {
    newest: 'The newest is first, and of two of the same moment, the one that was written later.',
    filters: 'Three filters may be in the query, alone or together',
    total: '`articlesCount` is the number of all articles that fit the filters, on all pages together',
    pages: 'Read one after the other, the pages hold every article once',
    most: 'Treat a `limit` above 100 as 100',
    queries: 'a page of 20 articles should not need more of them than a page of one',
    refused: 'whole number above 0 and an `offset` that is no whole number from 0 are refused with 422',
    viewer: '`favorited` and `following` are those of the one',
    feed: 'the articles of those whom the user follows, not their own',
    'feed-token': 'It needs a token, else it is answered with 401.',
  },
  checks: [
    check('newest', 'GET /api/articles answers everybody with the newest articles first, without their bodies', async (trial) => {
      const author = await register(trial);
      const written: Article[] = [];
      for (let number = 0; number < MANY; number++) written.unshift(await publish(trial, author, { tagList: ['dragons'] }));
      const [second, first] = [written[0] as Article, written[MANY - 1] as Article];
      (await author.api.put(first.path, { article: { body: 'With fish.' } })).hasStatus(200);
      const answer = (await trial.api.get(`/api/articles?limit=${MANY}`)).hasStatus(200);
      holdsSlugs(answer, written);
      const { slug, title, description, tagList } = second;
      const by = { username: author.username, bio: null, image: null, following: false };
      const rest = { createdAt: anyDate, updatedAt: anyDate, favorited: false, favoritesCount: 0, author: by };
      const newest = partObjects(answer, 'articles')[0];
      like(`The newest article in GET ${answer.asked.path}`, newest, { slug, title, description, tagList, ...rest, body: absent });
    }),

    check('filters', 'tag, author and favorited filter the list, alone and together', async (trial) => {
      const [ada, bob] = await registerTwo(trial);
      const [tag, other] = [trial.unique('tag-'), trial.unique('tag-')];
      const tagged = await publish(trial, ada, { tagList: [tag] });
      const untagged = await publish(trial, ada, { tagList: [other] });
      const bobs = await publish(trial, bob, { tagList: [other, tag] });
      (await bob.api.post(`${untagged.path}/favorite`)).hasStatus(200);
      for (const [query, articles] of [
        [`author=${ada.username}`, [untagged, tagged]],
        [`tag=${tag}`, [bobs, tagged]],
        [`favorited=${bob.username}`, [untagged]],
        [`author=${ada.username}&tag=${tag}`, [tagged]],
        [`tag=${other}&favorited=${bob.username}`, [untagged]],
        [`tag=${tag}&favorited=${bob.username}`, []],
        [`author=${trial.unique('nobody')}`, []],
      ] as const) {
        holdsSlugs((await trial.api.get(`/api/articles?${query}`)).hasStatus(200), articles);
      }
    }),

    check(
      'total',
      'A page holds 20 articles unless limit says otherwise, and articlesCount counts all that fit the filter',
      async (trial) => {
        const author = await register(trial);
        const tag = trial.unique('tag-');
        await Promise.all(Array.from({ length: 21 }, (_, index) => publish(trial, author, { tagList: index < 2 ? [tag] : [] })));
        const mine = `author=${author.username}`;
        for (const [query, length, total] of [
          [mine, 20, 21],
          [`${mine}&limit=21`, 21, 21],
          [`${mine}&limit=3`, 3, 21],
          [`${mine}&offset=21`, 0, 21],
          [`${mine}&tag=${tag}`, 2, 2],
          [`tag=${tag}&limit=1`, 1, 2],
        ] as const) {
          const answer = (await trial.api.get(`/api/articles?${query}`)).hasStatus(200);
          equal(`The number of articles in GET ${answer.asked.path}`, partObjects(answer, 'articles').length, length);
          equal(`"articlesCount" in GET ${answer.asked.path}`, answer.object['articlesCount'], total);
        }
      },
    ),

    check('pages', 'Pages neither repeat nor skip an article, even when one is changed in between', async (trial) => {
      const author = await register(trial);
      // At once, so that some are of the same moment.
      const articles = await Promise.all(Array.from({ length: 8 }, () => publish(trial, author)));
      const page = async (limit: number, offset: number) => {
        const path = `/api/articles?author=${author.username}&limit=${limit}&offset=${offset}`;
        return partObjects((await trial.api.get(path)).hasStatus(200), 'articles').map(({ slug }) => slug);
      };
      const whole = await page(8, 0);
      const seen = await page(3, 0);
      const changed = articles.find(({ slug }) => slug === whole[7]);
      ensure(changed, 'GET /api/articles should hold all 8 articles of their author with limit=8, but one is missing.');
      (await author.api.put(changed.path, { article: { body: 'With fish.' } })).hasStatus(200);
      for (const offset of [3, 6]) {
        for (const slug of await page(3, offset)) {
          ensure(
            !seen.includes(slug),
            `"${String(slug)}" is on two pages of GET /api/articles: the order of the articles has to stay the same.`,
          );
          seen.push(slug);
        }
      }
      equal('The articles on three pages, one after the other,', seen, whole);
    }),

    check('most', 'A page holds 100 articles at most', async (trial) => {
      const author = await register(trial);
      const write = async () => (await author.api.post('/api/articles', { article: newArticle(trial) })).hasStatus(201);
      for (let left = MOST + 1; left > 0; left -= AT_ONCE) await Promise.all(Array.from({ length: Math.min(left, AT_ONCE) }, write));
      const path = `/api/articles?author=${author.username}&limit=1000000`;
      const answer = (await trial.api.get(path)).hasStatus(200, 'since a limit above 100 is treated as 100');
      equal(`The number of articles in GET ${path}`, partObjects(answer, 'articles').length, MOST);
      equal(`"articlesCount" in GET ${path}`, answer.object['articlesCount'], MOST + 1);
    }),

    check('queries', 'A page of 20 articles needs no more queries than a page of one', async (trial) => {
      const database = await watchDatabase(trial);
      const { api } = await trial.startAnother(database && { DATABASE_URL: database.url });
      if (!database) return;
      const author = await register(trial);
      const tagList = [trial.unique('tag-')];
      const articles = await Promise.all(Array.from({ length: 20 }, () => publish(trial, author, { tagList })));
      for (const answer of await Promise.all(articles.map(({ path }) => author.api.post(`${path}/favorite`)))) answer.hasStatus(200);
      const path = `/api/articles?author=${author.username}&limit=`;
      const queriesOf = async (limit: number) => {
        const counts: number[] = [];
        // The first time, a program may ask for more, such as the types that the database has.
        for (let number = 0; number < 3; number++) {
          const before = database.queries();
          equal('The number of articles', partObjects((await api.get(`${path}${limit}`)).hasStatus(200), 'articles').length, limit);
          counts.push(database.queries() - before);
        }
        return Math.min(...counts);
      };
      const [one, twenty] = [await queriesOf(1), await queriesOf(20)];
      ensure(
        twenty < one + SOME,
        `GET ${path}20 needs ${twenty} queries, and a page of one ${one}: something is asked for each article by itself.`,
      );
    }),

    check('refused', 'A limit or an offset that makes no sense is refused with 422, and named', async (trial) => {
      const { api } = await register(trial);
      for (const path of ['/api/articles', '/api/articles/feed']) {
        for (const [field, value] of [
          ['limit', '0'],
          ['limit', '-1'],
          ['limit', 'ten'],
          ['limit', '1.5'],
          ['limit', '3x'],
          ['offset', '-1'],
          ['offset', 'x'],
        ] as const) {
          refuses(await api.get(`${path}?${field}=${value}`), 422, `since the ${field} is "${value}"`, [field]);
        }
      }
    }),

    check('viewer', 'favorited and following in a list are those of who asks', async (trial) => {
      const [author, reader] = await registerTwo(trial);
      const { path } = await publish(trial, author);
      (await reader.api.post(`${path}/favorite`)).hasStatus(200);
      await follow(reader, author);
      for (const [api, who, isReader] of [
        [reader.api, 'who likes it and follows its author', true],
        [author.api, 'who wrote it', false],
        [trial.api, 'without a token', false],
      ] as const) {
        const answer = (await api.get(`/api/articles?author=${author.username}`)).hasStatus(200);
        const expected = { favorited: isReader, favoritesCount: 1, author: { following: isReader } };
        like(`The article in GET ${answer.asked.path}, for somebody ${who}`, partObjects(answer, 'articles')[0], expected);
      }
    }),

    check('feed', 'GET /api/articles/feed holds what those have written whom the user follows, newest first', async (trial) => {
      const [[reader, ada], [bob, eve]] = await Promise.all([registerTwo(trial), registerTwo(trial)]);
      const byAda = await publish(trial, ada);
      const byBob = await publish(trial, bob);
      const latest = await publish(trial, ada);
      await publish(trial, eve);
      await publish(trial, reader);
      const feed = async (query = '') => (await reader.api.get(`/api/articles/feed${query}`)).hasStatus(200);
      holdsSlugs(await feed(), [], 0, 'while the user follows nobody');
      await follow(reader, ada);
      await follow(reader, bob);
      await follow(eve, reader);
      const all = await feed();
      holdsSlugs(all, [latest, byBob, byAda], 3, 'when the user follows two of the authors');
      for (const article of partObjects(all, 'articles')) {
        like('An article in the feed', article, { author: { following: true }, body: absent });
      }
      holdsSlugs(await feed('?limit=1&offset=1'), [byBob], 3, 'when the user follows two of the authors');
      (await reader.api.delete(`/api/profiles/${ada.username}/follow`)).hasStatus(200);
      holdsSlugs(await feed(), [byBob], 1, 'after the user stopped following one of the authors');
    }),

    check('feed-token', 'GET /api/articles/feed needs a token, else 401', async ({ api }) => {
      await needsToken(api, 'GET', '/api/articles/feed');
    }),
  ],
});

/** So many that they are not in the right order by chance. */
const MANY = 6;
const [MOST, AT_ONCE] = [100, 20];
/** What a program that asks for twenty things in two parts needs more, which is not one for each. */
const SOME = 10;

async function follow(who: Person, whom: Person): Promise<void> {
  (await who.api.post(`/api/profiles/${whom.username}/follow`)).hasStatus(200);
}

/** Holds a list to these articles, in this order; with `total`, also its "articlesCount". */
function holdsSlugs(answer: Answer, articles: readonly Article[], total?: number, when?: string): void {
  const what = `in GET ${answer.asked.path}${when === undefined ? '' : ` (${when})`}`;
  const slugs = partObjects(answer, 'articles').map(({ slug }) => slug);
  equal(
    `The slugs ${what}`,
    slugs,
    articles.map(({ slug }) => slug),
  );
  if (total !== undefined) equal(`"articlesCount" ${what}`, answer.object['articlesCount'], total);
}
