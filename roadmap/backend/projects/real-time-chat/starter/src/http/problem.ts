/**
 * Errors that a client may see, in the shape of RFC 9457 ("application/problem+json"). Throw one anywhere below a
 * route; the error handler sends it. `code` is for programs and never changes, `detail` is for people and may.
 */
import { STATUS_CODES } from 'node:http';

export interface ProblemOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the answer, such as how many are left. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** What really happened. For the log, never for the client. */
  readonly cause?: unknown;
}

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly options: ProblemOptions;

  constructor(status: number, code: string, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause });
    this.status = status;
    this.code = code;
    this.options = options;
  }

  toJSON(): Record<string, unknown> {
    return {
      type: 'about:blank',
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      detail: this.message,
      code: this.code,
      ...this.options.members,
    };
  }
}

export const notFound = (what: string): Problem => new Problem(404, 'not-found', `${what} does not exist.`);
