import { randomBytes } from 'node:crypto';

const MAX_LENGTH = 80;

/** "Déjà vu: again!" becomes "deja-vu-again". Letters of all alphabets stay, because not every title is in English. */
export function slugify(title: string): string {
  const words = title
    .normalize('NFKD') // é becomes e and an accent, which the next line removes
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-');
  const short = [...words]
    .slice(0, MAX_LENGTH)
    .join('')
    .replace(/^-+|-+$/g, '');
  return short || 'article';
}

/** The plain slug first; when that is taken, others that nobody can have. */
export function slugFor(title: string, attempt: number): string {
  const slug = slugify(title);
  return attempt === 0 ? slug : `${slug}-${randomBytes(4).toString('hex')}`;
}
