import { fail, type Answer, type Api } from '#checkKit';

/** Where a relation leads to. */
export function link(api: Api, answer: Answer, relation: 'next' | 'prev', because: string): string {
  const address = answer.linksAt(api.url).get(relation);
  if (address !== undefined) return address;
  return fail(`${answer.name} should have a Link with rel="${relation}", ${because}, but has none.`, {
    expected: `Link: <…>; rel="${relation}"`,
    actual: `Link: ${answer.header('link') ?? '(none)'}`,
  });
}

/** Ends the check when an answer leads somewhere although there is nothing. */
export function hasNoLink(api: Api, answer: Answer, relation: 'next' | 'prev', because: string): void {
  const address = answer.linksAt(api.url).get(relation);
  if (address !== undefined) fail(`${answer.name} should have no Link with rel="${relation}", ${because}, but leads to ${address}.`);
}
