import { NilArray, RedisError, Status, type Reply } from './reply';

/** Encodes an answer as RESP2, as a binary string; the caller joins several and writes them at once. */
export function encodeReply(reply: Reply): string {
  if (typeof reply === 'string') return `$${String(reply.length)}\r\n${reply}\r\n`;
  if (typeof reply === 'number' || typeof reply === 'bigint') return `:${String(reply)}\r\n`;
  if (reply === null) return '$-1\r\n';
  if (reply instanceof Status) return `+${reply.text}\r\n`;
  if (reply instanceof RedisError) return `-${oneLine(reply.message)}\r\n`;
  if (reply instanceof NilArray) return '*-1\r\n';
  return encodeArray(reply);
}

function encodeArray(items: readonly Reply[]): string {
  let text = `*${String(items.length)}\r\n`;
  for (const item of items) text += encodeReply(item);
  return text;
}

/** A line break within an error would end the reply early and shift every later one. */
function oneLine(message: string): string {
  return message.replace(/[\r\n]+/g, ' ');
}
