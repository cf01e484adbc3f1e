import { Router, type Request, type Response } from 'express';
import { HttpError } from '../http/errors.ts';
import type { Links } from '../http/links.ts';
import { validate } from '../http/validate.ts';
import { todoQuerySchema, type TodoQuery } from './query.ts';
import type { TodoRepository } from './repository.ts';
import { newTodoSchema, todoChangesSchema, type Todo } from './todo.ts';

/** Everything under `/todos`. A route reads the request, asks the repository and writes the answer; no more. */
export function todoRoutes(todos: TodoRepository, links: Links): Router {
  const router = Router();

  const urlOf = (request: Request, { id }: Todo) => links.absolute(request, `${request.baseUrl}/${id}`);
  /** A todo as clients see it. The address is not stored: it depends on how the client reached us. */
  const represent = (request: Request, todo: Todo) => ({ ...todo, url: urlOf(request, todo) });

  router.get('/', async (request, response) => {
    const query = validate(todoQuerySchema, request.query);
    const { items, total } = await todos.list(query);

    // About the list, but not of it: in headers, so that the body stays the plain array that clients expect.
    response.set('X-Total-Count', String(total));
    linkToOtherPages(request, response, query, total, links);
    response.json(items.map((todo) => represent(request, todo)));
  });

  router.post('/', async (request, response) => {
    const todo = await todos.create(validate(newTodoSchema, request.body));
    response.status(201).location(urlOf(request, todo)).json(represent(request, todo));
  });

  router.delete('/', async (_request, response) => {
    await todos.removeAll();
    response.status(204).end();
  });

  router.get('/:id', async (request, response) => {
    const todo = await todos.find(request.params.id);
    if (todo === undefined) throw unknownTodo();
    response.json(represent(request, todo));
  });

  router.patch('/:id', async (request, response) => {
    const changes = validate(todoChangesSchema, request.body);
    const todo = await todos.update(request.params.id, changes);
    if (todo === undefined) throw unknownTodo();
    response.json(represent(request, todo));
  });

  router.delete('/:id', async (request, response) => {
    const removed = await todos.remove(request.params.id);
    if (!removed) throw unknownTodo();
    response.status(204).end();
  });

  return router;
}

function unknownTodo(): HttpError {
  return new HttpError(404, 'There is no todo with this id.');
}

/** `Link: <…>; rel="next"` (RFC 8288): a client can walk through all pages without knowing how we count. */
function linkToOtherPages(request: Request, response: Response, query: TodoQuery, total: number, links: Links): void {
  const { completed, limit, offset } = query;
  if (limit === undefined) return;

  const page = (start: number) => {
    const search = new URLSearchParams({ limit: String(limit), offset: String(start) });
    if (completed !== undefined) search.set('completed', String(completed));
    return links.absolute(request, `${request.baseUrl}?${search}`);
  };

  const others: Record<string, string> = {};
  if (offset > 0) others['prev'] = page(Math.max(0, offset - limit));
  if (offset + limit < total) others['next'] = page(offset + limit);
  if (Object.keys(others).length > 0) response.links(others);
}
