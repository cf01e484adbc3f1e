/** Dates with a time as ISO 8601 and RFC 3339 write them: with a space or small letters, in the basic form, to any part of a second. */
const DATE = /^(\d{4}-\d{2}-\d{2}|\d{8})[Tt ](\d{2}:\d{2}(?::\d{2})?|\d{4}(?:\d{2})?)(?:[.,](\d+))? ?([Zz]|[+-]\d{2}(?::?\d{2})?)?$/;

/** The moment that a text names, in milliseconds since 1970; undefined when it names none. Without a zone it is one of this machine's. */
export function momentOf(value: unknown): number | undefined {
  const found = typeof value === 'string' ? DATE.exec(value) : null;
  if (!found) return undefined;
  const [day = '', time = '', part = '0', zone = ''] = found.slice(1);
  const [month = '', date = ''] = pairs(day.slice(4));
  const [hour = '', minute = '', second = '00'] = pairs(time);
  const [zoneHour = '', zoneMinute = '00'] = pairs(zone);
  const offset = zoneHour === '' ? zone.toUpperCase() : `${zone.charAt(0)}${zoneHour}:${zoneMinute}`;
  const moment = Date.parse(`${day.slice(0, 4)}-${month}-${date}T${hour}:${minute}:${second}.${part.slice(0, 3)}${offset}`);
  return Number.isNaN(moment) ? undefined : moment;
}

/** The numbers of two digits in it. */
const pairs = (text: string): string[] => text.match(/\d{2}/g) ?? [];
