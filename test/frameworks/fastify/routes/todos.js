'use strict';

const { problem } = require('../problems');

const properties = {
  title: { type: 'string', minLength: 1, maxLength: 500 },
  completed: { type: 'boolean' },
  order: { type: 'number', nullable: true },
};
const newTodo = { type: 'object', properties, required: ['title'] };
const todoChanges = { type: 'object', properties };

const query = {
  type: 'object',
  properties: {
    completed: { enum: ['true', 'false'] },
    limit: { type: 'string', pattern: '^0*([1-9][0-9]?|100)$' },
    offset: { type: 'string', pattern: '^[0-9]+$' },
  },
};

const params = { type: 'object', properties: { id: { type: 'string' } } };

/** Before the schema counts characters. A list that was sent has no title. */
async function trimTitle({ body }) {
  if (typeof body?.title === 'string') body.title = body.title.trim();
}

const fieldsOf = ({ title, completed, order }) =>
  Object.fromEntries(Object.entries({ title, completed, order }).filter(([, value]) => value !== undefined));

module.exports = async function todoRoutes(app) {
  const address = (request) => `${request.protocol}://${request.host}/todos`;
  const view = (request, todo) => ({ ...todo, url: `${address(request)}/${todo.id}` });
  const unknown = (reply) => problem(reply, 404, 'There is no todo with this id.');

  app.get('/', { schema: { querystring: query } }, async (request, reply) => {
    const { completed } = request.query;
    const limit = request.query.limit && Number(request.query.limit);
    const offset = Number(request.query.offset ?? 0);
    const todos = [...app.todos.todos.values()].filter((todo) => completed === undefined || completed === String(todo.completed));

    reply.header('X-Total-Count', todos.length);
    if (limit !== undefined) {
      const page = (rel, start) => {
        const search = new URLSearchParams({ limit, offset: start, ...(completed && { completed }) });
        return `<${address(request)}?${search}>; rel="${rel}"`;
      };
      const links = [];
      if (offset > 0) links.push(page('prev', Math.max(0, offset - limit)));
      if (offset + limit < todos.length) links.push(page('next', offset + limit));
      if (links.length > 0) reply.header('Link', links.join(', '));
    }
    const end = limit === undefined ? todos.length : offset + limit;
    return todos.slice(offset, end).map((todo) => view(request, todo));
  });

  app.post('/', { preValidation: trimTitle, schema: { body: newTodo } }, async (request, reply) => {
    const todo = view(request, await app.todos.create(fieldsOf(request.body)));
    return reply.code(201).header('Location', todo.url).send(todo);
  });

  app.delete('/', async (request, reply) => {
    await app.todos.clear();
    return reply.code(204).send();
  });

  app.get('/:id', { schema: { params } }, async (request, reply) => {
    const todo = app.todos.todos.get(request.params.id);
    return todo ? view(request, todo) : unknown(reply);
  });

  app.patch('/:id', { preValidation: trimTitle, schema: { params, body: todoChanges } }, async (request, reply) => {
    const todo = await app.todos.update(request.params.id, fieldsOf(request.body));
    return todo ? view(request, todo) : unknown(reply);
  });

  app.delete('/:id', { schema: { params } }, async (request, reply) => {
    const isGone = await app.todos.remove(request.params.id);
    return isGone ? reply.code(204).send() : unknown(reply);
  });
};
