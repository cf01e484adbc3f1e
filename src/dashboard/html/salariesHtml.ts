import { formatMoney, formatMost, formatRange } from '../model/salaries';
import { levelOfYears, percentAlong, salaryScale, type SalaryScale } from '../model/salaries';
import { html, type Html } from '../../base/html';
import type { Country, SalaryLevel } from '../../content/schema';
import { icon } from '../../pages/icons';
import type { DashboardView } from './view';

/** The id of the choice that shows every country. */
const ALL = 'all';

/** What the levels earn, one chart and one axis for each country. */
export function salariesHtml(view: DashboardView): Html {
  const { title, note, countries } = view.roadmap.salaries;
  const { words } = view;
  return html`<section class="salaries" aria-labelledby="salaries">
    <div class="section-head">
      <h2 id="salaries" tabindex="-1">${title}</h2>
      <fieldset class="segments" data-countries>
        <legend class="hidden">${words.countries}</legend>
        ${[...countries, { id: ALL, title: words.allCountries }].map(
          ({ id, title }) =>
            html`<label><input type="radio" name="country" value="${id}" ${id === ALL && html`checked`} /><span>${title}</span></label>`,
        )}
      </fieldset>
    </div>
    <p class="hint">${words.yourLevel}</p>
    <div class="charts">${countries.map((country) => countryChart(view, country))}</div>
    <p class="note">${note}</p>
  </section>`;
}

function countryChart(view: DashboardView, country: Country): Html {
  const scale = salaryScale(country.levels);
  const here = levelOfYears(country.levels, view.snapshot.experience);
  const { words } = view;
  const heading = `salary-${country.id}`;
  return html`<div class="chart card" data-country="${country.id}" role="group" aria-labelledby="${heading}">
    <div class="chart-head">
      <h3 id="${heading}">${country.title} (${country.unit})</h3>
      <p class="chart-key" aria-hidden="true">
        <span class="key-range"></span>${words.range}<span class="key-typical"></span>${words.typical}
      </p>
    </div>
    ${country.levels.map((level) => levelRow(view, country, level, scale, level === here))} ${axis(country, scale)}
    <div class="hidden">
      <table>
        <caption>
          ${country.title} (${country.unit})
        </caption>
        <thead>
          <tr>
            <th scope="col">${words.columns.level}</th>
            <th scope="col">${words.columns.range}</th>
            <th scope="col">${words.columns.typical}</th>
          </tr>
        </thead>
        <tbody>
          ${country.levels.map(
            (level) =>
              html`<tr>
                <th scope="row">${levelName(level)}</th>
                <td>${formatRange(level, country)}</td>
                <td>${formatMoney(level.typical, country)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </div>`;
}

const levelName = ({ title, experience }: SalaryLevel): string => `${title} (${experience})`;

/** One level: a button, since choosing it says "this is me". */
function levelRow({ words }: DashboardView, country: Country, level: SalaryLevel, scale: SalaryScale, here: boolean): Html {
  const range = formatRange(level, country);
  const typical = formatMoney(level.typical, country);
  return html`<button
    type="button"
    class="level"
    data-level="${level.id}"
    data-years="${level.years?.from}"
    data-last-year="${level.years?.to}"
    aria-pressed="${String(here)}"
    ${level.years === undefined && html`disabled`}
  >
    <span class="level-name">
      <strong>${level.title}</strong> <span class="experience">(${level.experience})</span>
      <span class="here">${icon('pin')}${words.youAreHere}</span>
    </span>
    <span class="figures"><span>${range}</span><span class="hidden">, ${words.typicalOf(typical)}</span></span>
    ${bar(country, level, scale)}
  </button>`;
}

/** The bar in percent of the room it gets: positions are attributes, so that the page needs no inline style. */
function bar(country: Country, level: SalaryLevel, scale: SalaryScale): Html {
  const from = percentAlong(level.min, scale);
  const to = percentAlong(level.max, scale);
  const typical = percentAlong(level.typical, scale);
  const text = (at: number, y: number, classes: string, value: string, dx = 0) =>
    html`<text class="${classes}" x="${at}%" dx="${dx}" y="${y}">${value}</text>`;
  return html`<svg class="plot" width="100%" height="48" aria-hidden="true">
    ${scale.ticks.map((tick) => html`<line class="grid" x1="${percentAlong(tick, scale)}%" x2="${percentAlong(tick, scale)}%" y1="0" y2="48"></line>`)}
    <rect
      class="range ${level.openEnded && 'open'}"
      x="${from}%"
      y="22"
      width="${Math.round((to - from) * 10) / 10}%"
      height="16"
      rx="4"
    ></rect>
    ${level.openEnded && openEnd(to)}
    <line class="typical" x1="${typical}%" x2="${typical}%" y1="18" y2="42"></line>
    ${text(typical, 12, 'value middle', formatMoney(level.typical, country))}
    ${text(from, 34, 'end-value left', formatMoney(level.min, country), -7)}
    ${text(to, 34, 'end-value', formatMost(level, country), level.openEnded ? 21 : 7)}
  </svg>`;
}

/** A range without an upper end fades out instead of stopping. */
const openEnd = (at: number): Html =>
  html`<svg x="${at}%" y="22" width="18" height="16">
    <rect class="range" x="3" width="5" height="16" rx="2" opacity="0.75"></rect>
    <rect class="range" x="11" width="3" height="16" rx="1.5" opacity="0.5"></rect>
  </svg>`;

const axis = (country: Country, scale: SalaryScale): Html =>
  html`<div class="axis" aria-hidden="true">
    <svg width="100%" height="20">
      ${scale.ticks.map((tick) => html`<text class="tick" x="${percentAlong(tick, scale)}%" y="14">${formatMoney(tick, country)}</text>`)}
    </svg>
  </div>`;
