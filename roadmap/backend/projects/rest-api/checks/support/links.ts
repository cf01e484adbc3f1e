import { fail, type Answer, type Api } from '#checkKit';

/** Where a header of an answer leads, whether it is said in full or as a path. */
export const resolve = (api: Api, address: string): string | undefined =>
  URL.canParse(address, api.url) ? new URL(address, api.url).href : undefined;

/** The addresses in the header Link (RFC 8288), by their relation. */
export function linksOf(api: Api, answer: Answer): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const [, target = '', parameters = ''] of (answer.header('link') ?? '').matchAll(/<([^>]*)>([^,<]*)/g)) {
    const address = URL.canParse(target, `${api.url}${answer.asked.path}`)
      ? new URL(target, `${api.url}${answer.asked.path}`).href
      : undefined;
    const relations = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters);
    for (const relation of (relations?.[1] ?? relations?.[2] ?? '').split(/\s+/)) {
      if (address !== undefined) links.set(relation.toLowerCase(), address);
    }
  }
  return links;
}

/** Where a relation leads to. */
export function link(api: Api, answer: Answer, relation: 'next' | 'prev', because: string): string {
  const address = linksOf(api, answer).get(relation);
  if (address !== undefined) return address;
  return fail(`${answer.name} should have a Link with rel="${relation}", ${because}, but has none.`, {
    expected: `Link: <…>; rel="${relation}"`,
    actual: `Link: ${answer.header('link') ?? '(none)'}`,
  });
}

/** Ends the check when an answer leads somewhere although there is nothing. */
export function hasNoLink(api: Api, answer: Answer, relation: 'next' | 'prev', because: string): void {
  const address = linksOf(api, answer).get(relation);
  if (address !== undefined) fail(`${answer.name} should have no Link with rel="${relation}", ${because}, but leads to ${address}.`);
}
