export const DIRECT = 'direct';
export const OTHER = 'other';

/** Longer host names do not exist (RFC 1035). */
const MAX_LENGTH = 253;

/** Only the host: the path and query of the page where somebody clicked are none of our business. */
export function referrerOf(header: string | undefined): string {
  if (!header) return DIRECT;
  if (!URL.canParse(header)) return OTHER;

  const { protocol, hostname } = new URL(header);
  const isPage = ['http:', 'https:'].includes(protocol) && hostname.length <= MAX_LENGTH;
  return isPage ? hostname.replace(/^www\./, '') : OTHER;
}
