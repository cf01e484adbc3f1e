import { UNSEEN_CHARACTERS } from '../../base/text';

/** Why a text cannot be the name of a project's folder, on any of the systems that learners use. */
export type NameProblem =
  | { readonly kind: 'empty' | 'dots' | 'leadingSpace' | 'trailingSpace' | 'leadingDot' | 'trailingDot' | 'control' }
  | { readonly kind: 'separator' | 'forbidden'; readonly character: string }
  | { readonly kind: 'reserved'; readonly name: string }
  | { readonly kind: 'tooLong'; readonly max: number };

/** In UTF-8. File systems stop at 255; npm, whose package takes its name from here, at 214. */
export const MAX_NAME_BYTES = 214;

/** Names of devices on Windows, with whatever extension; the superscript digits count as well. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/** Emoji, with the marks that are not seen but make one picture of several. */
const EMOJI = /\p{ExtPict}(?:\p{EMod}|\ufe0f|\u200d(?=\p{ExtPict}))*/gu;
/** What has no width, turns the direction of the text around, or is half a character: two such names look the same. */
const UNSEEN = new RegExp(`[${UNSEEN_CHARACTERS}]`, 'u');

/**
 * What is wrong with a name, or undefined when it can be a folder everywhere: a repo is pushed, cloned on other systems and
 * put into archives, so each system's rules hold on all of them.
 */
export function nameProblem(name: string): NameProblem | undefined {
  if (name.trim() === '') return { kind: 'empty' };
  if (UNSEEN.test(name.replace(EMOJI, ''))) return { kind: 'control' };
  const [separator] = /[/\\]/.exec(name) ?? [];
  if (separator !== undefined) return { kind: 'separator', character: separator };
  if (/^\.+$/.test(name)) return { kind: 'dots' };
  const [forbidden] = /[<>:"|?*]/.exec(name) ?? [];
  if (forbidden !== undefined) return { kind: 'forbidden', character: forbidden };
  if (/^\s/.test(name)) return { kind: 'leadingSpace' };
  if (/\s$/.test(name)) return { kind: 'trailingSpace' };
  if (name.startsWith('.')) return { kind: 'leadingDot' };
  if (name.endsWith('.')) return { kind: 'trailingDot' };
  const base = (name.split('.')[0] ?? '').trimEnd();
  if (RESERVED.test(base)) return { kind: 'reserved', name: base };
  if (utf8Length(name) > MAX_NAME_BYTES) return { kind: 'tooLong', max: MAX_NAME_BYTES };
  return undefined;
}

/** How many bytes a text has in UTF-8, where lone surrogates are already ruled out. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** `name`, or `name-2`, `name-3`, … : the first that is not taken. `isTaken` compares as the file system does. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let count = 2; isTaken(free); count++) free = `${name}-${count}`;
  return free;
}

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
