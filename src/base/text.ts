/** Puts values in the places {0}, {1}, … of a sentence. A value that looks like a place is left as it is. */
export const fillIn = (sentence: string, ...values: readonly (string | number)[]): string =>
  sentence.replace(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place));

/**
 * In a class of a pattern: characters that are not seen, or that turn around what stands beside them: controls, marks of direction, spaces
 * without width, the blank of Braille, tags, halves of characters, and line breaks of all kinds.
 */
export const UNSEEN_CHARACTERS = String.raw`\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{DI}\u2800\ufff9-\ufffb`;

/** A pattern: these, and formats, what has no meaning, and spaces that are none, for where each character counts. */
export const NOT_PLAIN = String.raw`[${UNSEEN_CHARACTERS}\p{Cf}\p{Co}\p{Cn}]|(?! )\p{Zs}`;

/** The joiners and variants that emoji and some scripts need between letters stay. */
const UNSEEN = new RegExp(String.raw`(?:(?!\u200c|\u200d|\p{VS})[${UNSEEN_CHARACTERS}])+`, 'gu');

/**
 * Text that Markdown shows as it is: what would format, link, or start a block is escaped, also addresses, which GitHub's Markdown and the
 * tooltips of VS Code make links of as they stand. Nothing else is, because a checklist is also read as it was written: `Real-Time`, not
 * `Real\-Time`.
 */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(UNSEEN, ' ')
    .replace(/[\\`*_{}[\]<>()#|~$&@]|:(?=\/\/)|(?<=www)\./gi, '\\$&')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)\./, '$1\\.');

/** So much of a text from outside is shown in a sentence, a label or a row. */
const MAX_OUTSIDE = 80;

/**
 * VS Code makes links of `[text](address)`, also of `command:` addresses, in notifications and below the box of a question, and
 * pictures of `$(name)` in lists and in the status bar. A space takes that meaning away, and leaves the text readable.
 */
const unlinked = (text: string): string => text.replace(/\](?=\()/g, '] ');
const inert = (text: string): string => unlinked(text).replace(/\$(?=\()/g, '$ ');

/**
 * What came from outside (a file, an address, the name of a folder, a program), to stand in something that is shown: on one line,
 * without characters that hide or turn anything, without links and icons, and no longer than a row. Nothing else is changed.
 */
export function outside(text: string, length = MAX_OUTSIDE): string {
  // No more than is needed is looked at: a name may be megabytes long.
  const shown = inert(
    text
      .slice(0, 4 * length)
      .replace(UNSEEN, ' ')
      .replace(/ +/g, ' ')
      .trim(),
  );
  const letters = Array.from(shown);
  return letters.length > length || text.length > 4 * length
    ? `${letters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
    : shown;
}

/** Text of several lines, no longer than that, without characters that hide or turn anything. */
export const inPlainSight = (text: string, length: number): string => {
  const shown = text.slice(0, length).replace(UNSEEN, (found) => found.replace(/[^\n\t]+/g, ' '));
  return text.length > length ? `${shown}…` : shown;
};

/** A message without links, whatever stands in it. */
export const withoutLinks = (text: string, length: number): string => unlinked(inPlainSight(text, length));
