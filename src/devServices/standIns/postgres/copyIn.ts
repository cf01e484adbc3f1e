import { frame } from './pgMessages';

/** Whether a simple query is a `COPY … FROM STDIN`, whose data the client is about to send. */
export function readsFromClient(body: Buffer): boolean {
  const sql = body.toString('utf8').replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
  return /^\s*copy\b[\s\S]*\bfrom\s+stdin\b/i.test(sql);
}

/** Asks for text; how many columns there are is known only later, and clients do not look. */
export function copyInResponse(): Buffer {
  return frame('G', Buffer.alloc(3));
}
