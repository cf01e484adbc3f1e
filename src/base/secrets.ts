/** Finds out what is nobody else's business in what a program prints, and takes it out: passwords and tokens of the environment and of `.env`. */

type Variables = Readonly<Record<string, string | undefined>>;

/** What stands in the place of a secret. */
export const MASK = '***';

/** Words of names by which a secret is known, whole or at their end. */
const SECRET_NAME =
  /passw|passphrase|secret|token|credential|cookie|bearer|jwt|api_?key|(?:^|_)(?:pass|pwd|pw|auth|authorization|pat|dsn|salt|pin)(?:_|$)|key(?:_id)?$/i;
/** The working directory; sockets and programs that know a secret, and are none. */
const NO_SECRET_NAME = /^(?:OLD)?PWD$|(?:_SOCK|ASKPASS)$/i;

/** Values that half of the world has in its settings: to take them out would make nonsense of every sentence. */
const TRIVIAL = new Set(
  (
    'true false yes no on off null none undefined localhost development production staging test testing local debug info warn warning error ' +
    'trace silent verbose postgres postgresql redis mongodb mysql root admin user guest default example password secret changeme utf-8 utf8'
  ).split(' '),
);
const isTrivial = (value: string): boolean =>
  TRIVIAL.has(value.toLowerCase()) || /^\d{1,7}$/.test(value) || /^[\d.:]+$/.test(value) || /^(.)\1*$/s.test(value);

/** Shorter ones are found in every text. */
const SHORTEST_NAMED = 4;
const SHORTEST_OF_FILE = 8;
/** Such a line of a key says something even alone. */
const SHORTEST_LINE = 16;

/**
 * The secrets among variables: those whose names say so, passwords in URLs, and of the learner's own `.env`, every value that is long enough
 * to be one.
 */
export function secretsIn(environment: Variables, dotEnv: Variables = {}): string[] {
  const found = new Set<string>();
  for (const [variables, isOwn] of [
    [environment, false],
    [dotEnv, true],
  ] as const) {
    for (const [name, text = ''] of Object.entries(variables)) {
      const value = text.trim();
      const isNamed = SECRET_NAME.test(name) && !NO_SECRET_NAME.test(name);
      for (const password of passwordsOf(value)) found.add(password);
      const shortest = isNamed ? SHORTEST_NAMED : SHORTEST_OF_FILE;
      if ((isNamed || (isOwn && !isPlainAddress(value))) && value.length >= shortest && !isTrivial(value)) {
        for (const part of [value, ...linesOf(value)]) found.add(part);
      }
    }
  }
  return [...found];
}

/** A key of several lines is printed line by line as well. */
const linesOf = (value: string): string[] =>
  value.includes('\n')
    ? value
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line.length >= SHORTEST_LINE && !line.startsWith('-----'))
    : [];

/** An address on this machine without anything in it that only the learner knows: reports speak of such all the time. */
const isPlainAddress = (value: string): boolean =>
  /^[a-z][a-z0-9+.-]*:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])(?::\d+)?(?:\/[\w-]*)?$/i.test(value);

/** Also one with an `@` or a slash in it, which it should not have. */
function passwordsOf(value: string): string[] {
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^\s:@/]*:(.+)@/i.exec(value)?.[1];
  if (password === undefined || password.length < SHORTEST_NAMED || isTrivial(password)) return [];
  return [password, decoded(password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // It is meant as it stands.
    return text;
  }
}

/** The password of a URL. The part before it is bounded: a long word must not be tried from each of its letters to its end. */
const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:@/"'<>]{0,200}):[^\s"'<>/?#]{1,500}@/gi;

/** Takes the passwords out of all URLs in a text. */
export const withoutUrlPasswords = (text: string): string => text.replace(URL_PASSWORD, `$1:${MASK}@`);

/** Takes secrets out of texts, also where they are encoded, and where a part of one is left beside the mark of a cut, "…". */
export class SecretMask {
  private readonly forms: readonly string[];
  private readonly pattern: RegExp | undefined;

  constructor(secrets: readonly string[]) {
    // The longest first: one may be the beginning of another.
    this.forms = [...new Set(secrets.flatMap(formsOf))].filter((form) => form !== '').sort((a, b) => b.length - a.length);
    const alternatives = this.forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
    this.pattern = alternatives.length > 0 ? new RegExp(alternatives.join('|'), 'g') : undefined;
  }

  apply(text: string): string {
    const masked = this.pattern ? text.replace(this.pattern, MASK) : text;
    return withoutUrlPasswords(masked.includes('…') ? this.withoutParts(masked) : masked);
  }

  /** So much of the end of a text may be the beginning of a secret that goes on in the next one, or the mark of a cut, behind which its end comes. */
  openEnd(text: string): number {
    const url = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s"'<>]{0,700}$/i.exec(text.slice(-800))?.[0].length ?? 0;
    return Math.max(url, text.endsWith('…') ? 1 : 0, ...this.forms.map((form) => overlap(text, form)));
  }

  private withoutParts(text: string): string {
    const parts = text.split('…');
    return parts
      .map((part, index) => (index < parts.length - 1 ? this.withoutEnd(part) : part))
      .map((part, index) => (index > 0 ? this.withoutStart(part) : part))
      .join('…');
  }

  /** Before a cut stands the beginning of a secret. */
  private withoutEnd(text: string): string {
    const length = Math.max(0, ...this.forms.map((form) => overlap(text, form)));
    return length >= SHORTEST_NAMED ? text.slice(0, -length) + MASK : text;
  }

  /** Behind a cut stands its end. */
  private withoutStart(text: string): string {
    const length = Math.max(0, ...this.forms.map((form) => overlap(form, text)));
    return length >= SHORTEST_NAMED ? MASK + text.slice(length) : text;
  }
}

/** How much of the end of a text is the beginning of another, and not all of it. */
function overlap(text: string, other: string): number {
  let length = Math.min(text.length, other.length - 1);
  while (length > 0 && !text.endsWith(other.slice(0, length))) length -= 1;
  return length;
}

/** A secret as programs and reports write it. */
function formsOf(secret: string): string[] {
  // Half of a character cannot be encoded.
  const url = encodeURIComponent(secret.replace(/\p{Cs}/gu, '\ufffd'));
  const strict = url.replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  const lower = (text: string) => text.replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase());
  const json = JSON.stringify(secret).slice(1, -1);
  const html = secret.replace(/[&<>"']/g, (one) => `&#${String(one.charCodeAt(0))};`);
  const named = secret.replace(/[&<>"']/g, (one) => HTML_NAMES[one] ?? one);
  const asUrl = [url, strict, lower(url), lower(strict)];
  return [secret, json, html, named, ...asUrl, ...asUrl.map((one) => one.replaceAll('%20', '+')), ...inBase64(secret)];
}

const HTML_NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Shorter pieces are found by chance. */
const SHORTEST_BASE64 = 8;

/** Also within something longer, such as `user:password`: it may begin at any of three places of a group, and its ends are another's, too. */
function inBase64(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  const whole = toBase64(bytes);
  const inner = [0, 1, 2].map((before) => {
    const text = toBase64(new Uint8Array([...new Uint8Array(before), ...bytes]));
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
  return [whole, ...inner]
    .filter((text) => text.length >= SHORTEST_BASE64)
    .flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')]);
}

const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
