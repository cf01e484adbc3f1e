import { l10n } from 'vscode';
import { element, type Element } from '../../base/elements';
import { html, type Html } from '../../base/html';
import type { Country, SalaryLevel } from '../../content/schema';
import { iconElement } from '../../pages/icons';
import { htmlOfPart, lazyPart, type LazyPart } from '../../pages/liveParts';
import type { DashboardView } from '../model/dashboardView';
import {
  countryOf,
  formatMoney,
  formatMost,
  formatRange,
  levelOfYears,
  percentAlong,
  salaryScale,
  type SalaryScale,
} from '../model/salaries';

/** The id of the choice that shows every country. */
const ALL = 'all';

/** What the levels earn, one chart and one axis for each country. */
export function salariesHtml({ roadmap }: DashboardView, levels: readonly LazyPart[]): Html {
  const { title, basis, note, countries } = roadmap.salaries;
  const rowsOf = ({ id }: Country) => levels.filter(({ name }) => name.startsWith(levelName(id, '')));
  return html`<section class="salaries" aria-labelledby="salaries">
    <div class="section-head">
      <h2 id="salaries" tabindex="-1">${title}</h2>
      <fieldset class="segments" data-countries>
        <legend class="hidden">${l10n.t('Country')}</legend>
        ${[...countries, { id: ALL, title: l10n.t('Both') }].map(
          ({ id, title }) =>
            html`<label><input type="radio" name="country" value="${id}" ${id === ALL && html`checked`} /><span>${title}</span></label>`,
        )}
      </fieldset>
    </div>
    ${basis !== undefined && html`<p class="basis">${basis}</p>`}
    <p class="hint">${l10n.t('Choose your level to see where you stand.')}</p>
    <div class="charts">${countries.map((country) => countryChart(country, rowsOf(country)))}</div>
    <p class="note">${note}</p>
  </section>`;
}

function countryChart(country: Country, levels: readonly LazyPart[]): Html {
  const heading = `salary-${country.id}`;
  const range = l10n.t('Range');
  const typical = l10n.t('Typical');
  return html`<div class="chart card" data-country="${country.id}" role="group" aria-labelledby="${heading}">
    <div class="chart-head">
      <h3 id="${heading}">${country.title} (${country.unit})</h3>
      <p class="chart-key" aria-hidden="true"><span class="key-range"></span>${range}<span class="key-typical"></span>${typical}</p>
    </div>
    ${levels.map(htmlOfPart)} ${axis(country)} ${country.note !== undefined && html`<p class="note">${country.note}</p>`}
    <div class="hidden">
      <table>
        <caption>
          ${country.title} (${country.unit})
        </caption>
        <thead>
          <tr>
            <th scope="col">${l10n.t('Level')}</th>
            <th scope="col">${range}</th>
            <th scope="col">${typical}</th>
          </tr>
        </thead>
        <tbody>
          ${country.levels.map(
            (level) =>
              html`<tr>
                <th scope="row">${level.title} (${level.experience})</th>
                <td>${formatRange(level, country)}</td>
                <td>${formatMoney(level.typical, country)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </div>`;
}

function axis(country: Country): Html {
  const scale = salaryScale(country.levels);
  return html`<div class="axis" aria-hidden="true">
    <svg width="100%" height="20">
      ${scale.ticks.map((tick) => html`<text class="tick" x="${percentAlong(tick, scale)}%" y="14">${formatMoney(tick, country)}</text>`)}
    </svg>
  </div>`;
}

const levelName = (country: string, level: string): string => `level:${country}/${level}`;

/** The levels of all countries, of which one at most is the learner's: nobody is in two places. */
export const salaryLevels = ({ roadmap: { salaries }, experience, country: home }: DashboardView): LazyPart[] =>
  salaries.countries.flatMap((country) => {
    const here = country === countryOf(salaries.countries, home) ? levelOfYears(country.levels, experience) : undefined;
    return country.levels.map((level) =>
      lazyPart(levelName(country.id, level.id), level === here, (isHere) => levelRow(country, level, isHere)),
    );
  });

/** One level: a button, since choosing it says "this is me". */
function levelRow(country: Country, level: SalaryLevel, isHere: boolean): Element {
  const { id, title, experience, years } = level;
  const typical = l10n.t('typical {0}', formatMoney(level.typical, country));
  return element(
    'button',
    {
      type: 'button',
      class: 'level',
      'data-level': id,
      'data-years': years?.from,
      'aria-pressed': String(isHere),
      disabled: years === undefined,
    },
    element(
      'span',
      { class: 'level-name' },
      element('span', { class: 'level-mark', 'aria-hidden': 'true' }, iconElement('pin')),
      element('strong', {}, title),
      ' ',
      element('span', { class: 'experience' }, `(${experience})`),
      ' ',
      element('span', { class: 'here' }, l10n.t('You are here')),
      element('span', { class: 'choose', 'aria-hidden': 'true' }, l10n.t('Choose this level')),
    ),
    ' ',
    element(
      'span',
      { class: 'figures' },
      element('span', {}, formatRange(level, country)),
      element('span', { class: 'hidden' }, `, ${typical}`),
    ),
    ' ',
    plot(country, level, salaryScale(country.levels)),
  );
}

/** The bar in percent of the room it gets: positions are attributes, so that the page needs no inline style. */
function plot(country: Country, level: SalaryLevel, scale: SalaryScale): Element {
  const from = percentAlong(level.min, scale);
  const to = percentAlong(level.max, scale);
  const typical = percentAlong(level.typical, scale);
  const upright = (kind: string, at: number, y1: number, y2: number) =>
    element('line', { class: kind, x1: `${at}%`, x2: `${at}%`, y1, y2 });
  const figure = (at: number, dx: number, y: number, classes: string, value: string) =>
    element('text', { class: classes, x: `${at}%`, dx, y }, value);
  const width = `${Math.round((to - from) * 10) / 10}%`;
  return element(
    'svg',
    { class: 'plot', width: '100%', height: 48, 'aria-hidden': 'true' },
    scale.ticks.map((tick) => upright('grid', percentAlong(tick, scale), 0, 48)),
    element('rect', { class: level.openEnded ? 'range open' : 'range', x: `${from}%`, y: 22, width, height: 16, rx: 4 }),
    level.openEnded && openEnd(to),
    upright('typical', typical, 18, 42),
    figure(typical, 0, 12, 'value middle', formatMoney(level.typical, country)),
    figure(from, -7, 34, 'end-value left', formatMoney(level.min, country)),
    figure(to, level.openEnded ? 21 : 7, 34, 'end-value', formatMost(level, country)),
  );
}

/** A range without an upper end fades out instead of stopping. */
const openEnd = (at: number): Element =>
  element(
    'svg',
    { x: `${at}%`, y: 22, width: 18, height: 16 },
    element('rect', { class: 'range', x: 3, width: 5, height: 16, rx: 2, opacity: 0.75 }),
    element('rect', { class: 'range', x: 11, width: 3, height: 16, rx: 1.5, opacity: 0.5 }),
  );
