/** What an error says. Also of what is none, and cannot even be made a text: other extensions throw what they like. */
export const reasonOf = (error: unknown): string => said(error, () => (error instanceof Error ? error.message : String(error)));

/** The same, with where it came from when that is known. */
export const stackOf = (error: unknown): string =>
  said(error, () => (error instanceof Error ? (error.stack ?? error.message) : String(error)));

function said(error: unknown, say: () => unknown): string {
  try {
    // A getter may give anything.
    return String(say());
  } catch {
    return `something of type ${typeof error} that says nothing`;
  }
}
