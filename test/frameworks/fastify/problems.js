'use strict';

const { STATUS_CODES } = require('node:http');

function problem(reply, status, detail, errors) {
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail, errors }));
}

/** The instance path of "/title" is that of a field, and so is what is missing in the whole. */
const fieldOf = ({ instancePath, params }) => instancePath.slice(1) || params.missingProperty || 'body';

function answerError(error, request, reply) {
  if (error.validation) {
    const errors = error.validation.map((issue) => ({ field: fieldOf(issue), message: issue.message }));
    return problem(reply, 422, 'Some fields have to be corrected.', errors);
  }
  const { statusCode = 500 } = error;
  if (statusCode >= 500) console.error(error);
  return problem(reply, statusCode, statusCode >= 500 ? 'Something went wrong.' : error.message);
}

const answerNotFound = (request, reply) => problem(reply, 404, `There is nothing at ${request.url}.`);

module.exports = { answerError, answerNotFound, problem };
