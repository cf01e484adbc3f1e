'use strict';

const Boom = require('@hapi/boom');
const Joi = require('joi');
const { TodoStore } = require('./store');

const title = Joi.string().trim().min(1).max(500);
const completed = Joi.boolean().strict();
const order = Joi.number().strict().unsafe().allow(null);

const newTodo = Joi.object({ title: title.required(), completed: completed.default(false), order: order.default(null) }).required();
const changes = Joi.object({ title, completed, order }).required();

const listQuery = Joi.object({
  completed: Joi.string().valid('true', 'false'),
  limit: Joi.string().pattern(/^0*([1-9]\d?|100)$/, 'a whole number from 1 to 100'),
  offset: Joi.string().pattern(/^\d+$/, 'a whole number').default('0'),
});

const addressOf = ({ info, server }) => `${server.info.protocol}://${info.host}/todos`;
const view = (request, todo) => ({ ...todo, url: `${addressOf(request)}/${todo.id}` });
const unknown = () => Boom.notFound('There is no todo with this id.');

module.exports = {
  name: 'todos',
  register: async (server, { file }) => {
    const store = await TodoStore.open(file);

    server.route([
      {
        method: 'GET',
        path: '/',
        options: { validate: { query: listQuery } },
        handler: (request, h) => {
          const { query } = request;
          const limit = query.limit === undefined ? Infinity : Number(query.limit);
          const offset = Number(query.offset);
          const found = store.list().filter((todo) => query.completed === undefined || String(todo.completed) === query.completed);
          const page = found.slice(offset, offset + limit);

          const response = h.response(page.map((todo) => view(request, todo)));
          response.header('x-total-count', String(found.length));
          if (query.limit === undefined) return response;
          const link = (rel, start) => {
            const search = new URLSearchParams({ ...query, offset: String(start) });
            response.header('link', `<${addressOf(request)}?${search}>; rel="${rel}"`, { append: true });
          };
          if (offset > 0) link('prev', Math.max(0, offset - limit));
          if (offset + limit < found.length) link('next', offset + limit);
          return response;
        },
      },
      {
        method: 'POST',
        path: '/',
        options: { validate: { payload: newTodo } },
        handler: async (request, h) => {
          const todo = view(request, await store.create(request.payload));
          return h.response(todo).created(todo.url);
        },
      },
      {
        method: 'DELETE',
        path: '/',
        handler: async (request, h) => {
          await store.clear();
          return h.response().code(204);
        },
      },
      {
        method: 'GET',
        path: '/{id}',
        handler: (request) => {
          const todo = store.find(request.params.id);
          return todo ? view(request, todo) : unknown();
        },
      },
      {
        method: 'PATCH',
        path: '/{id}',
        options: { validate: { payload: changes } },
        handler: async (request) => {
          const todo = await store.update(request.params.id, request.payload);
          return todo ? view(request, todo) : unknown();
        },
      },
      {
        method: 'DELETE',
        path: '/{id}',
        handler: async (request, h) => ((await store.remove(request.params.id)) ? h.response().code(204) : unknown()),
      },
    ]);
  },
};
