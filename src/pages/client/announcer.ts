const announcer = document.querySelector('[data-announcer]');

/** Says something to those who listen to the page. */
export function announce(text: string): void {
  if (!announcer) return;
  // The same words again are new only after a moment of silence.
  announcer.textContent = '';
  requestAnimationFrame(() => (announcer.textContent = text));
}
