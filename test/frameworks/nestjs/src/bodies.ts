import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { InvalidFields } from './problems.js';

/** Express leaves a body of another type alone, as if there were none. */
export function requireJson(request: Request, _response: Response, next: NextFunction): void {
  const isOther = request.is('application/json') === false && request.headers['content-length'] !== '0';
  next(isOther ? new UnsupportedMediaTypeException('Send JSON, with Content-Type: application/json.') : undefined);
}

/** The ValidationPipe would make an object of null, and take a list for many of them. */
export function requireObject(request: Request, _response: Response, next: NextFunction): void {
  const body: unknown = request.body;
  const isObject = body === undefined || (typeof body === 'object' && body !== null && !Array.isArray(body));
  next(isObject ? undefined : new InvalidFields([{ field: 'body', message: 'must be an object' }]));
}
