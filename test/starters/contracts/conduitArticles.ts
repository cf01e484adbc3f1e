import assert from 'node:assert/strict';
import { nothing } from './api';
import {
  articleShape,
  articlesShape,
  commentShape,
  commentsShape,
  errorShape,
  profileShape,
  tagsShape,
  type Conduit,
  type Person,
} from './conduit';

const BLANK = "can't be blank";
const noToken = errorShape('token', 'is missing');
const noArticle = errorShape('article', 'not found');

/** Articles, lists of them, favorites, tags and comments. */
export function describeArticles(api: Conduit): void {
  let author: Person;
  let reader: Person;
  before(async () => ([author, reader] = [await api.register(), await api.register()]));

  const read = (slug: string, token?: string) =>
    api.ask(['GET', `/articles/${slug}`], 200, articleShape, token === undefined ? {} : { token });
  const change = (slug: string, article: object) =>
    api.ask(['PUT', `/articles/${slug}`], 200, articleShape, { body: { article }, token: author.token });
  const list = (query: string, token?: string) =>
    api.ask(['GET', `/articles${query}`], 200, articlesShape, token === undefined ? {} : { token });
  const slugsOf = ({ articles }: { articles: readonly { slug: string }[] }) => articles.map(({ slug }) => slug);

  describe('articles', () => {
    it('are published with all that was sent', async () => {
      const sent = { ...api.newArticle(), tagList: ['dragons', 'training'] };
      const { article } = await api.ask(['POST', '/articles'], 201, articleShape, { body: { article: sent }, token: author.token });
      const { slug, createdAt, updatedAt, ...rest } = article;
      assert.equal(createdAt, updatedAt);
      const by = { username: author.username, bio: null, image: null, following: false };
      assert.deepEqual(rest, { ...sent, favorited: false, favoritesCount: 0, author: by });
      assert.deepEqual(await read(slug), { article });
    });

    it('need no tags', async () => {
      assert.deepEqual((await read(await api.publish(author))).article.tagList, []);
    });

    it('of one title have slugs of their own', async () => {
      assert.notEqual(await api.publish(author, { title: 'Twins' }), await api.publish(author, { title: 'Twins' }));
    });

    for (const field of ['title', 'description', 'body']) {
      it(`without a ${field} are refused`, async () => {
        for (const wrong of ['', undefined]) {
          const body = { article: { ...api.newArticle(), [field]: wrong } };
          await api.ask(['POST', '/articles'], 422, errorShape(field, BLANK), { body, token: author.token });
        }
      });
    }

    it('change where their author says so, and nowhere else', async () => {
      const slug = await api.publish(author, { tagList: ['a', 'b'] });
      const before = (await read(slug)).article;
      const { article } = await change(slug, { body: 'Changed' });
      assert.notEqual(article.updatedAt, before.updatedAt);
      assert.deepEqual({ ...article, updatedAt: '' }, { ...before, body: 'Changed', updatedAt: '' });
      assert.deepEqual(await read(slug), { article });
      assert.deepEqual((await change(slug, { tagList: [] })).article.tagList, []);
      assert.deepEqual((await read(slug)).article.tagList, []);
      assert.equal((await api.send('PUT', `/articles/${slug}`, { body: { article: { tagList: null } }, token: author.token })).status, 422);
    });

    it('get another slug with another title', async () => {
      const slug = await api.publish(author);
      const { article } = await change(slug, { title: 'Did you train your dragon?' });
      assert.notEqual(article.slug, slug);
      assert.equal((await read(article.slug)).article.title, 'Did you train your dragon?');
      await api.ask(['GET', `/articles/${slug}`], 404, noArticle);
    });

    it('are gone when their author deletes them', async () => {
      const slug = await api.publish(author);
      await api.ask(['DELETE', `/articles/${slug}`], 204, nothing, { token: author.token });
      await api.ask(['GET', `/articles/${slug}`], 404, noArticle);
    });

    it('belong to their author', async () => {
      const slug = await api.publish(author);
      const forbidden = errorShape('article', 'forbidden');
      await api.ask(['PUT', `/articles/${slug}`], 403, forbidden, { body: { article: { body: 'Mine' } }, token: reader.token });
      await api.ask(['DELETE', `/articles/${slug}`], 403, forbidden, { token: reader.token });
      assert.equal((await read(slug)).article.body, 'You have to believe');
    });

    for (const [method, path, body] of [
      ['POST', '', { article: { title: 'x', description: 'x', body: 'x' } }],
      ['GET', '/feed'],
      ['PUT', '/nothing', { article: { body: 'x' } }],
      ['DELETE', '/nothing'],
      ['POST', '/nothing/favorite'],
      ['DELETE', '/nothing/favorite'],
      ['POST', '/nothing/comments', { comment: { body: 'x' } }],
      ['DELETE', '/nothing/comments/1'],
    ] as const) {
      it(`${method} /articles${path} needs a token, and then an article`, async () => {
        await api.ask([method, `/articles${path}`], 401, noToken, { body });
        if (path.startsWith('/nothing')) await api.ask([method, `/articles${path}`], 404, noArticle, { body, token: reader.token });
      });
    }
  });

  describe('lists', () => {
    it('are newest first, in pages, and know how many there are', async () => {
      const writer = await api.register();
      const slugs = [await api.publish(writer), await api.publish(writer), await api.publish(writer)].reverse();
      const mine = `?author=${writer.username}`;
      const all = await list(mine);
      assert.deepEqual([slugsOf(all), all.articlesCount], [slugs, 3]);
      for (const offset of [0, 1, 2, 3]) {
        const page = await list(`${mine}&limit=1&offset=${offset}`);
        assert.deepEqual([slugsOf(page), page.articlesCount], [slugs.slice(offset, offset + 1), 3]);
      }
      assert.equal((await list('?limit=1')).articles[0]?.slug, slugs[0]);
    });

    it('are filtered by tag, author and who likes them', async () => {
      const writer = await api.register();
      const slug = await api.publish(writer, { tagList: [`tag-of-${writer.username}`] });
      await api.publish(writer);
      await api.ask(['POST', `/articles/${slug}/favorite`], 200, articleShape, { token: writer.token });
      assert.equal((await list(`?author=${writer.username}`)).articlesCount, 2);
      for (const filter of [`tag=tag-of-${writer.username}`, `favorited=${writer.username}`]) {
        assert.deepEqual(slugsOf(await list(`?${filter}`)), [slug], filter);
        assert.equal((await list(`?${filter}`, writer.token)).articles[0]?.favorited, true);
      }
      assert.deepEqual(await list('?tag=nobody-used-this'), { articles: [], articlesCount: 0 });
    });

    it('hold 20 articles unless told otherwise', async () => {
      const writer = await api.register();
      for (let count = 0; count < 21; count += 1) await api.publish(writer);
      const { articles, articlesCount } = await list(`?author=${writer.username}`);
      assert.deepEqual([articles.length, articlesCount], [20, 21]);
    });

    it('the feed holds what those have written whom one follows', async () => {
      const [fan, star] = [await api.register(), await api.register()];
      const feed = (query = '') => api.ask(['GET', `/articles/feed${query}`], 200, articlesShape, { token: fan.token });
      const slugs = [await api.publish(star), await api.publish(star)].reverse();
      assert.deepEqual(await feed(), { articles: [], articlesCount: 0 });
      await api.ask(['POST', `/profiles/${star.username}/follow`], 200, profileShape, { token: fan.token });
      const all = await feed();
      assert.deepEqual([slugsOf(all), all.articlesCount], [slugs, 2]);
      assert.ok(all.articles.every((article) => article.author.following));
      const second = await feed('?limit=1&offset=1');
      assert.deepEqual([slugsOf(second), second.articlesCount], [slugs.slice(1), 2]);
      await api.ask(['DELETE', `/profiles/${star.username}/follow`], 200, profileShape, { token: fan.token });
      assert.equal((await feed()).articlesCount, 0);
    });
  });

  it('favorites count people and not clicks, and are shown to those who have them', async () => {
    const slug = await api.publish(author);
    const click = (method: string, { token }: Person) => api.ask([method, `/articles/${slug}/favorite`], 200, articleShape, { token });
    const state = ({ article }: { article: { favorited: boolean; favoritesCount: number } }) => [article.favorited, article.favoritesCount];
    assert.deepEqual(state(await click('POST', reader)), [true, 1]);
    assert.deepEqual(state(await click('POST', reader)), [true, 1]);
    assert.deepEqual(state(await click('POST', author)), [true, 2]);
    assert.deepEqual(state(await click('DELETE', author)), [false, 1]);
    assert.deepEqual(state(await read(slug, author.token)), [false, 1]);
    assert.deepEqual(state(await read(slug, reader.token)), [true, 1]);
    assert.deepEqual(state(await read(slug)), [false, 1]);
  });

  it('tags are those that articles have', async () => {
    await api.publish(author, { tagList: ['seldom', 'often'] });
    const { tags } = await api.ask(['GET', '/tags'], 200, tagsShape);
    for (const tag of ['seldom', 'often']) assert.equal(tags.filter((one) => one === tag).length, 1);
  });

  describe('comments', () => {
    let slug: string;
    let address: string;
    beforeEach(async () => {
      slug = await api.publish(author);
      address = `/articles/${slug}/comments`;
    });
    const say = (body: string, { token }: Person) => api.ask(['POST', address], 201, commentShape, { body: { comment: { body } }, token });
    const all = async () => (await api.ask(['GET', address], 200, commentsShape)).comments;

    it('are answered, listed, and taken back one by one', async () => {
      const first = (await say('His name was my name too.', reader)).comment;
      const second = (await say('Whenever we go out', reader)).comment;
      assert.deepEqual([first.body, first.author.username], ['His name was my name too.', reader.username]);
      assert.deepEqual((await all()).map(({ id }) => id).sort(), [first.id, second.id].sort());
      await api.ask(['DELETE', `${address}/${first.id}`], 204, nothing, { token: reader.token });
      assert.deepEqual(await all(), [second]);
    });

    it('are refused when they are empty', async () => {
      await api.ask(['POST', address], 422, errorShape('body', BLANK), { body: { comment: { body: '' } }, token: reader.token });
    });

    it('belong to who wrote them', async () => {
      const { comment } = await say('Mine', reader);
      await api.ask(['DELETE', `${address}/${comment.id}`], 403, errorShape('comment', 'forbidden'), { token: author.token });
      await api.ask(['DELETE', `${address}/999999`], 404, errorShape('comment', 'not found'), { token: author.token });
      assert.equal((await all()).length, 1);
    });

    it('of no article are not found', () => api.ask(['GET', '/articles/nothing/comments'], 404, noArticle));
  });
}
