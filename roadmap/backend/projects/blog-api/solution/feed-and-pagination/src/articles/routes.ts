import { Router, type Request } from 'express';
import type { Authenticator } from '../auth/authenticator.ts';
import { forbiddenError, notFoundError } from '../http/errors.ts';
import { validate } from '../http/validate.ts';
import { presentArticle, presentSummary, type ArticleRow } from './article.ts';
import type { ArticlePage, ArticleRepository } from './repository.ts';
import { articleChanges, articleQuery, newArticle, page } from './schemas.ts';

export interface ArticleRoutes {
  readonly articles: ArticleRepository;
  readonly authenticator: Authenticator;
}

type WithSlug = Request<{ slug: string }>;

/** The order of the questions is always the same: who are you, does it exist, is it yours, is the body right? */
export function articleRoutes({ articles, authenticator }: ArticleRoutes): Router {
  const router = Router();

  router.get('/', async (request, response) => {
    const viewerId = authenticator.identify(request);
    response.json(presentPage(await articles.list(validate(articleQuery, request.query), viewerId)));
  });

  // Before "/:slug", which would otherwise look for an article with the slug "feed".
  router.get('/feed', async (request, response) => {
    const user = await authenticator.requireUser(request);
    response.json(presentPage(await articles.feed(validate(page, request.query), user.id)));
  });

  router.post('/', async (request, response) => {
    const user = await authenticator.requireUser(request);
    const { article } = validate(newArticle, request.body);
    response.status(201).json(presentArticle(await articles.create(user.id, article)));
  });

  router.get('/:slug', async (request, response) => {
    const viewerId = authenticator.identify(request);
    response.json(presentArticle(await findOr404(request.params.slug, viewerId)));
  });

  router.put('/:slug', async (request, response) => {
    const article = await requireOwn(request);
    const { article: changes } = validate(articleChanges, request.body);
    const updated = await articles.update(article, changes);
    if (!updated) throw notFoundError('article');
    response.json(presentArticle(updated));
  });

  router.delete('/:slug', async (request, response) => {
    const article = await requireOwn(request);
    await articles.delete(article.id);
    response.status(204).end();
  });

  router.post('/:slug/favorite', async (request, response) => {
    const user = await authenticator.requireUser(request);
    const { id, slug } = await findOr404(request.params.slug);
    await articles.favorite(id, user.id);
    response.json(presentArticle(await findOr404(slug, user.id)));
  });

  router.delete('/:slug/favorite', async (request, response) => {
    const user = await authenticator.requireUser(request);
    const { id, slug } = await findOr404(request.params.slug);
    await articles.unfavorite(id, user.id);
    response.json(presentArticle(await findOr404(slug, user.id)));
  });

  async function findOr404(slug: string, viewerId?: number): Promise<ArticleRow> {
    const article = await articles.find(slug, viewerId);
    if (!article) throw notFoundError('article');
    return article;
  }

  async function requireOwn(request: WithSlug): Promise<ArticleRow> {
    const user = await authenticator.requireUser(request);
    const article = await findOr404(request.params.slug);
    if (article.authorId !== user.id) throw forbiddenError('article');
    return article;
  }

  return router;
}

function presentPage({ rows, total }: ArticlePage) {
  return { articles: rows.map(presentSummary), articlesCount: total };
}
