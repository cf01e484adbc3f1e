import { element, type Element } from '../../base/elements';
import type { Journey } from '../model/journey';
import { hoursNeeded } from '../model/storedPlan';
import type { PlanWords } from '../planWords';
import { iconElement } from '../../pages/icons';
import { planTimeline } from './planTimelineHtml';
import { planWeeks } from './planWeeksHtml';
import type { PlanView } from './planView';

/** The learner's plan; before there is one, the way to it. */
export function planPart(view: PlanView, words: PlanWords): Element {
  const { journey } = view;
  const title = element('h2', { id: 'plan', tabindex: -1 }, words.title);
  if (!journey) {
    return element(
      'div',
      { class: 'plan-none', 'data-live': 'plan' },
      element('div', {}, title, element('p', { class: 'plan-invitation' }, words.invitation)),
      element('button', { type: 'button', class: 'primary', 'data-go': 'make-plan' }, iconElement('calendar'), words.make),
    );
  }
  return element(
    'div',
    { 'data-live': 'plan' },
    element('div', { class: 'section-head' }, title, actions(words)),
    journey.isClockBehind
      ? element('p', { class: 'plan-clock note' }, words.clock(journey.plan.made, view.today))
      : [
          standing(view, journey, words),
          ...(journey.isFinished ? [] : [planTimeline(view, journey, words), planWeeks(view, journey, words)]),
        ],
  );
}

const actions = (words: PlanWords): Element =>
  element(
    'div',
    { class: 'plan-actions' },
    element('button', { type: 'button', class: 'secondary small', 'data-go': 'make-plan' }, iconElement('calendar'), words.change),
    element('button', { type: 'button', class: 'link', 'data-go': 'clear-plan' }, words.clear),
  );

/** Ahead or behind, and when it ends. */
function standing(view: PlanView, journey: Journey, words: PlanWords): Element {
  const { plan, schedule, promise, weeksAhead, isFinished } = journey;
  const { today } = view;
  const { finish } = schedule;
  const isAhead = plan.start > today;
  const state = isFinished ? 'finished' : isAhead || weeksAhead === 0 ? 'on' : weeksAhead > 0 ? 'ahead' : 'behind';
  const text = isFinished ? words.finished : isAhead ? words.starts(plan.start, today) : words.standing(journey);
  const icons = { finished: 'reached', on: 'done', ahead: 'ahead', behind: 'clock' } as const;
  const facts =
    isFinished || finish === undefined
      ? []
      : [
          ...(promise.finish === undefined || promise.finish === finish ? [] : [words.promised(promise.finish, today)]),
          words.hoursAWeek(plan.hoursAWeek),
          words.hoursLeft(schedule.hours),
        ];
  return element(
    'div',
    { class: 'plan-standing', 'data-standing': state },
    element('p', { class: 'plan-badge' }, iconElement(icons[state]), text),
    finish !== undefined && !isFinished && element('p', { class: 'plan-finish' }, words.finishBy(finish, today)),
    facts.length > 0 &&
      element(
        'ul',
        { class: 'plan-facts' },
        facts.map((fact) => element('li', {}, fact)),
      ),
    !isFinished && targetLine(view, journey, words),
  );
}

/** Whether the target that the learner named will be met, and what it would take when not. */
function targetLine(view: PlanView, { plan, schedule }: Journey, words: PlanWords): Element | false {
  const { target } = plan;
  const { finish } = schedule;
  const { today } = view;
  if (target === undefined || finish === undefined) return false;
  if (finish <= target) return element('p', { class: 'plan-target' }, words.inTime(target, today));
  const from = Math.max(today, plan.start);
  const works = schedule.weeks.flatMap(({ slots }) => slots).map(({ work, hours }) => ({ ...work, hours }));
  return element('p', { class: 'plan-target' }, words.late(target, today, hoursNeeded(works, from, target)));
}
