/**
 * The changes that the page has asked for and that no answer knows of yet. An answer that was on its way by then says what was
 * before: shown, it would have the next key act on that. The host says a topic anew when it has heard of its change.
 */
const pending = new Map<string, number>();
let last = 0;

/** The topic and the number of a change of it, for the host. */
export function numbered(topic: string): { readonly topic: string; readonly change: number } {
  pending.set(topic, ++last);
  return { topic, change: last };
}

/** What was asked for up to this number is in the answer. */
export function settleUpTo(answered: number): void {
  for (const [topic, change] of pending) if (change <= answered) pending.delete(topic);
}

/** Whether a change of the topic has been asked for that no answer knows of yet. */
export const isPending = (topic: string): boolean => pending.has(topic);
