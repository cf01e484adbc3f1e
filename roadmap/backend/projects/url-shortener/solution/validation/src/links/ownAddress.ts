import type { Request } from 'express';

const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]+\])$/;

/** The address the client used to reach us, such as http://localhost:3000. */
export function addressOf(request: Request): string {
  return `${request.protocol}://${request.host}`;
}

/**
 * Whether this URL leads back to us: such a link would send visitors in circles. Our name is what BASE_URL says, what
 * the client calls us, and every way to write "this computer" together with our port.
 */
export function leadsToUs(url: URL, request: Request, baseUrl: string | undefined): boolean {
  const ownHosts = [addressOf(request), baseUrl].flatMap((own) =>
    own && URL.canParse(own) ? [new URL(own).host] : [],
  );
  if (ownHosts.includes(url.host)) return true;

  // `URL` has already turned spellings such as 127.1 and 0x7f000001 into 127.0.0.1.
  const name = url.hostname.replace(/\.$/, '');
  return LOOPBACK.test(name) && portOf(url) === request.socket.localPort;
}

function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}
