import { element, type Element } from '../../base/elements';
import type { Journey } from '../model/journey';
import type { PlanWords } from '../planWords';
import { iconElement } from '../../pages/icons';
import type { PlanView } from './planView';
import { dateOf, dayOf, mondayOf, DAYS_A_WEEK, type Day } from '../model/days';
import type { Schedule } from '../model/schedule';

interface Lane {
  readonly name: string;
  readonly isProjects: boolean;
  readonly isPart: (kind: 'topic' | 'project', id: string) => boolean;
}

const LANE_HEIGHT = 26;
/** Of a line of text in the axis. */
const LINE = 15;
/** Narrower bars than this cannot be seen, in percent. */
const LEAST_BAR = 0.8;

/** The whole plan at one look: a lane for each section and one for the projects, as it stands and as first planned. */
export function planTimeline(view: PlanView, journey: Journey, words: PlanWords): Element {
  const { plan, schedule, promise } = journey;
  const scale = timelineScale([plan.start, view.today < plan.start ? undefined : view.today, schedule.finish, promise.finish, plan.target]);
  const lanes = lanesOf(view, journey, words);
  return element(
    'div',
    { class: 'plan-timeline card' },
    element(
      'div',
      { class: 'plan-chart', 'aria-hidden': 'true' },
      element('p', { class: 'plan-keys' }, key('now', words.keys.now), key('promised', words.keys.promised)),
      axis(view, journey, scale, words),
      lanes.map((lane) => laneRow(view, journey, lane, scale)),
    ),
    table(view, journey, lanes, words),
  );
}

const key = (kind: string, text: string): Element =>
  element('span', { class: 'plan-key' }, element('i', { class: `plan-key-${kind}` }), text);

/** Sections that are in the plan, now or as first made. */
function lanesOf({ index }: PlanView, { schedule, promise }: Journey, words: PlanWords): Lane[] {
  const sections = index.outline.sections.map(({ title, topics }): Lane => {
    const ids = new Set(topics.map(({ id }) => id));
    return { name: title, isProjects: false, isPart: (kind, id) => kind === 'topic' && ids.has(id) };
  });
  const projects: Lane = { name: words.projects, isProjects: true, isPart: (kind) => kind === 'project' };
  return [...sections, projects].filter(({ isPart }) => spansOf(schedule, isPart).length + spansOf(promise, isPart).length > 0);
}

/** Months or weeks, with today and the target on top of them. */
function axis({ today }: PlanView, { plan }: Journey, scale: TimelineScale, words: PlanWords): Element {
  const flags = [
    { day: today, text: words.today, kind: 'today' },
    ...(plan.target === undefined ? [] : [{ day: plan.target, text: words.target, kind: 'target' }]),
  ].filter(({ day }) => day >= scale.from && day <= scale.to);
  const placed = flags.map((flag, place) => {
    const at = along(flag.day, scale);
    // Two flags beside each other would be written over each other.
    return { ...flag, at, line: place > 0 && Math.abs(at - along(today, scale)) < 18 ? 1 : 0 };
  });
  const labels = placed.map(({ text, kind, at, line }) =>
    element('text', { class: `flag ${kind} ${anchorOf(at)}`, x: `${at}%`, y: 12 + line * LINE }, text),
  );
  const top = LINE * (1 + Math.max(0, ...placed.map(({ line }) => line)));
  const ticks = ticksOf(scale).map((tick) =>
    element('text', { class: 'tick', x: `${along(tick.day, scale)}%`, dx: 4, y: top + 14 }, tickText(tick, words)),
  );
  return element(
    'div',
    { class: 'plan-lane plan-axis' },
    element('span', { class: 'plan-lane-name' }),
    element('svg', { width: '100%', height: top + 21 }, element('g', { class: 'ticks' }, ticks), labels),
  );
}

const anchorOf = (at: number): string => (at < 8 ? 'begins' : at > 92 ? 'ends' : 'centred');

function tickText({ day, kind }: Tick, words: PlanWords): string {
  if (kind === 'week') return words.weekOf(day, day);
  return kind === 'year' ? words.monthOfYear(day) : words.month(day);
}

function laneRow(view: PlanView, { schedule, promise, plan }: Journey, { name, isPart, isProjects }: Lane, scale: TimelineScale): Element {
  const bars = (kind: string, spans: ReturnType<typeof spansOf>, y: number, height: number) =>
    spans.map(({ first, last }) => {
      const x = along(first, scale);
      const width = Math.max(LEAST_BAR, Math.round((along(last + 1, scale) - x) * 100) / 100);
      return element('rect', { class: kind, x: `${x}%`, y, width: `${width}%`, height, rx: 4 });
    });
  const now = spansOf(schedule, isPart);
  const line = (kind: string, at: number) => element('line', { class: kind, x1: `${at}%`, x2: `${at}%`, y1: 0, y2: LANE_HEIGHT });
  const { today } = view;
  return element(
    'div',
    { class: 'plan-lane', 'data-over': now.length === 0 && 'true' },
    element('span', { class: 'plan-lane-name' }, now.length === 0 && iconElement('done'), name),
    element(
      'svg',
      { width: '100%', height: LANE_HEIGHT },
      ticksOf(scale).map(({ day }) => line('grid', along(day, scale))),
      bars('promised', spansOf(promise, isPart), 4, 18),
      bars(isProjects ? 'now projects' : 'now', now, 8, 10),
      plan.target !== undefined && line('target', along(plan.target, scale)),
      today >= scale.from && line('today', along(today, scale)),
    ),
  );
}

