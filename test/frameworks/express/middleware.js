'use strict';

const { STATUS_CODES } = require('node:http');

/** An error with the status that a client is told. */
class HttpError extends Error {
  constructor(status, message, errors) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

function requireJson(req, res, next) {
  // Of an empty body, Express says that its type is another one.
  const hasOtherType = req.is('application/json') === false && req.get('content-length') !== '0';
  next(hasOtherType ? new HttpError(415, 'Send JSON, with Content-Type: application/json.') : undefined);
}

/** What is valid JSON need not be an object. */
function requireObject(req, res, next) {
  const isObject = typeof req.body === 'object' && req.body !== null && !Array.isArray(req.body);
  const errors = [{ field: 'body', message: 'must be an object' }];
  next(isObject ? undefined : new HttpError(422, 'The body has to be a JSON object.', errors));
}

function notFound(req, res, next) {
  next(new HttpError(404, `There is nothing at ${req.path}.`));
}

// Express knows an error handler by its four parameters.
// eslint-disable-next-line no-unused-vars
function errorHandler(error, req, res, next) {
  const status = error.status ?? 500;
  if (status >= 500) console.error(error);
  const detail = status >= 500 ? 'Something went wrong.' : error.message;
  res.status(status).type('application/problem+json');
  res.send(JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail, errors: error.errors }));
}

/** Express 4 does not wait for what a handler promises: this passes on what goes wrong. */
const asyncHandler = (handler) => (req, res, next) => {
  Promise.resolve(handler(req, res, next)).catch(next);
};

module.exports = { HttpError, asyncHandler, errorHandler, notFound, requireJson, requireObject };
