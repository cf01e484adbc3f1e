/** What stands in the headers of answers, read as their specifications say: programs write the same thing in many ways. */

/** `application/problem+json` of `Application/Problem+JSON; charset=utf-8`. */
export const mediaTypeOf = (contentType: string): string => (contentType.split(';')[0] ?? '').trim().toLowerCase();

/** The parts of a header that is a list. What stands in quotes or between < and > is never a separator. */
export function itemsOf(value: string, separator: ',' | ';' = ','): string[] {
  const items: string[] = [];
  let [item, closing] = ['', ''];
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at);
    const isEscaped = closing === '"' && character === '\\';
    if (closing === '' && character === separator) {
      items.push(item);
      item = '';
      continue;
    }
    if (character === closing) closing = '';
    else if (closing === '' && character in PAIRS) closing = PAIRS[character as keyof typeof PAIRS];
    item += isEscaped ? value.slice(at, ++at + 1) : character;
  }
  return [...items, item].map((one) => one.trim()).filter((one) => one !== '');
}

const PAIRS = { '"': '"', '<': '>' } as const;

/** The names in a list, without what may stand behind them: `no-store` and `max-age` of `No-Store, max-age=0`. */
export const namesIn = (value: string): string[] => itemsOf(value).map((item) => (/^[^\s=;]*/.exec(item)?.[0] ?? '').toLowerCase());

/**
 * The schemes of `WWW-Authenticate` (RFC 9110, 11.6.1): `basic` and `bearer` of `Basic realm="a, b", Bearer`. A comma separates challenges as
 * well as the parameters of one, which are told by their `=`.
 */
export const schemesIn = (value: string): string[] =>
  itemsOf(value).flatMap((item) => {
    const [, scheme = ''] = /^([\w!#$%&'*+.^`|~-]+)(?!\s*=)(?:\s|$)/.exec(item) ?? [];
    return scheme === '' ? [] : [scheme.toLowerCase()];
  });

/** The addresses in `Link` (RFC 8288), by their relation; the first one counts. Those that speak of another address (`anchor`) are left out. */
export function linksIn(value: string, base: string): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const item of itemsOf(value)) {
    const [target = '', ...parameters] = itemsOf(item, ';');
    const [, address] = /^<([^>]*)>$/.exec(target) ?? [];
    if (address === undefined || !URL.canParse(address, base)) continue;
    const named = parameters.map(parameterOf);
    if (named.some(({ name }) => name === 'anchor')) continue;
    const relations = named.find(({ name }) => name === 'rel')?.value ?? '';
    for (const relation of relations.toLowerCase().split(/\s+/)) {
      if (relation !== '' && !links.has(relation)) links.set(relation, new URL(address, base).href);
    }
  }
  return links;
}

/** `rel="next x"` as its name and what is in the quotes. */
function parameterOf(item: string): { readonly name: string; readonly value: string } {
  const [, name = '', value = ''] = /^([^=]*)(?:=([^]*))?$/.exec(item) ?? [];
  const [, quoted] = /^"([^]*)"$/.exec(value.trim()) ?? [];
  return { name: name.trim().toLowerCase(), value: quoted?.replace(/\\(.)/g, '$1') ?? value.trim() };
}
