/** How programs and reports write a secret: in strings, pages, addresses, encodings and dumps. */

/** So much of a secret is looked for at a time: a longer one, such as a certificate, is taken out piece by piece. */
const LONGEST_PIECE = 256;

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

/** A secret as programs and reports write it, piece by piece. */
export const formsOf = (secret: string): string[] => piecesOf(secret).flatMap(formsOfPiece);

function formsOfPiece(secret: string): string[] {
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

/** Shorter ones are found in every text. */
const SHORTEST_DUMP = 4;

/** Dumps of bytes, as `<Buffer 53 33>`, `5333` and `[83, 51]`. */
function inNumbers(bytes: Uint8Array): string[] {
  if (bytes.length < SHORTEST_DUMP) return [];
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
