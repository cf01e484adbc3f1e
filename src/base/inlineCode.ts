import { element, type Element } from './elements';

/** A word with hyphens that is not too long to stay whole on a narrow page. */
const WHOLE = /((?<=^|\s)(?=\S*-\S)\S{1,24}(?=\s|$))/;

/** Code in a line of text. A line never ends within `--oneline`: what is left of it would read as another command. */
export const inlineCode = (code: string): Element =>
  element(
    'code',
    {},
    code.split(WHOLE).map((piece) => (WHOLE.test(piece) ? element('span', { class: 'whole' }, piece) : piece)),
  );
