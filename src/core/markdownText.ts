/** Text that Markdown shows as it is: what would format, link, or start a block is escaped. */
export const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_{}[\]<>()#+!|~$&-]/g, '\\$&').replace(/[\r\n]+/g, ' ');
