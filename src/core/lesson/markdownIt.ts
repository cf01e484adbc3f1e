/** The types of markdown-it by the names we use. */
export type { MarkdownIt, Token } from 'markdown-it';
