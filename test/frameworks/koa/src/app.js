import { STATUS_CODES } from 'node:http';
import { bodyParser } from '@koa/bodyparser';
import cors from '@koa/cors';
import Router from '@koa/router';
import Koa from 'koa';
import * as v from 'valibot';
import { newTodo, query, todoChanges } from './schemas.js';

export function createApp(todos) {
  const app = new Koa();
  app.use(cors({ exposeHeaders: ['Link', 'Location', 'X-Total-Count'] }));
  app.use(problems);
  app.use(onlyJson);
  app.use(bodyParser({ enableTypes: ['json'], jsonLimit: '100kb', jsonStrict: false }));

  const router = routes(todos);
  app.use(router.routes());
  app.use(router.allowedMethods({ throw: true }));
  return app;
}

/** Errors go up through the layers, and end here: each is answered as a problem document. */
async function problems(ctx, next) {
  try {
    await next();
    if (ctx.status === 404 && ctx.body == null) ctx.throw(404, 'There is nothing at this address.');
  } catch (error) {
    const status = error.status ?? 500;
    if (status >= 500) ctx.app.emit('error', error, ctx);
    const detail = status >= 500 ? 'Something went wrong.' : error.message;
    ctx.status = status;
    ctx.body = { type: 'about:blank', title: STATUS_CODES[status], status, detail, errors: error.errors };
    ctx.type = 'application/problem+json';
  }
}

function onlyJson(ctx, next) {
  // `is` answers null where there is no body.
  if (ctx.is('json') === false) ctx.throw(415, 'Send JSON, with Content-Type: application/json.');
  return next();
}

/** What a schema makes of a value; what it refuses is told with the names of the fields. */
function parse(ctx, schema, value) {
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return output;
  const errors = issues.map((issue) => ({ field: v.getDotPath(issue) ?? 'body', message: issue.message }));
  return ctx.throw(422, 'Some fields have to be corrected.', { errors });
}

function routes(todos) {
  const router = new Router();
  const address = (ctx) => `${ctx.protocol}://${ctx.host}/todos`;
  const url = (ctx, id) => `${address(ctx)}/${id}`;
  const view = (ctx, todo) => ({ ...todo, url: url(ctx, todo.id) });
  const unknown = (ctx) => ctx.throw(404, 'There is no todo with this id.');

  router.get('/health', (ctx) => {
    ctx.body = { status: 'ok' };
  });

  router.get('/todos', (ctx) => {
    const { completed, limit, offset = 0 } = parse(ctx, query, { ...ctx.query });
    const found = todos.all().filter((todo) => completed === undefined || todo.completed === completed);
    const end = limit === undefined ? found.length : offset + limit;
    ctx.set('X-Total-Count', String(found.length));
    if (limit !== undefined) {
      const link = (rel, start) => {
        const search = new URLSearchParams({ ...ctx.query, offset: String(start) });
        ctx.append('Link', `<${address(ctx)}?${search}>; rel="${rel}"`);
      };
      if (offset > 0) link('prev', Math.max(0, offset - limit));
      if (end < found.length) link('next', end);
    }
    ctx.body = found.slice(offset, end).map((todo) => view(ctx, todo));
  });

  router.post('/todos', async (ctx) => {
    const todo = await todos.add(parse(ctx, newTodo, ctx.request.body));
    ctx.status = 201;
    ctx.set('Location', url(ctx, todo.id));
    ctx.body = view(ctx, todo);
  });

  router.delete('/todos', async (ctx) => {
    await todos.clear();
    ctx.status = 204;
  });

  router.get('/todos/:id', (ctx) => {
    const todo = todos.get(ctx.params.id) ?? unknown(ctx);
    ctx.body = view(ctx, todo);
  });

  router.patch('/todos/:id', async (ctx) => {
    const changes = parse(ctx, todoChanges, ctx.request.body);
    const todo = (await todos.change(ctx.params.id, changes)) ?? unknown(ctx);
    ctx.body = view(ctx, todo);
  });

  router.delete('/todos/:id', async (ctx) => {
    if (!(await todos.remove(ctx.params.id))) unknown(ctx);
    ctx.status = 204;
  });

  return router;
}
