import type { Country, SalaryLevel } from '../roadmap/schema';

type Currency = Pick<Country, 'currency' | 'locale'>;

/** An amount as people of the country say it: $65K, ₹4L. */
export const formatMoney = (amount: number, { currency, locale }: Currency): string =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  }).format(amount);

/** The upper end of a range; a plus sign says that some earn more. */
export const formatMost = ({ max, openEnded }: SalaryLevel, country: Currency): string =>
  formatMoney(max, country) + (openEnded ? '+' : '');

/** A range from its lower to its upper end: $190K - $280K+. */
export const formatRange = (level: SalaryLevel, country: Currency): string =>
  `${formatMoney(level.min, country)} - ${formatMost(level, country)}`;
