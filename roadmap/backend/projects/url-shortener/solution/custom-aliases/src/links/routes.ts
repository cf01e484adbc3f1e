import { Router } from 'express';
import { HttpError } from '../http/errors.ts';
import { validate } from '../http/validate.ts';
import { CODE_PATTERN, type Link } from './link.ts';
import { addressOf, leadsToUs } from './ownAddress.ts';
import type { LinkRepository } from './repository.ts';
import { newLink } from './schemas.ts';

interface LinkRoutes {
  readonly links: LinkRepository;
  readonly baseUrl?: string | undefined;
}

/** `/links`: the API for those who make links. */
export function linkRoutes({ links, baseUrl }: LinkRoutes): Router {
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

  return router;
}

/** `/<code>`: where visitors arrive. */
export function redirectRoutes({ links }: Pick<LinkRoutes, 'links'>): Router {
  const router = Router();

  router.get('/:code', async (request, response) => {
    const link = await findOr404(links, request.params.code);

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
