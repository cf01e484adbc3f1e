/** Finds out what is nobody else's business in what a program prints, and takes it out: passwords and tokens of the environment and of `.env`. */

import { formsOf } from './secretForms';
import { WordSearch } from './wordSearch';

type Variables = Readonly<Record<string, string | undefined>>;

/** What stands in the place of a secret. */
export const MASK = '***';

/** Words of names by which a secret is known, whole or at their end. */
const SECRET_NAME =
  /passw|passphrase|secret|token|credential|cookie|bearer|jwt|api_?key|webhook|signing|connection_?string|(?:^|_)(?:pass|pwd|pw|auth|authorization|pat|dsn|salt|pin|sk|creds?|sas|pem)(?:_|$)|(?:key(?:s|_id)?|pass|pwd|creds?)$/i;
/** The working directory; sockets and programs that know a secret, and are none. */
const NO_SECRET_NAME = /^(?:OLD)?PWD$|(?:_SOCK|ASKPASS)$/i;

/** Values that half of the world has in its settings: to take them out would make nonsense of every sentence. */
const TRIVIAL = new Set(
  (
    'true false yes no on off null none undefined localhost development production staging test testing local debug info warn warning error ' +
    'trace silent verbose postgres postgresql redis mongodb mysql root admin user guest default example password secret changeme utf-8 utf8'
  ).split(' '),
);
const isTrivial = (value: string, isNamed: boolean): boolean =>
  TRIVIAL.has(value.toLowerCase()) || /^(.)\1*$/s.test(value) || (isNamed ? FEW_DIGITS : DIGITS).test(value);
/** A port, a version, an address, a time: none of them is a password, whatever it is called. */
const FEW_DIGITS = /^\d{1,5}(?:[.:]\d{1,5})*$/;
/** The same, and amounts, where nothing says that it is one. */
const DIGITS = /^[\d.:]+$/;

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
      if ((isNamed || (isOwn && !isPlainAddress(value))) && value.length >= shortest && !isTrivial(value, isNamed)) {
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

/** Such as `password=…` of a JDBC address or of a connection string. */
const PARAMETER =
  /(?:^|[?&;\s])[\w-]*(?:passw(?:or)?d|pwd|passphrase|secret|token|sig|signature|(?:api|access|account)_?key)\s?=\s?("[^"]*"|'[^']*'|[^&;\s]+)/gi;

/** Of an address, also one with an `@` or a slash in it, which it should not have; and those of its parameters. */
function passwordsOf(value: string): string[] {
  const ofUser = /^(?:jdbc:)?[a-z][a-z0-9+.-]*:\/\/[^\s:@/]*:(.+)@/i.exec(value)?.[1];
  const ofParameters = [...value.matchAll(PARAMETER)].map(([, found = '']) => found.replace(/^(["'])(.*)\1$/s, '$2'));
  return [ofUser ?? '', ...ofParameters]
    .filter((password) => password.length >= SHORTEST_NAMED && !isTrivial(password, true))
    .flatMap((password) => [password, decoded(password)]);
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

/** A text was cut here: by a report of ours, or by Node.js, which shows no more of a long value. */
const CUT = /(…|["'`]?\s?\.{3} \d+ more (?:byte|character|item)s?)/;

/** Takes secrets out of texts, also where they are encoded, and where a part of one is left beside the mark of a cut. */
export class SecretMask {
  /** No pattern is made of secrets: what is wrong with a pattern is said in its own words. */
  private readonly forms: WordSearch;

  constructor(secrets: readonly string[]) {
    this.forms = new WordSearch(secrets.flatMap(formsOf));
  }

  apply(text: string): string {
    const masked = this.forms.longest > 0 ? this.withoutWhole(text) : text;
    return withoutUrlPasswords(this.forms.longest > 0 && CUT.test(masked) ? this.withoutParts(masked) : masked);
  }

  /** So much of the end of a text may be the beginning of a secret that goes on in the next one, or the mark of a cut, behind which its end comes. */
  openEnd(text: string): number {
    const url = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s"'<>]{0,700}$/i.exec(text.slice(-800))?.[0].length ?? 0;
    return Math.max(url, text.endsWith('…') ? 1 : 0, this.begun(text));
  }

  /** Secrets that lie over each other, or side by side, are one. */
  private withoutWhole(text: string): string {
    let shown = '';
    let end = 0;
    for (let at = 0; at < text.length; at++) {
      const length = this.forms.lengthAt(text, at);
      if (length === 0) continue;
      if (at > end || at === 0) shown += text.slice(end, at) + MASK;
      end = Math.max(end, at + length);
    }
    return shown + text.slice(end);
  }

  /** How much of the end of a text is the beginning of a secret, and not all of it. */
  private begun(text: string): number {
    for (let length = Math.min(text.length, this.forms.longest - 1); length > 0; length--)
      if (this.forms.isBegun(text.slice(-length))) return length;
    return 0;
  }

  /** How much of the beginning of a text is the end of a secret, and not all of it. */
  private ended(text: string): number {
    for (let length = Math.min(text.length, this.forms.longest - 1); length >= SHORTEST_NAMED; length--)
      if (this.forms.isEnded(text.slice(0, length))) return length;
    return 0;
  }

  private withoutParts(text: string): string {
    // Between two parts stands the mark that has cut them.
    const parts = text.split(CUT);
    return parts
      .map((part, index) => (index % 2 === 0 && index < parts.length - 1 ? this.withoutEnd(part) : part))
      .map((part, index) => (index % 2 === 0 && index > 0 ? this.withoutStart(part) : part))
      .join('');
  }

  private withoutEnd(text: string): string {
    const length = this.begun(text);
    const rest = text.slice(0, text.length - length);
    return length >= SHORTEST_NAMED ? rest + (rest.endsWith(MASK) ? '' : MASK) : text;
  }

  private withoutStart(text: string): string {
    const length = this.ended(text);
    return length >= SHORTEST_NAMED ? MASK + text.slice(length) : text;
  }
}
