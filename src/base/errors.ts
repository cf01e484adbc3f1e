/** What an error says, with where it came from if wanted. Also of what is none, and cannot even be made a text: other extensions throw what they like. */
export function reasonOf(error: unknown, stack = false): string {
  try {
    // A getter may give anything.
    return String(error instanceof Error ? (stack && error.stack) || error.message : error);
  } catch {
    return `(${typeof error})`;
  }
}
