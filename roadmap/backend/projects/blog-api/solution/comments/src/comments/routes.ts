import { Router, type Request } from 'express';
import { z } from 'zod';
import type { ArticleRepository } from '../articles/repository.ts';
import type { Authenticator } from '../auth/authenticator.ts';
import { forbiddenError, notFoundError } from '../http/errors.ts';
import { BLANK, text, wrapped } from '../http/fields.ts';
import { validate } from '../http/validate.ts';
import { presentComment, type CommentRepository } from './repository.ts';

export interface CommentRoutes {
  readonly articles: ArticleRepository;
  readonly comments: CommentRepository;
  readonly authenticator: Authenticator;
}

const newComment = wrapped(
  'comment',
  z.object({ body: text(10_000).refine((value) => value.trim() !== '', BLANK) }, BLANK),
);

/** A number that PostgreSQL has room for. Everything else cannot be the id of a comment. */
const commentId = z.coerce.number().int().min(1).max(2_147_483_647);

/** Below `/articles/:slug/comments`. */
export function commentRoutes({ articles, comments, authenticator }: CommentRoutes): Router {
  const router = Router({ mergeParams: true });

  router.get('/', async (request: Request<{ slug: string }>, response) => {
    const viewerId = authenticator.identify(request);
    const rows = await comments.list(await articleIdOr404(request.params.slug), viewerId);
    response.json({ comments: rows.map(presentComment) });
  });

  router.post('/', async (request: Request<{ slug: string }>, response) => {
    const user = await authenticator.requireUser(request);
    const articleId = await articleIdOr404(request.params.slug);
    const { body } = validate(newComment, request.body).comment;

    const comment = await comments.create(articleId, user.id, body);
    if (!comment) throw notFoundError('article');
    response.status(201).json({ comment: presentComment(comment) });
  });

  router.delete('/:id', async (request: Request<{ slug: string; id: string }>, response) => {
    const user = await authenticator.requireUser(request);
    const articleId = await articleIdOr404(request.params.slug);
    const { data: id } = commentId.safeParse(request.params.id);

    const comment = id && (await comments.find(articleId, id));
    if (!comment) throw notFoundError('comment');
    if (comment.authorId !== user.id) throw forbiddenError('comment');

    await comments.delete(comment.id);
    response.status(204).end();
  });

  async function articleIdOr404(slug: string): Promise<number> {
    const id = await articles.findId(slug);
    if (id === undefined) throw notFoundError('article');
    return id;
  }

  return router;
}
