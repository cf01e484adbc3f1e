/** The address of a server that runs already, as somebody has typed it. */

export interface ServerAddress {
  /** `https://api.example.com:8443`, without a slash at its end. */
  readonly url: string;
  /** On this machine or in its network: whose it is needs no question. */
  readonly isPrivate: boolean;
}

/** Why a text is no address of a server; each is the end of a sentence. */
export type AddressFault = 'no-address' | 'scheme' | 'credentials' | 'path';

/** Reads an address. `localhost:3000` and a port alone are taken for what they mean. */
export function parseServerAddress(text: string): ServerAddress | { readonly fault: AddressFault } {
  const url = urlOf(text);
  if (!url) return { fault: 'no-address' };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { fault: 'scheme' };
  if (url.username !== '' || url.password !== '') return { fault: 'credentials' };
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return { fault: 'path' };
  return { url: url.origin, isPrivate: isPrivateHost(url.hostname) };
}

/**
 * The host and the port in a text that is no address of a server, to speak of it: all else may be a password or a token. Undefined where they
 * cannot be told apart, as before an `@` that comes too late, behind a password with a `/`, a `?` or a `#` in it.
 */
export function hostIn(text: string): string | undefined {
  const url = urlOf(text);
  return !url || url.host === '' || /@/.test(url.pathname + url.search + url.hash) ? undefined : url.host;
}

function urlOf(text: string): URL | undefined {
  const typed = text.trim();
  const [, port] = /^:?(\d{1,5})$/.exec(typed) ?? [];
  const whole = port !== undefined ? `http://localhost:${port}` : /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`;
  return typed !== '' && URL.canParse(whole) ? new URL(whole) : undefined;
}

/** Names and addresses of this machine itself, as far as it has them by itself. */
export const isThisMachine = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);

/** Names and addresses that lead to this machine or to its own network, by the rules of the internet. */
function isPrivateHost(host: string): boolean {
  return /^(?:.+\.)?localhost$|\.local$|^host\.docker\.internal$/i.test(host) || PRIVATE_V4.test(host) || PRIVATE_V6.test(host);
}

/** `URL` has written every form of such an address out in full: `127.1` is `127.0.0.1`. */
const PRIVATE_V4 = /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d+){1,3}$/;
/** This machine itself, its link, and networks of one's own. */
const PRIVATE_V6 = /^\[(?:::1|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/i;
