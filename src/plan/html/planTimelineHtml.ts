import { env, l10n } from 'vscode';
import { element, type Element } from '../../base/elements';
import { iconElement } from '../../pages/icons';
import { showDay } from '../model/days';
import type { Journey } from '../model/journey';
import { along, spansOf, ticksOf, timelineScale, type Tick, type TimelineScale } from '../model/timeline';
import { dateRange, shortDate, type PlanView } from '../readJourney';

interface Lane {
  readonly name: string;
  readonly isPart: (kind: 'topic' | 'project', id: string) => boolean;
}

const LANE_HEIGHT = 26;
/** Of a line of text in the axis. */
const LINE = 15;
/** Narrower bars than this cannot be seen, in percent. */
const LEAST_BAR = 0.8;

/** The whole plan at one look: a lane for each section and one for the projects, as it stands and as first planned. */
export function planTimeline(view: PlanView, journey: Journey): Element {
  const { plan, schedule, promise } = journey;
  const scale = timelineScale([plan.start, view.today < plan.start ? undefined : view.today, schedule.finish, promise.finish, plan.target]);
  const lanes = lanesOf(view, journey);
  return element(
    'div',
    { class: 'plan-timeline card' },
    element(
      'div',
      { class: 'plan-chart', 'aria-hidden': 'true' },
      element('p', { class: 'plan-keys' }, key('now', l10n.t('As it stands')), key('promised', l10n.t('As first planned'))),
      axis(view, journey, scale),
      lanes.map((lane) => laneRow(view, journey, lane, scale)),
    ),
    table(view, journey, lanes),
  );
}

const key = (kind: string, text: string): Element =>
  element('span', { class: 'plan-key' }, element('i', { class: `plan-key-${kind}` }), text);

/** Sections that are in the plan, now or as first made. */
function lanesOf({ index }: PlanView, { schedule, promise }: Journey): Lane[] {
  const sections = index.outline.sections.map(({ title, topics }): Lane => {
    const ids = new Set(topics.map(({ id }) => id));
    return { name: title, isPart: (kind, id) => kind === 'topic' && ids.has(id) };
  });
  const projects: Lane = { name: l10n.t('Projects'), isPart: (kind) => kind === 'project' };
  return [...sections, projects].filter(({ isPart }) => spansOf(schedule, isPart).length + spansOf(promise, isPart).length > 0);
}

/** Months or weeks, with today and the target on top of them. */
function axis({ today }: PlanView, { plan }: Journey, scale: TimelineScale): Element {
  const flags = [
    { day: today, text: l10n.t('Today'), kind: 'today' },
    ...(plan.target === undefined ? [] : [{ day: plan.target, text: l10n.t('Target'), kind: 'target' }]),
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
    element('text', { class: 'tick', x: `${along(tick.day, scale)}%`, dx: 4, y: top + 14 }, tickText(tick)),
  );
  return element(
    'div',
    { class: 'plan-lane plan-axis' },
    element('span', { class: 'plan-lane-name' }),
    element('svg', { width: '100%', height: top + 21 }, element('g', { class: 'ticks' }, ticks), labels),
  );
}

const anchorOf = (at: number): string => (at < 8 ? 'begins' : at > 92 ? 'ends' : 'centred');

function tickText({ day, kind }: Tick): string {
  if (kind === 'week') return dateRange(day, day);
  return showDay(day, env.language, kind === 'year' ? { month: 'short', year: 'numeric' } : { month: 'short' });
}

function laneRow(view: PlanView, { schedule, promise, plan }: Journey, { name, isPart }: Lane, scale: TimelineScale): Element {
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
      bars('now', now, 8, 10),
      plan.target !== undefined && line('target', along(plan.target, scale)),
      today >= scale.from && line('today', along(today, scale)),
    ),
  );
}

/** The same for those who listen. */
function table({ today }: PlanView, { schedule, promise }: Journey, lanes: readonly Lane[]): Element {
  const columns = [l10n.t('Section'), l10n.t('From'), l10n.t('To'), l10n.t('Hours left'), l10n.t('First planned to')];
  const column = (text: string) => element('th', { scope: 'col' }, text);
  const rows = lanes.map(({ name, isPart }) => {
    const now = spansOf(schedule, isPart);
    const last = now.at(-1)?.last;
    const promised = spansOf(promise, isPart).at(-1)?.last;
    const cells = [
      now[0] ? shortDate(now[0].first) : l10n.t('completed'),
      last === undefined ? '–' : shortDate(last),
      String(now.reduce((sum, { hours }) => sum + hours, 0)),
      promised === undefined ? '–' : shortDate(promised),
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
      element('caption', {}, `${l10n.t('Timeline by section')}. ${l10n.t('Today')}: ${shortDate(today)}`),
      element('thead', {}, element('tr', {}, columns.map(column))),
      element('tbody', {}, rows),
    ),
  );
}
