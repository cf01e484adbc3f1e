import type { SalaryLevel } from '../../content/schema';
import { all, setAttribute } from './dom';
import { host } from './host';
import { currentState, keep } from './state';

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
      host.postMessage({ type: 'setExperience', years: chosen ? null : Number(level.dataset['years']) });
    });
  }
}

function showCountry(id: string): void {
  for (const chart of charts) chart.hidden = id !== 'all' && chart.dataset['country'] !== id;
}

/** Points to the level of someone with so many years of work, in every country. */
export function showExperience(years: number | null): void {
  for (const chart of charts) {
    const rows = all('.level', chart);
    const here = years === null ? undefined : rows.filter((row) => isReached(row, years)).at(-1);
    for (const row of rows) setAttribute(row, 'aria-pressed', row === here);
  }
}

const isReached = ({ dataset }: HTMLElement, years: NonNullable<SalaryLevel['years']>['from']): boolean =>
  dataset['years'] !== undefined && dataset['years'] !== '' && Number(dataset['years']) <= years;
