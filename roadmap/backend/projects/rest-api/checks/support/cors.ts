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
