/** So many values beside each other are parsed in a file: a hundred times what the progress of a roadmap has … */
export const MAX_VALUES = 250_000;
/** … and so many within each other, which are left out later and cost less. */
const MAX_OPENINGS = 500_000;

/**
 * Whether a file of JSON is one that can be parsed in reasonable time. Its size does not say: 50 MB of notes are parsed at once, 50 MB of
 * empty names take a minute and a gigabyte, in which the window does nothing else. What is no JSON at all is left to the parser to say.
 */
export function isParsable(bytes: Uint8Array): boolean {
  let [values, openings, isText] = [1, 0, false];
  for (let at = 0; at < bytes.length; at++) {
    switch (bytes[at]) {
      case 0x22: // "
        isText = !isText;
        break;
      case 0x5c: // \
        at += 1;
        break;
      case 0x2c: // ,
        if (!isText) values += 1;
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (!isText) openings += 1;
        break;
    }
    if (values > MAX_VALUES || openings > MAX_OPENINGS) return false;
  }
  return true;
}
