import { MAX_NAME_BYTES } from './projectName';

/** Names that npm refuses. */
const REFUSED = ['node_modules', 'favicon.ico'];

/**
 * The npm package name that comes closest to a folder's name: lower case, without accents, hyphens for what npm does not
 * allow. A name of which nothing is left, such as one of emoji alone, becomes `fallback`.
 */
export function packageNameOf(name: string, fallback: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._~-]+/g, '-')
    .slice(0, MAX_NAME_BYTES)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  return plain === '' || REFUSED.includes(plain) ? fallback : plain;
}
