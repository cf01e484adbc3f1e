import { fillIn } from '../../base/text';
import { PACE } from '../../content/kinds';
import { passesFilter, type ProjectFilter } from '../model/projectFilter';
import { one, all } from './dom';
import { currentState, keep, post } from './host';

const found = one('[data-pace]');
const slider = found instanceof HTMLInputElement ? found : undefined;

/** Brings the hours a week to life. */
export function startPace(): void {
  if (!slider) return;
  slider.value = String(Math.min(PACE.most, Math.max(PACE.least, currentState().pace)));
  slider.addEventListener('input', () => {
    showPace();
    keep({ pace: slider.valueAsNumber });
  });
  showPace();
}

/** Says what the chosen pace means: the host has worked it out for each pace, and the page shows the sentence of the chosen one. */
export function showPace(): void {
  if (!slider) return;
  followPlan(slider);
  const hours = slider.valueAsNumber;
  const label = one('[data-pace-hours]');
  const { paceOne = '', paceHours = '' } = label?.dataset ?? {};
  const text = hours === 1 ? paceOne : fillIn(paceHours, hours);
  if (label) label.textContent = text;
  slider.setAttribute('aria-valuetext', text);
  for (const sentence of all('[data-pace-sentence] [data-at]')) sentence.hidden = sentence.dataset['at'] !== String(hours);
}

/** A plan that is new, or has another pace now, sets the slider; until the next one the slider is the learner's. */
function followPlan(input: HTMLInputElement): void {
  const planned = Number(one('[data-planned]')?.dataset['planned'] ?? 0);
  if (planned === currentState().planned) return;
  if (planned > 0) input.value = String(planned);
  keep({ planned, pace: input.valueAsNumber });
}

const charts = all('.chart');
const choices = all('[data-countries] input').filter((input) => input instanceof HTMLInputElement);

/** Brings the charts to life: the choice of a country, and the learner's level. */
export function startSalaries(): void {
  const stored = choices.find(({ value }) => value === currentState().country);
  if (stored) stored.checked = true;
  showCountry(choices.find(({ checked }) => checked)?.value ?? 'all');
  for (const choice of choices) {
    choice.addEventListener('change', () => {
      showCountry(choice.value);
      keep({ country: choice.value });
    });
  }
  for (const chart of charts) {
    chart.addEventListener('click', ({ target }) => {
      const level = target instanceof Element ? target.closest<HTMLElement>('.level') : null;
      if (!level) return;
      const chosen = level.getAttribute('aria-pressed') === 'true';
      const years = chosen ? null : Number(level.dataset['years']);
      post({ type: 'setExperience', years, country: chart.dataset['country'] ?? '' });
    });
  }
}

function showCountry(id: string): void {
  for (const chart of charts) chart.hidden = id !== 'all' && chart.dataset['country'] !== id;
}

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
  const kind = !isFiltered ? 'all' : shown === 0 ? 'none' : shown === 1 ? 'one' : 'some';
  if (count) count.textContent = fillIn(count.dataset[kind] ?? '', shown);
  if (clear) clear.hidden = !isFiltered;
  keep(filter);
}