/** The same for those who listen. */
function table({ today }: PlanView, { schedule, promise }: Journey, lanes: readonly Lane[], words: PlanWords): Element {
  const column = (text: string) => element('th', { scope: 'col' }, text);
  const { columns } = words;
  const rows = lanes.map(({ name, isPart }) => {
    const now = spansOf(schedule, isPart);
    const last = now.at(-1)?.last;
    const promised = spansOf(promise, isPart).at(-1)?.last;
    const cells = [
      now[0] ? words.date(now[0].first) : words.sectionDone,
      last === undefined ? '–' : words.date(last),
      String(now.reduce((sum, { hours }) => sum + hours, 0)),
      promised === undefined ? '–' : words.date(promised),
    ];
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, name),
      cells.map((text) => element('td', {}, text)),
    );
  });
  return element(
    'div',
    { class: 'hidden' },
    element(
      'table',
      {},
      element('caption', {}, `${words.timeline}. ${words.today}: ${words.date(today)}`),
      element('thead', {}, element('tr', {}, [words.section, columns.from, columns.to, columns.left, columns.firstPlanned].map(column))),
      element('tbody', {}, rows),
    ),
  );
}

/** The days that a timeline shows, from the first to the last. */
export interface TimelineScale {
  readonly from: Day;
  readonly to: Day;
}

export interface Tick {
  readonly day: Day;
  readonly kind: 'week' | 'month' | 'year';
}

/** Below this many days, ticks are weeks. */
const SHORT = 75;
/** More labels than this do not fit beside each other. */
const MOST_TICKS = 9;

/** The scale that has room for all these days. */
export function timelineScale(days: readonly (Day | undefined)[]): TimelineScale {
  const known = days.filter((day) => day !== undefined);
  const from = Math.min(...known);
  return { from, to: Math.max(from + DAYS_A_WEEK, ...known.map((day) => day + 1)) };
}

/** Where a day begins, in percent of the width. */
export function along(day: Day, { from, to }: TimelineScale): number {
  const share = (Math.min(Math.max(day, from), to) - from) / (to - from);
  return Math.round(share * 10_000) / 100;
}

/** Mondays of a short timeline, first days of months of a longer one; never more than fit. */
export function ticksOf(scale: TimelineScale): Tick[] {
  if (scale.to - scale.from <= SHORT) {
    const first = mondayOf(scale.from + DAYS_A_WEEK - 1);
    return thinned(daysFrom(first, scale.to, (day) => day + DAYS_A_WEEK)).map((day) => ({ day, kind: 'week' }));
  }
  const { year, month } = dateOf(scale.from);
  const first = dayOf(year, month, 1) < scale.from ? firstOfMonth(year, month + 1) : scale.from;
  const months = daysFrom(first, scale.to, (day) => {
    const next = dateOf(day);
    return firstOfMonth(next.year, next.month + 1);
  });
  return thinned(months).map((day, place) => ({ day, kind: dateOf(day).month === 1 || place === 0 ? 'year' : 'month' }));
}

const firstOfMonth = (year: number, month: number): Day => (month > 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month, 1));

function daysFrom(first: Day, to: Day, next: (day: Day) => Day): Day[] {
  const days: Day[] = [];
  // The last piece has no room for its label.
  for (let day = first; day < to - (to - first) / 24; day = next(day)) days.push(day);
  return days;
}

function thinned(days: readonly Day[]): Day[] {
  const step = Math.ceil(days.length / MOST_TICKS);
  return days.filter((_, place) => place % step === 0);
}

/** The days in which some works of a schedule are done, both ends included; what touches is one span. */
export function spansOf(
  schedule: Schedule,
  isPart: (kind: 'topic' | 'project', id: string) => boolean,
): { first: Day; last: Day; hours: number }[] {
  const spans: { first: Day; last: Day; hours: number }[] = [];
  for (const { work, first, last, hours } of schedule.weeks.flatMap(({ slots }) => slots)) {
    if (!isPart(work.kind, work.id)) continue;
    const before = spans.at(-1);
    if (before && first <= before.last + 1)
      spans[spans.length - 1] = { ...before, last: Math.max(last, before.last), hours: before.hours + hours };
    else spans.push({ first, last, hours });
  }
  return spans;
}
