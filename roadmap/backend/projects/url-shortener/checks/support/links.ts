import { randomBytes } from 'node:crypto';
import { ability, type Answer, anyDate, type Api, ensure, equal, fail } from '#checkKit';

/** Visits from an address of its own (from a range that is for examples only), as a reverse proxy on this computer passes them on. */
export const visitorOf = (address = someAddress()): Readonly<Record<string, string>> => ({ 'x-forwarded-for': address });

/** An address that nobody had before. */
export const someAddress = (): string => {
  const [, one, two, three, four] = /^(.{4})(.{4})(.{4})(.{4})$/.exec(randomBytes(8).toString('hex')) ?? [];
  return `2001:db8:1:2:1${one?.slice(1)}:1${two?.slice(1)}:1${three?.slice(1)}:1${four?.slice(1)}`;
};

/** The same program by the other name that this computer has for itself, as a client says it in the header Host; undefined where there is none. */
export function otherHost(api: Api): string | undefined {
  const { hostname, port } = new URL(api.url);
  const other = hostname === 'localhost' ? '127.0.0.1' : ['127.0.0.1', '[::1]'].includes(hostname) ? 'localhost' : undefined;
  return other === undefined ? undefined : new URL(`http://${other}:${port || '80'}`).host;
}

/** Makes a link whose numbers can be asked for. Where they cannot, nothing is worth waiting for. */
export async function shortenCounted(api: Api, link: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const code = await shorten(api, link);
  await statisticsOf(api, code);
  return code;
}

/** Makes a link that says when it expires. Where it does not, nothing is worth waiting for. */
export const shortenFor = ability(
  'making a link that expires',
  'expiry/later',
  async (api: Api, seconds: number, link: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const created = (await api.post('/links', { url: 'https://example.com/page', ...link, expiresIn: seconds })).hasStatus(201);
    return codeOf(created.isLike({ expiresAt: anyDate }));
  },
);

/** Makes a link and gives its code. */
export const shorten = ability(
  'making a link',
  'shorten-and-redirect/creates',
  async (api: Api, link: Readonly<Record<string, unknown>> = {}): Promise<string> =>
    codeOf((await api.post('/links', { url: 'https://example.com/page', ...link })).hasStatus(201)),
);

/** The code of a link that was just made. */
export function codeOf(answer: Answer): string {
  const { code } = answer.object;
  if (typeof code === 'string' && code !== '') return code;
  return fail(`${answer.name} should have the link's "code", which is some text.`, { expected: { code: 'aZ3k9Qx' }, actual: answer.json });
}

/** Holds an answer to sending a visitor on to exactly this address. */
export function leadsTo(answer: Answer, url: string, because?: string): Answer {
  answer.hasStatus(302, because);
  const location = answer.header('location');
  const reason = because === undefined ? '' : `, ${because}`;
  if (location === url) return answer;
  return fail(
    `${answer.name} should lead to ${url}${reason}, but ${location === undefined ? 'has no header Location' : `leads to ${location}`}.`,
    { expected: `Location: ${url}`, actual: `Location: ${location ?? ''}` },
  );
}

/** Holds an answer to 422 with a problem document that names the field. `what` ends the sentence: "since the URL is empty". */
export function refuses(answer: Answer, field: string, because: string): void {
  answer.hasStatus(422, because).hasMediaType('application/problem+json');
  const { errors } = answer.object;
  const fields = Array.isArray(errors) ? errors.map((error) => (error as { field?: unknown } | null)?.field) : [];
  if (fields.includes(field)) return;
  fail(
    `${answer.name} should name the field "${field}" in "errors", ${because}, but names ${fields.length > 0 ? fields.join(', ') : 'none'}.`,
    {
      expected: { errors: [{ field, message: '…' }] },
      actual: answer.json,
    },
  );
}

/** What is known about the clicks on a link. */
export const statisticsOf = ability(
  'asking for the clicks on a link',
  'click-analytics/new',
  async (api: Api, code: string): Promise<Answer> => (await api.get(`/links/${code}/stats`)).hasStatus(200),
);

/** Holds the number of clicks of a link; they may be counted a moment after the answer. */
export async function hasTotal(api: Api, code: string, total: number, after: string): Promise<void> {
  equal(`"total" in GET /links/${code}/stats, after ${after},`, (await statisticsOf(api, code)).object['total'], total);
}

/** Whether a visitor was answered from memory: what the header says, and nothing when it says neither. */
export function servedFromMemory(answer: Answer): boolean {
  const said = answer.header('x-cache')?.trim().toLowerCase();
  ensure(
    said === 'hit' || said === 'miss',
    `${answer.name} should have the header X-Cache: hit or miss, but ${said === undefined ? 'has none' : `has "${said}"`}.`,
  );
  return said === 'hit';
}

/** Visits a link until it is answered from memory, and holds it to being so from the second visit on. */
export const bringIntoMemory = ability('answering from memory', 'caching/hit', async (api: Api, code: string): Promise<void> => {
  (await api.get(`/${code}`)).hasStatus(302);
  const again = (await api.get(`/${code}`)).hasStatus(302);
  ensure(
    servedFromMemory(again),
    `GET /${code} was asked for a moment ago, so it should be answered from memory (X-Cache: hit), but is a miss.`,
  );
});
