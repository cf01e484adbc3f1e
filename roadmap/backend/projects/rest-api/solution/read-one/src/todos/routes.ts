import { Router } from 'express';
import { HttpError } from '../http/errors.ts';
import { validate } from '../http/validate.ts';
import type { TodoRepository } from './repository.ts';
import { newTodoSchema } from './todo.ts';

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

  router.get('/:id', async (request, response) => {
    const todo = await todos.find(request.params.id);
    if (todo === undefined) throw new HttpError(404, 'There is no todo with this id.');
    response.json(todo);
  });

  return router;
}
