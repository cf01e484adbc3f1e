/** Proxies can be called and constructed when what they stand for can. */
function nothing(): undefined {
  return undefined;
}

/**
 * Something that takes every call, every property and every question, and does nothing: what the extension draws outside of its
 * pages (trees, the status bar, the Test Explorer) is for tests in a real window.
 */
export const mute: unknown = new Proxy(nothing, {
  get: (_target, name) => {
    // Whoever waits for it must not wait for ever, and what is written as text is empty.
    if (name === 'then') return undefined;
    return name === Symbol.toPrimitive ? () => '' : mute;
  },
  set: () => true,
  apply: () => mute,
  construct: () => mute as object,
});
