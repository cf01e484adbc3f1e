import { Router, type Request } from 'express';
import type { Authenticator } from '../auth/authenticator.ts';
import { forbiddenError, notFoundError } from '../http/errors.ts';
import { validate } from '../http/validate.ts';
import { presentArticle, type ArticleRow } from './article.ts';
import type { ArticleRepository } from './repository.ts';
import { articleChanges, newArticle } from './schemas.ts';

export interface ArticleRoutes {
  readonly articles: ArticleRepository;
  readonly authenticator: Authenticator;
}

type WithSlug = Request<{ slug: string }>;

/** The order of the questions is always the same: who are you, does it exist, is it yours, is the body right? */
export function articleRoutes({ articles, authenticator }: ArticleRoutes): Router {
  const router = Router();

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
