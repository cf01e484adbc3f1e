import type { IncomingHttpHeaders } from 'node:http';
import { STATUS_CODES } from 'node:http';
import { CheckFailure, fail, like, Matcher, that } from './failure';
import { linksIn, mediaTypeOf, namesIn, schemesIn } from './headers';
import { parseJson } from './json';
import { brief, cut, show, withItems } from './values';

/** What was asked, in as many words as a sentence has room for. */
export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** The body as it was sent. */
  readonly body?: string | undefined;
}

/** What the program answered to a request. The methods that hold it to something end the check when it does not hold. */
export class Answer {
  private parsed: { readonly value: unknown } | undefined;

  constructor(
    readonly asked: Asked,
    readonly status: number,
    readonly headers: IncomingHttpHeaders,
    readonly text: string,
  ) {}

  /** "The answer to POST /todos", to begin a sentence with. */
  get name(): string {
    return `The answer to ${this.asked.method} ${this.asked.path}`;
  }

  /** Holds it to a status; `because` ends the sentence: "since the title is empty". */
  hasStatus(status: number | readonly number[], because?: string): this {
    const allowed = typeof status === 'number' ? [status] : status;
    if (allowed.includes(this.status)) return this;
    const wanted = allowed.map(withReason).join(' or ');
    const reason = because === undefined ? '' : `, ${because}`;
    return fail(`${this.name} should have status ${wanted}${reason}, but has ${withReason(this.status)}.`, {
      expected: wanted,
      actual: `${withReason(this.status)}\n${this.text}`.trim(),
    });
  }

  /** One header; those that are sent several times are joined. */
  header(name: string): string | undefined {
    const value = this.headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  /** Holds a header to a text, a pattern or a matcher. */
  hasHeader(name: string, expected: string | RegExp | Matcher): this {
    const actual = this.header(name);
    const holds =
      expected instanceof Matcher
        ? expected.holds(actual)
        : actual !== undefined && (typeof expected === 'string' ? actual === expected : expected.test(actual));
    if (holds) return this;
    const wanted =
      expected instanceof Matcher ? expected.words : typeof expected === 'string' ? brief(expected) : `text like ${String(expected)}`;
    return fail(
      `${this.name} should have the header ${name}: ${wanted}, but ${actual === undefined ? 'has none' : `has ${brief(actual)}`}.`,
      {
        expected: `${name}: ${wanted}`,
        actual: Object.entries(this.headers)
          .map(([key, value]) => `${key}: ${String(value)}`)
          .join('\n'),
      },
    );
  }

  /** Holds the Content-Type to a media type. Capitals make no difference, and parameters such as a charset may follow. */
  hasMediaType(type: string): this {
    return this.hasHeader(
      'Content-Type',
      that(type, (value) => typeof value === 'string' && mediaTypeOf(value) === type),
    );
  }

  /** Holds a header that is a list, such as Cache-Control, to having one name in it, in capital or small letters. */
  hasInList(header: string, name: string): this {
    return this.hasHeader(
      header,
      that(name, (value) => typeof value === 'string' && namesIn(value).includes(name.toLowerCase())),
    );
  }

  /** Holds WWW-Authenticate to offering a scheme, among others or alone. */
  hasChallenge(scheme: string): this {
    return this.hasHeader(
      'WWW-Authenticate',
      that(scheme, (value) => typeof value === 'string' && schemesIn(value).includes(scheme.toLowerCase())),
    );
  }

  /** Where Location leads, in full: what is relative begins at the address that was asked for. Undefined without one that can be followed. */
  locationAt(origin: string): string | undefined {
    const [location, base] = [this.header('location'), `${origin}${this.asked.path}`];
    return location !== undefined && URL.canParse(location, base) ? new URL(location, base).href : undefined;
  }

  /** The addresses in Link, in full, by their relation. */
  linksAt(origin: string): ReadonlyMap<string, string> {
    return linksIn(this.header('link') ?? '', `${origin}${this.asked.path}`);
  }

  /** The body as JSON. Ends the check when it is none, or is not declared as such. */
  get json(): unknown {
    if (this.parsed) return this.parsed.value;
    const type = this.header('content-type') ?? '';
    if (!/^application\/(?:[\w.+-]+\+)?json$/.test(mediaTypeOf(type))) {
      fail(`${this.name} should be JSON, but its Content-Type is ${type === '' ? 'missing' : brief(type)}.`, {
        expected: 'application/json',
        actual: `${type}\n\n${this.text}`.trim(),
      });
    }
    try {
      this.parsed = { value: parseJson(this.text) };
    } catch (error) {
      throw new CheckFailure(
        `${this.name} should be JSON, but cannot be parsed: ${error instanceof Error ? error.message : String(error)}.`,
        {
          expected: 'valid JSON',
          actual: this.text === '' ? 'an empty body' : this.text,
        },
      );
    }
    return this.parsed.value;
  }

  /** The body as a JSON object. */
  get object(): Readonly<Record<string, unknown>> {
    const value = this.json;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    return fail(`${this.name} should be a JSON object, but is ${brief(value)}.`, { expected: '{ … }', actual: value });
  }

  /** The body as a JSON array. */
  get list(): readonly unknown[] {
    const value = this.json;
    if (Array.isArray(value)) return value as unknown[];
    return fail(`${this.name} should be a JSON array, but is ${brief(value)}.`, { expected: '[ … ]', actual: value });
  }

  /** Holds the body to a pattern, see `like`. */
  isLike(pattern: unknown): this {
    like(this.name, this.json, pattern);
    return this;
  }

  /** Holds the body to being empty. */
  isEmpty(): this {
    if (this.text === '') return this;
    return fail(`${this.name} should have no body, but has ${brief(this.text)}.`, { expected: '', actual: this.text });
  }

  /** Request and answer as text of several lines, cut to what can be read. */
  describe(): string {
    const headers = ['content-type', 'location', 'retry-after', 'link', 'set-cookie', 'allow', 'cache-control', 'etag'].flatMap((name) => {
      const value = this.header(name);
      return value === undefined ? [] : [cut(`${name}: ${value}`, LONGEST)];
    });
    // A program may have made up the path: that of what it says it has created.
    return [
      cut(`${this.asked.method} ${this.asked.path}`, LONGEST),
      ...(this.asked.body === undefined ? [] : [cut(this.asked.body, LONGEST)]),
      '',
      withReason(this.status),
      ...headers,
      ...(this.text === '' ? [] : [readable(this.text)]),
    ].join('\n');
  }
}

/** `404 Not Found` */
const withReason = (status: number): string => `${status} ${STATUS_CODES[status] ?? ''}`.trim();

/** So many characters of each part of an exchange are told. */
const LONGEST = 2_000;
/** Of lists that are too long, so many items, as far as they fit. */
const ITEMS = [20, 5, 2, 1] as const;

/** JSON over several lines, with the beginnings of its lists when it is long; other text as it is. */
function readable(text: string): string {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    return cut(text, LONGEST);
  }
  const whole = show(value);
  if (whole.length <= LONGEST) return whole;
  const shorter = ITEMS.map((items) => show(withItems(value, items))).find(({ length }) => length <= LONGEST);
  return shorter ?? cut(whole, LONGEST);
}
