import { Router, type Request } from 'express';
import { HttpError } from '../http/errors.ts';
import type { Links } from '../http/links.ts';
import { validate } from '../http/validate.ts';
import type { TodoRepository } from './repository.ts';
import { newTodoSchema, todoChangesSchema, type Todo } from './todo.ts';

/** Everything under `/todos`. A route reads the request, asks the repository and writes the answer; no more. */
export function todoRoutes(todos: TodoRepository, links: Links): Router {
  const router = Router();

  const urlOf = (request: Request, { id }: Todo) => links.absolute(request, `${request.baseUrl}/${id}`);
  /** A todo as clients see it. The address is not stored: it depends on how the client reached us. */
  const represent = (request: Request, todo: Todo) => ({ ...todo, url: urlOf(request, todo) });

  router.get('/', async (request, response) => {
    const list = await todos.list();
    response.json(list.map((todo) => represent(request, todo)));
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
