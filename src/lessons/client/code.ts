/** The buttons of the examples, and that what scrolls sideways can be scrolled without a pointer. */
import { post, topic } from './host';

const SAID_FOR = 2_000;

export function startCode(): void {
  const template = document.querySelector<HTMLTemplateElement>('template[data-code-buttons]');
  for (const caption of document.querySelectorAll('[data-code] > figcaption')) {
    if (template) caption.append(template.content.cloneNode(true));
  }
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) makeReachable(target as HTMLElement);
  });
  for (const box of document.querySelectorAll<HTMLElement>('[data-scrolls]')) observer.observe(box);
}

/** Asks the host for what a button of an example says. Returns whether it was such a button. */
export function clickCode(button: Element): boolean {
  const index = Number(button.closest<HTMLElement>('[data-code]')?.dataset['code'] ?? NaN);
  if (!Number.isInteger(index)) return false;
  if (button.matches('[data-copy-code]')) post({ type: 'copyCode', topic, index });
  else if (button.matches('[data-open-code]')) post({ type: 'openCode', topic, index });
  else return false;
  return true;
}

/** Says that the code is on the clipboard: on the button, and for who listens. */
export function showCopied(index: number): void {
  const button = document.querySelector<HTMLElement>(`[data-code="${index}"] [data-copy-code]`);
  const announcer = document.querySelector<HTMLElement>('[data-announcer]');
  if (!button || button.dataset['label'] !== undefined) return;
  const label = button.textContent;
  button.dataset['label'] = label;
  button.textContent = button.dataset['copied'] ?? label;
  if (announcer) announcer.textContent = announcer.dataset['copied'] ?? '';
  setTimeout(() => {
    button.textContent = label;
    delete button.dataset['label'];
    if (announcer) announcer.textContent = '';
  }, SAID_FOR);
}

/** Only what does not fit is a stop for the Tab key. */
function makeReachable(box: HTMLElement): void {
  if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
  else box.removeAttribute('tabindex');
}
