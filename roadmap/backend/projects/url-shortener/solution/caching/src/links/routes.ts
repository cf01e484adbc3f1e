import { Router } from 'express';
import type { ClickCounter } from '../analytics/clickCounter.ts';
import type { Visitors } from '../analytics/visitors.ts';
import { HttpError } from '../http/errors.ts';
import { validate } from '../http/validate.ts';
import type { CachedLinks } from './cachedLinks.ts';
import { CODE_PATTERN, isExpired, type Link } from './link.ts';
import { addressOf, leadsToUs } from './ownAddress.ts';
import { newLink } from './schemas.ts';

interface LinkRoutes {
  readonly links: CachedLinks;
  readonly clicks: ClickCounter;
  readonly baseUrl: string | undefined;
}

/** `/links`: the API for those who make links. It always answers with the truth from Redis, never from memory. */
export function linkRoutes({ links, clicks, baseUrl }: LinkRoutes): Router {
  const router = Router();

  router.post('/', async (request, response) => {
    const schema = newLink((url) => leadsToUs(url, request, baseUrl));
    const wanted = validate(schema, request.body);

    const link = await links.create(wanted);
    if (!link) throw new HttpError(409, `The alias "${wanted.alias}" is taken.`);

    response
      .status(201)
      .location(`/links/${link.code}`)
      .json(present(link, baseUrl ?? addressOf(request)));
  });

  router.get('/:code', async (request, response) => {
    const link = await findOr404(request.params.code);
    response.json(present(link, baseUrl ?? addressOf(request)));
  });

  router.get('/:code/stats', async (request, response) => {
    const { code } = await findOr404(request.params.code);
    response.json({ code, ...(await clicks.statistics(code)) });
  });

  async function findOr404(code: string): Promise<Link> {
    const link = CODE_PATTERN.test(code) ? await links.find(code) : undefined;
    if (!link) throw noSuchLink();
    return link;
  }

  return router;
}

interface RedirectRoutes {
  readonly links: CachedLinks;
  readonly clicks: ClickCounter;
  readonly visitors: Visitors;
}

/** `/<code>`: where visitors arrive. Nothing here waits for Redis when the link is in memory. */
export function redirectRoutes({ links, clicks, visitors }: RedirectRoutes): Router {
  const router = Router();

  router.get('/:code', async (request, response) => {
    const { code } = request.params;
    if (!CODE_PATTERN.test(code)) throw noSuchLink();

    const { value: link, hit } = await links.lookUp(code);
    response.set('x-cache', hit ? 'hit' : 'miss');
    if (!link) throw noSuchLink();
    if (isExpired(link)) throw new HttpError(410, 'This link has expired.');

    // Express answers HEAD with this route as well: programs that only look are not visitors.
    if (request.method === 'GET') {
      clicks.record(code, {
        visitor: visitors.identify(request),
        referrer: request.get('referer'),
        userAgent: request.get('user-agent'),
      });
    }
    // 302 and not 301: browsers remember a 301 for good, and would never ask (or be counted) again.
    response.set('cache-control', 'no-store').redirect(302, link.url);
  });

  return router;
}

function noSuchLink(): HttpError {
  return new HttpError(404, 'There is no such link.');
}

function present(link: Link, baseUrl: string) {
  return {
    code: link.code,
    url: link.url,
    shortUrl: `${baseUrl.replace(/\/$/, '')}/${link.code}`,
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt?.toISOString() ?? null,
  };
}
