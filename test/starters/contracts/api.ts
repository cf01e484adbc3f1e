import assert from 'node:assert/strict';
import { safeParse, undefined_, type GenericSchema, type InferOutput } from 'valibot';

export interface Request {
  readonly body?: unknown;
  /** Signs the request, as RealWorld wants it. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, or undefined where there is none. */
  readonly body: unknown;
}

/** Nothing at all, as a 204 has it. */
export const nothing = undefined_();

/** An API, seen from outside. */
export class Api {
  constructor(private readonly address: () => string) {}

  /** Sends a request; a path that is an address of its own is taken as it is. */
  async send(method: string, path: string, { body, token, headers }: Request = {}): Promise<Answer> {
    const response = await fetch(/^http:/.test(path) ? path : `${this.address()}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Token ${token}` }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    if (text !== '')
      assert.match(response.headers.get('content-type') ?? '', /^application\/(?:json|problem\+json)\b/, `${method} ${path}`);
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  }

  /** Sends a request, and holds the answer to its status and, to the last field, to its shape. */
  async ask<Shape extends GenericSchema>(
    [method, path]: readonly [string, string],
    status: number,
    shape: Shape,
    request: Request = {},
  ): Promise<InferOutput<Shape>> {
    const answer = await this.send(method, path, request);
    const shown = `${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`;
    assert.equal(answer.status, status, shown);
    const result = safeParse(shape, answer.body);
    if (!result.success) {
      const wrong = result.issues.map((issue) => `${issue.path?.map(({ key }) => String(key)).join('.') ?? 'body'}: ${issue.message}`);
      assert.fail(`${shown}\n${wrong.join('\n')}`);
    }
    return result.output;
  }
}
