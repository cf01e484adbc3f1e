import type { Request } from 'express';

/**
 * Makes absolute addresses of this API. By default they start with what the client itself used (the Host header).
 * That header is text from outside, so where answers are cached or mailed to others, set PUBLIC_URL instead.
 */
export class Links {
  readonly #publicUrl: string | undefined;

  constructor(publicUrl?: string) {
    this.#publicUrl = publicUrl?.replace(/\/+$/, '');
  }

  absolute(request: Request, path: string): string {
    return `${this.#publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`}${path}`;
  }
}
