import { all } from './dom';
import { currentState, keep, post } from './host';

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
      post({ type: 'setExperience', years: chosen ? null : Number(level.dataset['years']) });
    });
  }
}

function showCountry(id: string): void {
  for (const chart of charts) chart.hidden = id !== 'all' && chart.dataset['country'] !== id;
}
