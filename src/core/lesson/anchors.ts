/** The anchor of a heading: lower case, every run of other characters than a-z and 0-9 one hyphen, none at the ends. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
