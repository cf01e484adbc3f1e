import { Router } from 'express';
import type { ClickCounter } from '../analytics/clickCounter.ts';
import type { Visitors } from '../analytics/visitors.ts';
import { HttpError } from '../http/errors.ts';
import { validate } from '../http/validate.ts';
import { CODE_PATTERN, type Link } from './link.ts';
import { addressOf, leadsToUs } from './ownAddress.ts';
import type { LinkRepository } from './repository.ts';
import { newLink } from './schemas.ts';

interface LinkRoutes {
  readonly links: LinkRepository;
  readonly clicks: ClickCounter;
  readonly baseUrl: string | undefined;
}

/** `/links`: the API for those who make links. */
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
    const link = await findOr404(links, request.params.code);
    response.json(present(link, baseUrl ?? addressOf(request)));
  });

  router.get('/:code/stats', async (request, response) => {
    const { code } = await findOr404(links, request.params.code);
    response.json({ code, ...(await clicks.statistics(code)) });
  });

  return router;
}

interface RedirectRoutes {
  readonly links: LinkRepository;
  readonly clicks: ClickCounter;
  readonly visitors: Visitors;
}

/** `/<code>`: where visitors arrive. */
export function redirectRoutes({ links, clicks, visitors }: RedirectRoutes): Router {
  const router = Router();

  router.get('/:code', async (request, response) => {
    const link = await findOr404(links, request.params.code);

    // Express answers HEAD with this route as well: programs that only look are not visitors.
    if (request.method === 'GET') {
      clicks.record(link.code, {
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

async function findOr404(links: LinkRepository, code: string): Promise<Link> {
  const link = CODE_PATTERN.test(code) ? await links.find(code) : undefined;
  if (!link) throw new HttpError(404, 'There is no such link.');
  return link;
}

function present(link: Link, baseUrl: string) {
  return {
    code: link.code,
    url: link.url,
    shortUrl: `${baseUrl.replace(/\/$/, '')}/${link.code}`,
    createdAt: link.createdAt.toISOString(),
  };
}
