import express, { type RequestHandler } from 'express';
import { HttpError } from './errors.ts';

const JSON_TYPES = ['application/json', 'application/*+json'];

/** Refuses a body that is not declared as JSON. Without this, Express would silently treat it as no body at all. */
const requireJson: RequestHandler = (request, _response, next) => {
  // `is` answers null when there is no body, and false when there is one of another type. It takes "Content-Length: 0",
  // which browsers send with an empty POST, for a body.
  if (request.is(JSON_TYPES) === false && request.get('content-length') !== '0') {
    throw new HttpError(415, { body: ['must be JSON, with the header "Content-Type: application/json"'] });
  }
  next();
};

/** The limit keeps one client from filling the memory with a single request; articles may be long, though. */
export const jsonBody: RequestHandler[] = [requireJson, express.json({ type: JSON_TYPES, limit: '1mb' })];
