import { l10n } from 'vscode';
import { element, type Element } from '../../base/elements';
import { hourCount } from '../../base/words';
import { DAYS_A_WEEK, mondayOf } from '../model/days';
import type { Journey } from '../model/journey';
import type { Slot, Week } from '../model/schedule';
import { topicProgress } from '../../progress/model/progress';
import { iconElement } from '../../pages/icons';
import { dateRange, weekCount } from '../planSentences';
import type { PlanView } from '../readJourney';

/** Weeks that are shown at once, and those that can be unfolded: who plans further ahead than a year reads the timeline. */
const SHOWN = 4;
const UNFOLDED = 52;

/** What to do this week, next week, and later. */
export function planWeeks(view: PlanView, journey: Journey): Element {
  const { weeks } = journey.schedule;
  const later = weeks.slice(SHOWN);
  const [first] = later;
  const last = later.at(-1);
  return element(
    'div',
    { class: 'plan-weeks' },
    element(
      'ol',
      { class: 'plan-cards' },
      weeks.slice(0, SHOWN).map((week) => card(view, journey, week)),
    ),
    first !== undefined &&
      last !== undefined &&
      element(
        'details',
        { class: 'plan-later' },
        element(
          'summary',
          {},
          iconElement('chevron'),
          l10n.t('{0} more, {1}', weekCount(later.length), dateRange(first.monday, last.monday + DAYS_A_WEEK - 1)),
        ),
        element(
          'ol',
          { class: 'plan-cards' },
          later.slice(0, UNFOLDED).map((week) => card(view, journey, week)),
        ),
      ),
  );
}

function card(view: PlanView, journey: Journey, week: Week): Element {
  const distance = week.monday - mondayOf(view.today);
  const isNow = distance === 0;
  const dates = dateRange(week.monday, week.monday + DAYS_A_WEEK - 1);
  const name = isNow ? l10n.t('This week') : distance === DAYS_A_WEEK ? l10n.t('Next week') : dates;
  const done = isNow ? journey.doneThisWeek.map((id) => doneItem(view, id)) : [];
  return element(
    'li',
    { class: 'plan-week card', 'data-now': isNow && 'true', 'aria-current': isNow && 'date' },
    element('h3', {}, name),
    element(
      'p',
      { class: 'plan-dates' },
      [...(name === dates ? [] : [dates]), ...(week.hours > 0 ? [hourCount(week.hours)] : [])].join(' · '),
    ),
    element(
      'ul',
      { class: 'plan-items' },
      done,
      week.slots.map((slot) => item(view, slot)),
    ),
    week.slots.length === 0 && element('p', { class: 'hint' }, l10n.t('This week is done. What comes next can wait, or be a head start.')),
  );
}

function item({ index, progress }: PlanView, { work, hours }: Slot): Element {
  const amount = hours === work.hours ? l10n.t('{0} h', hours) : l10n.t('{0} of {1} h', hours, work.hours);
  if (work.kind === 'topic') {
    return row(topicLink(work.id, index.topic(work.id)?.title ?? work.id, topicProgress(progress, work.id).status), amount);
  }
  const title = index.outline.projects.find(({ id }) => id === work.id)?.title ?? work.id;
  const link = element(
    'a',
    { class: 'plan-item', href: `#project-${work.id}`, 'data-go': 'project', 'data-target': work.id },
    iconElement('project'),
    title,
  );
  return row(link, amount);
}

const doneItem = ({ index }: PlanView, id: string): Element =>
  row(topicLink(id, index.topic(id)?.title ?? id, 'done'), l10n.t('completed'));

const topicLink = (id: string, title: string, status: string): Element =>
  element(
    'a',
    { class: 'plan-item', href: `#topic-${id}`, 'data-go': 'topic', 'data-target': id, 'data-status': status },
    element('span', { class: 'mark', 'aria-hidden': 'true' }),
    title,
  );

const row = (link: Element, amount: string): Element => element('li', {}, link, ' ', element('span', { class: 'plan-amount' }, amount));
