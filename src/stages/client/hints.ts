/** Hints unfold one at a time: each is locked until the one before it was unfolded. */
import type { StagePageSnapshot } from '../model/protocol';
import { keep, kept, page, post } from './host';

const hints = [...document.querySelectorAll<HTMLDetailsElement>('details[data-hint]')];

/** How many were unfolded at some time. */
let unfolded = Number(document.querySelector<HTMLElement>('.hints')?.dataset['unfolded'] ?? 0);
let folder: string | null | undefined;

export function startHints(): void {
  hints.forEach((hint, at) => {
    // At the click and not only when the browser tells that it has opened: the next key press may come before that.
    hint.querySelector('summary')?.addEventListener('click', (event) => {
      if (at > unfolded) event.preventDefault();
      else unfold(at);
    });
    hint.addEventListener('toggle', () => {
      if (hint.open) unfold(at);
    });
  });
}

function unfold(at: number): void {
  if (at < unfolded) return;
  unfolded = at + 1;
  unlock();
  record();
}

/** Where the unfolded hints are kept is known with the first snapshot. */
function record(): void {
  if (folder === null) keep({ hints: { ...kept().hints, [page]: unfolded } });
  else if (folder !== undefined) post({ type: 'unfoldHints', page, hints: unfolded });
}

/** Shows how many were unfolded in the repo or, without one, on this page. Another repo begins with its own. */
export function showHints(snapshot: StagePageSnapshot): void {
  const isFirst = folder === undefined;
  const isOther = folder !== snapshot.folder;
  folder = snapshot.folder;
  const { [page]: before = 0, ...others } = kept().hints;
  if (folder !== null && before > 0) {
    // What was unfolded before there was a repo counts for it.
    keep({ hints: others });
    if (before > snapshot.hints) post({ type: 'unfoldHints', page, hints: before });
  }
  const known = Math.max(snapshot.hints, before);
  // Somebody quick has unfolded one before the first snapshot came.
  unfolded = isOther && !isFirst ? known : Math.max(unfolded, known);
  if (isFirst && unfolded > known) record();
  unlock();
  if (isOther) hints.forEach((hint, at) => (hint.open = at < unfolded));
}

function unlock(): void {
  hints.forEach((hint, at) => {
    const isLocked = at > unfolded;
    hint.toggleAttribute('data-locked', isLocked);
    const summary = hint.querySelector('summary');
    if (isLocked) summary?.setAttribute('aria-disabled', 'true');
    else summary?.removeAttribute('aria-disabled');
    const body = hint.querySelector<HTMLElement>('.lesson');
    if (body) body.hidden = isLocked;
  });
}
