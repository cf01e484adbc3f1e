/** C prints a text up to its first zero byte, and Redis no more than 128 bytes of what it did not understand. */
export function printed(text: string, most = 128): string {
  const end = text.indexOf('\0');
  return (end < 0 ? text : text.slice(0, end)).slice(0, Math.max(0, most));
}
