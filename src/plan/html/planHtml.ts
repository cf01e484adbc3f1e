import { l10n } from 'vscode';
import { element, type Element } from '../../base/elements';
import { hourCount } from '../../base/words';
import { DAYS_A_WEEK, mondayOf } from '../model/days';
import type { Journey } from '../model/journey';
import type { Slot, Week } from '../model/schedule';
import { topicProgress } from '../../progress/model/progress';
import { iconElement } from '../../pages/icons';
import { dateRange, type PlanView, clockSentence, wholeDay, hoursAWeek, standingWord } from '../readJourney';
import { hoursNeeded } from '../model/storedPlan';
import { planTimeline } from './planTimelineHtml';

/** Weeks that are shown at once, and those that can be unfolded: who plans further ahead than a year reads the timeline. */
const SHOWN = 4;
const UNFOLDED = 52;

/** What to do this week, next week, and later. */
function planWeeks(view: PlanView, journey: Journey): Element {
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
          l10n.t('{0}, {1}', moreWeeks(later.length), dateRange(first.monday, last.monday + DAYS_A_WEEK - 1)),
        ),
        element(
          'ol',
          { class: 'plan-cards' },
          later.slice(0, UNFOLDED).map((week) => card(view, journey, week)),
        ),
      ),
  );
}

const moreWeeks = (weeks: number): string => (weeks === 1 ? l10n.t('1 more week') : l10n.t('{0} more weeks', weeks));

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
    week.slots.length === 0 &&
      element('p', { class: 'hint' }, l10n.t('Everything planned for this week is completed. You can start what comes next.')),
  );
}

function item({ index, progress }: PlanView, { work, hours }: Slot): Element {
  const amount = hours === work.hours ? l10n.t('{0} h', hours) : l10n.t('{0} h ({1} h in total)', hours, work.hours);
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

/** The learner's plan; before there is one, the way to it. */
export function planPart(view: PlanView): Element {
  const { journey } = view;
  const title = element('h2', { id: 'plan', tabindex: -1 }, l10n.t('Your Plan'));
  if (!journey) {
    return element(
      'div',
      { class: 'plan-none', 'data-live': 'plan' },
      element(
        'div',
        {},
        title,
        view.hasUnreadablePlan &&
          element(
            'p',
            { class: 'note' },
            l10n.t(
              'The plan that is stored here cannot be read: it is damaged, or a newer release made it. It is kept until you make a new one.',
            ),
          ),
        element(
          'p',
          { class: 'plan-invitation' },
          l10n.t(
            'Say how many hours a week you have, and each topic and project gets its weeks. The plan follows your progress: it is always worked out from what is left.',
          ),
        ),
      ),
      planButton(view, 'primary'),
    );
  }
  return element(
    'div',
    { 'data-live': 'plan' },
    element('div', { class: 'section-head' }, title, actions(view)),
    journey.isClockBehind
      ? element('p', { class: 'plan-clock note' }, l10n.t('{0}.', clockSentence(journey.plan.made, view.today)))
      : [standing(view, journey), ...(journey.isFinished ? [] : [planTimeline(view, journey), planWeeks(view, journey)])],
  );
}

/** Makes a plan, or changes the one that there is: the same words wherever it stands. */
export const planButton = ({ journey }: PlanView, classes: string): Element =>
  element(
    'button',
    { type: 'button', class: classes, 'data-go': journey ? 'change-plan' : 'make-plan' },
    iconElement('calendar'),
    journey ? l10n.t('Change Plan') : l10n.t('Plan My Journey'),
  );

const actions = (view: PlanView): Element =>
  element(
    'div',
    { class: 'plan-actions' },
    planButton(view, 'secondary small'),
    element('button', { type: 'button', class: 'link', 'data-go': 'clear-plan' }, l10n.t('Clear Plan')),
  );

/** Ahead or behind, and when it ends. */
function standing(view: PlanView, journey: Journey): Element {
  const { plan, schedule, promise, weeksAhead, isFinished } = journey;
  const { today } = view;
  const { finish } = schedule;
  const isAhead = plan.start > today;
  const state = isFinished ? 'finished' : isAhead || weeksAhead === 0 ? 'on' : weeksAhead > 0 ? 'ahead' : 'behind';
  const text = isFinished
    ? l10n.t('Everything in your plan is done')
    : isAhead
      ? l10n.t('Starts on {0}', wholeDay(plan.start, today))
      : standingWord(journey);
  const icons = { finished: 'reached', on: 'done', ahead: 'ahead', behind: 'clock' } as const;
  const facts =
    isFinished || finish === undefined
      ? []
      : [
          ...(promise.finish === undefined || promise.finish === finish
            ? []
            : [l10n.t('First planned: {0}', wholeDay(promise.finish, today))]),
          hoursAWeek(plan.hoursAWeek),
          l10n.t('{0} left', hourCount(schedule.hours)),
        ];
  return element(
    'div',
    { class: 'plan-standing', 'data-standing': state },
    element('p', { class: 'plan-badge' }, iconElement(icons[state]), text),
    finish !== undefined && !isFinished && element('p', { class: 'plan-finish' }, l10n.t('Finish by {0}', wholeDay(finish, today))),
    facts.length > 0 &&
      element(
        'ul',
        { class: 'plan-facts' },
        facts.map((fact) => element('li', {}, fact)),
      ),
    !isFinished && targetLine(view, journey),
  );
}

/** Whether the target that the learner named will be met, and what it would take when not. */
function targetLine(view: PlanView, { plan, schedule }: Journey): Element | false {
  const { target } = plan;
  const { finish } = schedule;
  const { today } = view;
  if (target === undefined || finish === undefined) return false;
  if (finish <= target) return element('p', { class: 'plan-target' }, l10n.t('In time for your target, {0}.', wholeDay(target, today)));
  const from = Math.max(today, plan.start);
  const works = schedule.weeks.flatMap(({ slots }) => slots).map(({ work, hours }) => ({ ...work, hours }));
  const hours = hoursNeeded(works, from, target);
  const late =
    hours === undefined
      ? l10n.t('Later than your target, {0}. No week has the hours that it would take: choose a later target.', wholeDay(target, today))
      : l10n.t('Later than your target, {0}. From now on it would take {1}.', wholeDay(target, today), hoursAWeek(hours));
  return element('p', { class: 'plan-target' }, late);
}
