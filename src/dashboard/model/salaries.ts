import type { Country, SalaryLevel } from '../../content/schema';

type Currency = Pick<Country, 'currency' | 'locale'>;

/** To make a format takes far longer than to use it. */
const formats = new Map<string, Intl.NumberFormat>();

/** An amount as people of the country say it: $65K, ₹4L. */
export function formatMoney(amount: number, { currency, locale }: Currency): string {
  const key = `${locale} ${currency}`;
  const options = { style: 'currency', currency, notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 } as const;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format.format(amount);
}

/** The upper end of a range; a plus sign says that some earn more. */
export const formatMost = ({ max, openEnded }: SalaryLevel, country: Currency): string =>
  formatMoney(max, country) + (openEnded ? '+' : '');

/** A range from its lower to its upper end: $190K - $280K+. */
export const formatRange = (level: SalaryLevel, country: Currency): string =>
  `${formatMoney(level.min, country)} - ${formatMost(level, country)}`;

/** An axis that starts at nothing, so that a bar twice as far out is twice as much. */
export interface SalaryScale {
  readonly end: number;
  /** Amounts at which the axis is marked, from 0 up. */
  readonly ticks: readonly number[];
}

/** Room to the right of the longest bar, for the figure at its end. */
const ROOM = 1.14;
const MOST_TICKS = 7;

/** The axis of a country. */
export function salaryScale(levels: readonly Pick<SalaryLevel, 'max'>[]): SalaryScale {
  const needed = Math.max(...levels.map(({ max }) => max)) * ROOM;
  const step = niceStep(needed / MOST_TICKS);
  const count = Math.ceil(needed / step);
  return { end: count * step, ticks: Array.from({ length: count }, (_, index) => index * step) };
}

/** Where an amount lies on the axis, in percent with one decimal. */
export const percentAlong = (amount: number, { end }: SalaryScale): number => Math.round((amount / end) * 1_000) / 10;

/** The smallest of 1, 2, 5, 10, 20, 50, … that is at least `least`. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least) ?? 10;
  return factor * power;
}

/** The level someone with so many years of work is at, when the levels say for which years they are. */
export function levelOfYears(levels: readonly SalaryLevel[], years: number | null): SalaryLevel | undefined {
  if (years === null) return undefined;
  return levels.filter(({ years: range }) => range !== undefined && range.from <= years).at(-1);
}

/** The country in which the learner stands: the one that they chose; the first while they have chosen none, or one that is not here. */
export const countryOf = (countries: readonly Country[], chosen: string | null): Country | undefined =>
  countries.find(({ id }) => id === chosen) ?? countries[0];
