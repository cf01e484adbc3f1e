/**
 * Text that Markdown shows as it is: what would format, link, or start a block is escaped. Nothing else is, because a
 * checklist is also read as it was written: `Real-Time`, not `Real\-Time`.
 */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_{}[\]<>()#|~$&]/g, '\\$&')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)\./, '$1\\.');
