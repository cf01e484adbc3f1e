/** Finds out what is nobody else's business in what a program prints, and takes it out: passwords and tokens of the environment and of `.env`. */

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

/** So much of a secret is looked for at a time: a longer one, such as a certificate, is taken out piece by piece. */
const LONGEST_PIECE = 256;

/** A text was cut here: by a report of ours, or by Node.js, which shows no more of a long value. */
const CUT = /(…|["'`]?\s?\.{3} \d+ more (?:byte|character|item)s?)/;

/** Takes secrets out of texts, also where they are encoded, and where a part of one is left beside the mark of a cut. */
export class SecretMask {
  /** By their first letters. No pattern is made of secrets: what is wrong with a pattern is said in its own words. */
  private readonly byStart = new Map<string, string[]>();
  private readonly byEnd = new Map<string, string[]>();
  /** The first letters of forms, one, two and three of them. */
  private readonly starts = new Set<string>();
  /** Forms that are shorter than what the others are found by, such as a password of two letters in an address. */
  private readonly short: string[] = [];
  private longest = 0;

  constructor(secrets: readonly string[]) {
    for (const form of new Set(secrets.flatMap(piecesOf).flatMap(formsOf))) {
      if (form === '') continue;
      this.longest = Math.max(this.longest, form.length);
      for (let length = 1; length < Math.min(SHORTEST_NAMED, form.length); length++) this.starts.add(form.slice(0, length));
      if (form.length < SHORTEST_NAMED) this.short.push(form);
      else {
        addTo(this.byStart, form.slice(0, SHORTEST_NAMED), form);
        addTo(this.byEnd, form.slice(-SHORTEST_NAMED), form);
      }
    }
  }

  apply(text: string): string {
    const masked = this.longest > 0 ? this.withoutWhole(text) : text;
    return withoutUrlPasswords(this.longest > 0 && CUT.test(masked) ? this.withoutParts(masked) : masked);
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
      const longer = (most: number, form: string) => (form.length > most && text.startsWith(form, at) ? form.length : most);
      const forms = this.byStart.get(text.slice(at, at + SHORTEST_NAMED)) ?? [];
      const length = forms.reduce(longer, this.short.reduce(longer, 0));
      if (length === 0) continue;
      if (at > end || at === 0) shown += text.slice(end, at) + MASK;
      end = Math.max(end, at + length);
    }
    return shown + text.slice(end);
  }

  /** How much of the end of a text is the beginning of a secret, and not all of it. */
  private begun(text: string): number {
    for (let length = Math.min(text.length, this.longest - 1); length >= SHORTEST_NAMED; length--) {
      const end = text.slice(-length);
      const forms = this.byStart.get(end.slice(0, SHORTEST_NAMED));
      if (forms?.some((form) => form.length > length && form.startsWith(end)) === true) return length;
    }
    for (let length = Math.min(text.length, SHORTEST_NAMED - 1); length > 0; length--)
      if (this.starts.has(text.slice(-length))) return length;
    return 0;
  }

  /** How much of the beginning of a text is the end of a secret, and not all of it. */
  private ended(text: string): number {
    for (let length = Math.min(text.length, this.longest - 1); length >= SHORTEST_NAMED; length--) {
      const start = text.slice(0, length);
      const forms = this.byEnd.get(start.slice(-SHORTEST_NAMED));
      if (forms?.some((form) => form.length > length && form.endsWith(start)) === true) return length;
    }
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

function addTo(groups: Map<string, string[]>, key: string, form: string): void {
  const group = groups.get(key);
  if (group) group.push(form);
  else groups.set(key, [form]);
}

/** No letter is torn, for half of one cannot be encoded. The last piece is no shorter than the others: too short ones are found by chance. */
function piecesOf(secret: string): string[] {
  if (secret.length <= LONGEST_PIECE) return [secret];
  const pieces: string[] = [];
  for (let at = 0; at < secret.length; at += LONGEST_PIECE) pieces.push(secret.slice(at, at + LONGEST_PIECE));
  pieces[pieces.length - 1] = secret.slice(-LONGEST_PIECE);
  return pieces.map((piece) => piece.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, ''));
}

/** Nothing of it is escaped anywhere. */
const PLAIN = /^[\w.-]*$/;

/** A secret as programs and reports write it. */
function formsOf(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  const spellings = PLAIN.test(secret) ? [] : [...new Set([secret, secret.normalize('NFC'), secret.normalize('NFD')])];
  const written = spellings.flatMap((text) => [...inStrings(text), ...inHtml(text), ...inUrls(text)]);
  return [secret, ...written, inBytesLiteral(bytes), Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''), ...inNumbers(bytes), ...inBase64(bytes)]; // prettier-ignore
}

const HTML_NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Pages. The apostrophe has the most names. */
function inHtml(text: string): string[] {
  const numbered = text.replace(/[&<>"']/g, (one) => `&#${String(one.charCodeAt(0))};`);
  const named = text.replace(/[&<>"']/g, (one) => HTML_NAMES[one] ?? one);
  return [numbered, named, ...['&#x27;', '&#039;', '&apos;', "'"].map((apostrophe) => named.replaceAll('&#39;', apostrophe))];
}

/** Addresses and forms: as JavaScript, Python and Go encode them, in both cases, and encoded once more. */
function inUrls(text: string): string[] {
  // Half of a character cannot be encoded.
  const url = encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
  const strict = url.replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  const path = strict.replaceAll('%2F', '/');
  const whole = url.replace(/%(?:2[46BCF]|3[ABDF]|40)/g, decodeURIComponent);
  const once = [url, strict, path, whole].flatMap((one) => [one, one.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())]);
  const spaced = once.flatMap((one) => [one, one.replaceAll('%20', '+')]);
  return [...spaced, ...spaced.map((one) => encodeURIComponent(one))];
}

const hex = (character: string, digits: number): string => (character.codePointAt(0) ?? 0).toString(16).padStart(digits, '0');
const escapedUnits = (text: string, which: RegExp): string => text.replace(which, (one) => `\\u${hex(one, 4)}`);
const NOT_ASCII = /[^\0-\x7f]/g;

/** Strings: JSON as JavaScript, Python, PHP, Go, Java and .NET write it, also within JSON; what debuggers and shells show of one. */
function inStrings(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = escapedUnits(json, NOT_ASCII);
  const upper = (one: string) => one.replace(/\\u[0-9a-f]{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`);
  const dotnet = upper(escapedUnits(json.replaceAll('\\"', '\\u0022'), /[^\0-\x7f]|[&'+<>`]/g));
  const jsons = [json, ascii, upper(ascii), escapedUnits(json, /[<>&\u2028\u2029]/g), escapedUnits(json, /[<>&='\u2028\u2029]/g), dotnet];
  const all = jsons.flatMap((one) => [one, one.replaceAll('/', '\\/')]);
  // A quotation mark is escaped only where it stands around the string as well.
  const debug = json.replaceAll('\\"', '"');
  const python = Array.from(debug, (one) => (/[^\0-\x7f]/.test(one) ? inPython(one) : one)).join('');
  const debugs = [debug, python].flatMap((one) => [one, one.replaceAll("'", "\\'")]);
  return [text, ...all, ...all.map((one) => JSON.stringify(one).slice(1, -1)), ...debugs, text.replaceAll("'", "'\\''")];
}

const inPython = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${hex(character, 2)}`;
  return code < 0x10000 ? `\\u${hex(character, 4)}` : `\\U${hex(character, 8)}`;
};

/** `b'…'` of Python, without its ends. */
const inBytesLiteral = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => {
    if (byte === 0x5c) return '\\\\';
    return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
  }).join('');

/** Dumps of bytes, as `<Buffer 53 33>`, `5333` and `[83, 51]`. */
function inNumbers(bytes: Uint8Array): string[] {
  if (bytes.length < SHORTEST_NAMED) return [];
  const codes = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const dumps = [codes.join(''), codes.join(' '), codes.join(':')];
  return [...dumps, ...dumps.map((dump) => dump.toUpperCase()), ...[',', ', ', ' '].map((between) => bytes.join(between))];
}

/** Shorter pieces are found by chance. */
const SHORTEST_BASE64 = 8;

/** Also within something longer, such as `user:password`: it may begin at any of three places of a group, and its ends are another's, too. */
function inBase64(bytes: Uint8Array): string[] {
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
