import { fillIn } from '../../base/fillIn';
import { passesFilter, type ProjectFilter } from '../model/projectFilter';
import { all, one } from './dom';
import { currentState, keep } from './host';

const cards = all('.project').map((element) => ({
  element,
  level: element.dataset['level'] ?? '',
  tags: all('[data-tag]', element).map(({ dataset }) => dataset['tag'] ?? ''),
}));
const buttons = all('[data-filter]');
const clear = one('[data-clear-filters]');

/** Brings the filters to life. */
export function startProjects(): void {
  for (const button of buttons) {
    button.addEventListener('click', () => {
      press(button, !isPressed(button));
      apply({ levels: pressed('level'), tags: pressed('tag') });
    });
  }
  clear?.addEventListener('click', () => {
    showAllProjects();
    buttons[0]?.focus({ preventScroll: true });
  });
  const { levels, tags } = currentState();
  for (const button of buttons) {
    const chosen = button.dataset['filter'] === 'level' ? levels : tags;
    press(button, chosen.includes(button.dataset['value'] ?? ''));
  }
  // What is stored may name a tag that is gone: only what can be seen pressed counts.
  if (levels.length + tags.length > 0) apply({ levels: pressed('level'), tags: pressed('tag') });
}

export function showAllProjects(): void {
  for (const button of buttons) press(button, false);
  apply({ levels: [], tags: [] });
}

const isPressed = (button: HTMLElement): boolean => button.getAttribute('aria-pressed') === 'true';
const press = (button: HTMLElement, isPressed: boolean): void => button.setAttribute('aria-pressed', String(isPressed));

const pressed = (kind: 'level' | 'tag'): string[] =>
  buttons.filter((button) => button.dataset['filter'] === kind && isPressed(button)).map((button) => button.dataset['value'] ?? '');

function apply(filter: ProjectFilter): void {
  for (const card of cards) card.element.hidden = !passesFilter(card, filter);
  const shown = cards.filter(({ element }) => !element.hidden).length;
  const isFiltered = filter.levels.length + filter.tags.length > 0;
  const count = one('[data-project-count]');
  const sentence = count?.dataset[shown === 0 ? 'none' : isFiltered ? 'some' : 'all'] ?? '';
  if (count) count.textContent = fillIn(sentence, shown, cards.length);
  if (clear) clear.hidden = !isFiltered;
  keep(filter);
}
