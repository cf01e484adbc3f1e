/** Lays out the sections below the first view, too: the style sheet leaves them out so that the first paint need not wait for them. */
export function settle(): void {
  document.body.dataset['settled'] = '';
}

/** As `settle`, once the page has been painted. */
export function settleAfterPaint(): void {
  requestAnimationFrame(() => setTimeout(settle));
}
