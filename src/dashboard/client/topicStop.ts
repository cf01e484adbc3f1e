import { isStatus, type Status } from '../../progress/model/progress';
import { STATUS_PLACE } from '../model/protocol';
import { all, one } from './dom';
import { post } from './host';
import { numbered } from './pendingChanges';

const menu = one('[data-menu]');
const items = menu ? all('[data-choice]', menu) : [];
const LETTERS: Readonly<Record<string, string>> = { d: 'done', l: 'doing', s: 'skipped', r: 'reset' };
const MARGIN = 8;

let opened: { readonly topic: TopicStop; readonly opener: HTMLElement } | undefined;

export const isMenuOpen = (): boolean => opened !== undefined;

/** Opens the menu of a topic at the element that asked for it. */
export function openMenu(topic: TopicStop, opener: HTMLElement | null): void {
  if (!menu || !opener) return;
  close();
  opened = { topic, opener };
  menu.setAttribute('aria-label', topic.title);
  for (const item of items) {
    if (item.role === 'menuitemradio') item.setAttribute('aria-checked', String(item.dataset['choice'] === topic.status));
  }
  topic.more?.setAttribute('aria-expanded', 'true');
  menu.hidden = false;
  place(menu, (opener.classList.contains('more') ? opener : (topic.disc ?? opener)).getBoundingClientRect());
  items[0]?.focus({ preventScroll: true });
}

/** Below the opener, or above it where there is no room, and never beyond the edges of the view. It scrolls with the page. */
function place(element: HTMLElement, at: DOMRect): void {
  const { width, height } = element.getBoundingClientRect();
  const below = at.bottom + 4;
  const top = below + height + MARGIN > window.innerHeight ? Math.max(MARGIN, at.top - height - 4) : below;
  const left = Math.min(Math.max(MARGIN, at.left), document.documentElement.clientWidth - width - MARGIN);
  element.style.left = `${left + window.scrollX}px`;
  element.style.top = `${top + window.scrollY}px`;
}

function close(andFocus = false): void {
  if (!opened || !menu) return;
  const { topic, opener } = opened;
  opened = undefined;
  menu.hidden = true;
  topic.more?.setAttribute('aria-expanded', 'false');
  if (andFocus) opener.focus({ preventScroll: true });
}

function choose(choice: string | undefined): void {
  const topic = opened?.topic;
  close(true);
  if (!topic) return;
  if (choice === 'done' || choice === 'doing' || choice === 'skipped') topic.setStatus(choice);
  if (choice === 'reset') topic.reset();
  if (choice === 'open') post({ type: 'openTopic', topic: topic.id });
}

/** Brings the menu to life. */
export function startMenu(): void {
  menu?.addEventListener('click', ({ target }) => {
    const item = target instanceof Element ? target.closest<HTMLElement>('[data-choice]') : null;
    if (item) choose(item.dataset['choice']);
  });
  menu?.addEventListener('keydown', (event) => {
    const place = items.findIndex((item) => item === document.activeElement);
    const to = destination(event.key, place);
    const letter = LETTERS[event.key.toLowerCase()];
    if (event.key === 'Tab') {
      close(true);
      return;
    }
    if (event.key !== 'Escape' && !to && letter === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') close(true);
    else if (to) to.focus();
    else choose(letter);
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !menu?.contains(target)) close();
  });
  for (const event of ['resize', 'blur']) window.addEventListener(event, () => close(), { passive: true });
}

function destination(key: string, place: number): HTMLElement | undefined {
  if (key === 'ArrowDown') return items[(place + 1) % items.length];
  if (key === 'ArrowUp') return items.at(place - 1);
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  return undefined;
}

/** A topic on the path: what it shows, and nothing else, is what is known about it. */
export class TopicStop {
  constructor(readonly element: HTMLElement) {}

  get id(): string {
    return this.element.dataset['topic'] ?? '';
  }

  get title(): string {
    return one('.title', this.element)?.textContent ?? '';
  }

  get status(): Status {
    const { status } = this.element.dataset;
    return isStatus(status) ? status : 'todo';
  }

  get node(): HTMLElement | null {
    return one('.node', this.element);
  }

  get disc(): HTMLElement | null {
    return one('.disc', this.element);
  }

  get more(): HTMLElement | null {
    return one('.more', this.element);
  }

  /** Asks the host for a status, and shows it meanwhile. */
  setStatus(status: Status): void {
    if (this.status === status) return;
    this.showAtOnce(status);
    post({ type: 'setStatus', ...numbered(this.id), status });
  }

  /** Back to not started. The host asks first when proofs would go with it, so nothing is shown before. */
  reset(): void {
    if (this.status === 'todo' && !this.isProven) return;
    if (!this.isProven) this.showAtOnce('todo');
    post({ type: 'reset', ...numbered(this.id) });
  }

  private get isProven(): boolean {
    return this.element.dataset['proven'] === 'true';
  }

  /** Shows a status as the host will draw it (html/stops.ts). Its answer has the last word. */
  private showAtOnce(status: Status): void {
    const { node, element } = this;
    const { [status]: word = '', proven = '' } = element.closest<HTMLElement>('[data-path]')?.dataset ?? {};
    const text = this.isProven ? `${word}, ${proven}` : word;
    element.dataset['status'] = status;
    element.dataset['lit'] = String(status === 'done' || status === 'skipped');
    node?.setAttribute('aria-pressed', String(status === 'done'));
    node?.setAttribute(
      'aria-label',
      (node.dataset['label'] ?? '').replace(STATUS_PLACE, () => text),
    );
    one('.status use', element)?.setAttribute('href', `#icon-${status}`);
  }
}

/** The topic whose stop an element belongs to. */
export function topicAt(target: EventTarget | null): TopicStop | undefined {
  const stop = target instanceof Element ? target.closest<HTMLElement>('.stop.topic') : null;
  return stop ? new TopicStop(stop) : undefined;
}
