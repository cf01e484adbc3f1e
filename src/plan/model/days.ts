/**
 * Calendar days as whole numbers: days since 1 January 1970 in the calendar of the learner's wall, without any time of day. A day
 * of 23 or 25 hours, a flight to another zone or a leap second changes nothing about them.
 */
export type Day = number;

export const DAYS_A_WEEK = 7;

const MILLISECONDS_A_DAY = 86_400_000;

/** The day of a date; months count from 1. Dates that do not exist run on, as 30 February does to 2 March. */
export function dayOf(year: number, month: number, date: number): Day {
  // Years are counted from March, so that the leap day is the last one of its year.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day; months count from 1. */
export function dateOf(day: Day): { year: number; month: number; date: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date };
}

/** Reads "2027-05-14". Undefined when that is no day of the years 1970 to 9999. */
export function parseDay(text: string): Day | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim())?.map(Number) ?? [];
  if (year === undefined || month === undefined || date === undefined || year < 1970) return undefined;
  const day = dayOf(year, month, date);
  return formatDay(day) === text.trim() ? day : undefined;
}

/** "2027-05-14" */
export function formatDay(day: Day): string {
  const { year, month, date } = dateOf(day);
  const padded = (value: number, length: number) => String(value).padStart(length, '0');
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(date, 2)}`;
}

/** The Monday that a day's week starts with. */
export const mondayOf = (day: Day): Day => day - (((day % DAYS_A_WEEK) + DAYS_A_WEEK + 3) % DAYS_A_WEEK);

/** The day that the learner's calendar shows at a moment. */
export const localDay = (at: Date): Day => dayOf(at.getFullYear(), at.getMonth() + 1, at.getDate());

type DayStyle = Omit<Intl.DateTimeFormatOptions, 'timeZone'>;

/** To make a format takes far longer than to use it, and a calendar shows hundreds of days. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** A day in the words of a language. */
export function showDay(day: Day, language: string, style: DayStyle): string {
  const key = JSON.stringify([language, style]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' });
  formats.set(key, format);
  return format.format(day * MILLISECONDS_A_DAY);
}
