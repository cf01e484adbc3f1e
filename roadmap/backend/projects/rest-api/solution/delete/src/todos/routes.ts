import { Router } from 'express';
import { HttpError } from '../http/errors.ts';
import { validate } from '../http/validate.ts';
import type { TodoRepository } from './repository.ts';
import { newTodoSchema, todoChangesSchema } from './todo.ts';

/** Everything under `/todos`. A route reads the request, asks the repository and writes the answer; no more. */
export function todoRoutes(todos: TodoRepository): Router {
  const router = Router();

  router.get('/', async (_request, response) => {
    response.json(await todos.list());
  });

  router.post('/', async (request, response) => {
    const todo = await todos.create(validate(newTodoSchema, request.body));
    response.status(201).json(todo);
  });

  router.delete('/', async (_request, response) => {
    await todos.removeAll();
    response.status(204).end();
  });

  router.get('/:id', async (request, response) => {
    const todo = await todos.find(request.params.id);
    if (todo === undefined) throw unknownTodo();
    response.json(todo);
  });

  router.patch('/:id', async (request, response) => {
    const changes = validate(todoChangesSchema, request.body);
    const todo = await todos.update(request.params.id, changes);
    if (todo === undefined) throw unknownTodo();
    response.json(todo);
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
