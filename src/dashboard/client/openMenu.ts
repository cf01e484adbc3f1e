import { all, one } from './dom';
import { choiceOfKey, isChoice, type TopicStop } from './topicStop';

const menu = one('[data-menu]');
/** The menu may lie over the words of its topic: it names the topic to eyes as well. */
const title = menu ? one('[data-menu-title]', menu) : null;
const choices = menu ? all('[data-choice]', menu) : [];
const MARGIN = 8;

let opened: { readonly topic: TopicStop; readonly opener: HTMLElement } | undefined;

export const isMenuOpen = (): boolean => opened !== undefined;

/** Opens the menu of a topic at the element that asked for it. */
export function openMenu(topic: TopicStop, opener: HTMLElement | null): void {
  if (!menu || !opener) return;
  close();
  opened = { topic, opener };
  menu.setAttribute('aria-label', topic.title);
  if (title) title.textContent = topic.title;
  fit(menu, topic);
  topic.more?.setAttribute('aria-expanded', 'true');
  menu.hidden = false;
  place(menu, (opener.classList.contains('more') ? opener : (topic.disc ?? opener)).getBoundingClientRect());
  shownItems()[0]?.focus({ preventScroll: true });
}

/** Shows what this topic has, and its status. */
function fit(element: HTMLElement, topic: TopicStop): void {
  for (const item of choices) {
    const choice = item.dataset['choice'] ?? '';
    if (item.role === 'menuitemradio') item.setAttribute('aria-checked', String(choice === topic.status));
    item.hidden = !topic.can(choice);
  }
  for (const group of all('[data-practice-of]', element)) group.hidden = group.dataset['practiceOf'] !== topic.id;
}

const shownItems = (): HTMLElement[] => choices.filter((item) => item.closest('[data-menu] [hidden]') === null);

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

function choose(choice: string | undefined, project = ''): void {
  const topic = opened?.topic;
  close(true);
  if (choice === 'practice') topic?.practice(project);
  else if (isChoice(choice)) topic?.do(choice);
}

/** Brings the menu to life. */
export function startMenu(): void {
  menu?.addEventListener('click', ({ target }) => {
    const item = target instanceof Element ? target.closest<HTMLElement>('[data-choice]') : null;
    if (item) choose(item.dataset['choice'], item.dataset['project']);
  });
  menu?.addEventListener('keydown', (event) => {
    const to = destination(event.key);
    const letter = choiceOfKey(event.key);
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

function destination(key: string): HTMLElement | undefined {
  const items = shownItems();
  const at = items.findIndex((item) => item === document.activeElement);
  if (key === 'ArrowDown') return items[(at + 1) % items.length];
  if (key === 'ArrowUp') return items.at(at - 1);
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  return undefined;
}
