import { ensure, namesIn, that, type Answer } from '#checkKit';

/** Where a page comes from that calls the API. */
export const ORIGIN = 'https://todo.example';

/** Holds an answer to being readable for a page of `ORIGIN`. */
export function isReadable(answer: Answer): void {
  answer.hasHeader(
    'Access-Control-Allow-Origin',
    that(`* or ${ORIGIN}`, (value) => value === '*' || value === ORIGIN),
  );
}

/** Holds a header with a list of names to having one of them, in upper or lower case, or `*` for all. */
export function names(answer: Answer, header: string, name: string): void {
  const value = answer.header(header);
  const listed = namesIn(value ?? '');
  const what = value === undefined ? 'is missing' : `is "${value}"`;
  ensure(listed.includes(name.toLowerCase()) || listed.includes('*'), `${answer.name} should have ${name} in ${header}, which ${what}.`);
}

/** Holds the answer to a preflight to allowing a method, or `*` for all. A browser compares it letter by letter, in capitals. */
export function allowsMethod(answer: Answer, method: string): void {
  const value = answer.header('access-control-allow-methods');
  const listed = (value ?? '').split(',').map((one) => one.trim());
  const what = value === undefined ? 'is missing' : `is "${value}"`;
  ensure(
    listed.includes(method) || listed.includes('*'),
    `${answer.name} should have ${method} in Access-Control-Allow-Methods, in capitals, which ${what}.`,
  );
}
