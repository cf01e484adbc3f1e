import { STATUS_CODES } from 'node:http';
import { zValidator } from '@hono/zod-validator';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ZodType } from 'zod';
import { listQuery, newTodo, todoChanges } from './schemas';
import type { Todo, TodoStore } from './store';

interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** An error as clients see it (RFC 9457). */
function problem(c: Context, status: ContentfulStatusCode, detail: string, errors?: readonly FieldError[]): Response {
  c.header('Content-Type', 'application/problem+json');
  return c.body(JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail, errors }), status);
}

const onlyJson = createMiddleware(async (c, next) => {
  const [type = ''] = (c.req.header('content-type') ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json') throw new HTTPException(415, { message: 'Send JSON.' });
  await next();
});

/** The validator of Hono, with its refusals in our words. */
const valid = <T extends ZodType, Target extends 'json' | 'query'>(target: Target, schema: T) =>
  zValidator(target, schema, (result, c) => {
    if (result.success) return;
    const errors = result.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'body', message }));
    return problem(c, 422, 'Some fields have to be corrected.', errors);
  });

const unknown = () => new HTTPException(404, { message: 'There is no todo with this id.' });

export function createApp(store: TodoStore): Hono {
  const app = new Hono();
  app.use(cors({ origin: '*', exposeHeaders: ['Link', 'Location', 'X-Total-Count'] }));
  app.use(
    bodyLimit({
      maxSize: 100 * 1024,
      onError: (c) => problem(c, 413, 'The body is larger than 100 kB.'),
    }),
  );
  app.notFound((c) => problem(c, 404, `There is nothing at ${c.req.path}.`));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return problem(c, error.status as ContentfulStatusCode, error.message);
    console.error(error);
    return problem(c, 500, 'Something went wrong.');
  });

  app.get('/health', (c) => c.json({ status: 'ok' }));
  app.route('/todos', todoRoutes(store));
  return app;
}

function todoRoutes(store: TodoStore) {
  const address = (c: Context) => new URL('/todos', c.req.url).href;
  const view = (c: Context, todo: Todo) => ({ ...todo, url: `${address(c)}/${todo.id}` });

  return new Hono()
    .get('/', valid('query', listQuery), (c) => {
      const { completed, limit, offset } = c.req.valid('query');
      const found = store.list().filter((todo) => completed === undefined || todo.completed === completed);
      const end = limit === undefined ? found.length : offset + limit;
      c.header('X-Total-Count', String(found.length));
      if (limit !== undefined) {
        const link = (rel: string, start: number) => {
          const page = new URL(address(c));
          page.searchParams.set('limit', String(limit));
          page.searchParams.set('offset', String(start));
          if (completed !== undefined) page.searchParams.set('completed', String(completed));
          c.header('Link', `<${page.href}>; rel="${rel}"`, { append: true });
        };
        if (offset > 0) link('prev', Math.max(0, offset - limit));
        if (end < found.length) link('next', end);
      }
      return c.json(found.slice(offset, end).map((todo) => view(c, todo)));
    })
    .post('/', onlyJson, valid('json', newTodo), async (c) => {
      const todo = view(c, await store.create(c.req.valid('json')));
      c.header('Location', todo.url);
      return c.json(todo, 201);
    })
    .delete('/', async (c) => {
      await store.clear();
      return c.body(null, 204);
    })
    .get('/:id', (c) => {
      const todo = store.find(c.req.param('id'));
      if (!todo) throw unknown();
      return c.json(view(c, todo));
    })
    .patch('/:id', onlyJson, valid('json', todoChanges), async (c) => {
      const todo = await store.update(c.req.param('id'), c.req.valid('json'));
      if (!todo) throw unknown();
      return c.json(view(c, todo));
    })
    .delete('/:id', async (c) => {
      if (!(await store.remove(c.req.param('id')))) throw unknown();
      return c.body(null, 204);
    });
}
