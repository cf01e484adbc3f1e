/** The anchor of a heading: its text in lower case, every run of other characters than a-z and 0-9 as one hyphen. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
