'use strict';

const express = require('express');
const { body, matchedData, query, validationResult } = require('express-validator');
const { HttpError, asyncHandler, requireObject } = require('../middleware');

/** The rules of the fields in a body; of a PATCH, none has to be there. */
const rules = (isPatch) => [
  (isPatch ? body('title').optional() : body('title'))
    .isString()
    .withMessage('must be text')
    .bail()
    .trim()
    .isLength({ min: 1, max: 500 })
    .withMessage('must have 1 to 500 characters'),
  body('completed').optional().isBoolean({ strict: true }).withMessage('must be true or false'),
  body('order')
    .optional()
    .custom((value) => value === null || Number.isFinite(value))
    .withMessage('must be a number, or null'),
];

/** A whole number as text, once. */
const count = (name, min, max) =>
  query(name)
    .optional()
    .custom((value) => typeof value === 'string' && /^\d+$/.test(value) && Number(value) >= min && Number(value) <= max)
    .withMessage(`must be a whole number from ${min}`)
    .toInt();

const listRules = [
  query('completed')
    .optional()
    .custom((value) => value === 'true' || value === 'false')
    .withMessage('must be true or false'),
  count('limit', 1, 100),
  count('offset', 0, Infinity),
];

function validate(req, res, next) {
  const found = validationResult(req).array();
  if (found.length === 0) return next();
  const errors = found.map(({ path, msg }) => ({ field: path, message: msg }));
  next(new HttpError(422, 'Some fields have to be corrected.', errors));
}

module.exports = function todoRoutes(store) {
  const router = express.Router();

  const origin = (req) => `${req.protocol}://${req.get('host')}`;
  const urlOf = (req, { id }) => `${origin(req)}${req.baseUrl}/${id}`;
  const view = (req, todo) => ({ ...todo, url: urlOf(req, todo) });
  const existing = (todo) => {
    if (!todo) throw new HttpError(404, 'There is no todo with this id.');
    return todo;
  };

  router.get('/', listRules, validate, (req, res) => {
    const { completed, limit, offset = 0 } = matchedData(req);
    const todos = store.list().filter((todo) => completed === undefined || String(todo.completed) === completed);
    const end = limit === undefined ? todos.length : offset + limit;

    res.set('X-Total-Count', String(todos.length));
    if (limit !== undefined) {
      const page = (start) => {
        const search = new URLSearchParams({ ...(completed && { completed }), limit, offset: start });
        return `${origin(req)}${req.baseUrl}?${search}`;
      };
      const links = {};
      if (offset > 0) links.prev = page(Math.max(0, offset - limit));
      if (end < todos.length) links.next = page(end);
      if (Object.keys(links).length > 0) res.links(links);
    }
    res.json(todos.slice(offset, end).map((todo) => view(req, todo)));
  });

  router.post(
    '/',
    requireObject,
    rules(false),
    validate,
    asyncHandler(async (req, res) => {
      const todo = await store.create(matchedData(req, { locations: ['body'] }));
      res.status(201).location(urlOf(req, todo)).json(view(req, todo));
    }),
  );

  router.delete(
    '/',
    asyncHandler(async (req, res) => {
      await store.clear();
      res.sendStatus(204);
    }),
  );

  router.get('/:id', (req, res) => {
    res.json(view(req, existing(store.find(req.params.id))));
  });

  router.patch(
    '/:id',
    requireObject,
    rules(true),
    validate,
    asyncHandler(async (req, res) => {
      const todo = existing(await store.update(req.params.id, matchedData(req, { locations: ['body'] })));
      res.json(view(req, todo));
    }),
  );

  router.delete(
    '/:id',
    asyncHandler(async (req, res) => {
      existing(await store.remove(req.params.id));
      res.sendStatus(204);
    }),
  );

  return router;
};
