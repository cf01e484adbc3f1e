/** Thrown by an event handler: the client did something that is not possible, and learns what. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.more = more;
  }
}
