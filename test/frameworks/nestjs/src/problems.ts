import { STATUS_CODES } from 'node:http';
import {
  Catch,
  HttpException,
  Logger,
  UnprocessableEntityException,
  type ArgumentsHost,
  type ExceptionFilter,
  type ValidationError,
} from '@nestjs/common';
import type { Response } from 'express';

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export class InvalidFields extends UnprocessableEntityException {
  constructor(readonly errors: readonly FieldError[]) {
    super('Some fields have to be corrected.');
  }

  static of(errors: readonly ValidationError[]): InvalidFields {
    return new InvalidFields(
      errors.map(({ property, constraints = {} }) => ({ field: property, message: Object.values(constraints).join(', ') })),
    );
  }
}

/** Every error, as a problem document (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(exception: unknown, host: ArgumentsHost): void {
    const status = exception instanceof HttpException ? exception.getStatus() : statusOf(exception);
    if (status >= 500) this.logger.error(exception);
    const detail = status < 500 && exception instanceof Error ? exception.message : 'Something went wrong.';
    const errors = exception instanceof InvalidFields ? exception.errors : undefined;
    host
      .switchToHttp()
      .getResponse<Response>()
      .status(status)
      .type('application/problem+json')
      .send(JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail, errors }));
  }
}

/** The errors of Express and its body parser have a status, too. */
function statusOf(exception: unknown): number {
  const status = exception instanceof Error && 'status' in exception ? exception.status : undefined;
  return typeof status === 'number' ? status : 500;
}
