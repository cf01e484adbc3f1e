import * as vscode from 'vscode';
import { askText, pickOne, QuestionBox, runSteps, type Choice, type Outcome, type Place } from '../base/questions';
import { hourCount } from '../base/words';
import { PACE } from '../content/kinds';
import { dateOf, dayOf, formatDay, parseDay, type Day } from './model/days';
import { isHoursAWeek } from './model/storedPlan';
import { dayWord } from './readJourney';

export interface PlanAnswers {
  /** Hours a week; undefined to have them worked out from the target. */
  readonly hours: number | undefined;
  readonly start: Day;
  readonly target: Day | undefined;
  readonly projects: boolean;
}

export interface PlanQuestions {
  readonly today: Day;
  /** The hours that the first question starts with. */
  readonly hours: number | undefined;
  readonly hoursLeft: { readonly topics: number; readonly all: number };
}

/** No plan begins or ends later than this many years from now. */
const MOST_YEARS = 10;

type When = 'today' | 'start' | 'target';

/** The answers so far. Each question finds its last answer here and leaves its new one. */
interface Draft {
  /** As typed; empty to have them worked out from the target. */
  hours: string;
  projects: boolean;
  when: When;
  /** As typed; undefined until it was asked. */
  start: string | undefined;
  target: string | undefined;
}

const isFromTarget = ({ hours }: Draft): boolean => hours.trim() === '';

/** Asks what a plan needs, one short question after the other. Undefined when the learner leaves. */
export async function askPlan({ today, hours, hoursLeft }: PlanQuestions): Promise<PlanAnswers | undefined> {
  const draft: Draft = { hours: String(hours ?? PACE.start), projects: true, when: 'today', start: undefined, target: undefined };
  // When topics or projects alone are left, there is nothing to choose.
  const isChoice = hoursLeft.topics > 0 && hoursLeft.topics < hoursLeft.all;
  const takesTarget = () => isFromTarget(draft) || draft.when === 'target';
  const box = new QuestionBox();
  try {
    const isAnswered = await runSteps({ title: vscode.l10n.t('Plan My Journey'), box }, [
      { isAsked: () => true, ask: (place) => askHours(place, draft) },
      { isAsked: () => isChoice, ask: (place) => askProjects(place, draft, hoursLeft) },
      { isAsked: () => !isFromTarget(draft), ask: (place) => askWhen(place, draft, today) },
      { isAsked: () => !takesTarget() && draft.when === 'start', ask: (place) => askStart(place, draft, today) },
      { isAsked: takesTarget, ask: (place) => askTarget(place, draft, { today, hoursLeft }) },
    ]);
    if (!isAnswered) return undefined;
  } finally {
    box.close();
  }
  return {
    hours: isFromTarget(draft) ? undefined : Number(draft.hours),
    projects: draft.projects,
    start: (!takesTarget() && draft.when === 'start' ? parseDay(draft.start ?? '') : undefined) ?? today,
    target: takesTarget() ? parseDay(draft.target ?? '') : undefined,
  };
}

const refusal = (message: string): vscode.InputBoxValidationMessage => ({
  message,
  severity: vscode.InputBoxValidationSeverity.Error,
});

async function askHours(place: Place, draft: Draft): Promise<Outcome> {
  const result = await askText(place, {
    prompt: vscode.l10n.t('How many hours a week do you have? Leave it empty to work them out from a target date.'),
    value: draft.hours,
    validate: problemOfHours,
    onChange: (value) => (draft.hours = value),
  });
  if (typeof result === 'string') return result;
  draft.hours = result.text;
  return 'next';
}

function problemOfHours(typed: string): vscode.InputBoxValidationMessage | undefined {
  if (typed.trim() === '') return undefined;
  if (/^\s*\d{1,3}\s*$/.test(typed) && isHoursAWeek(Number(typed))) return undefined;
  return refusal(vscode.l10n.t('Type whole hours, from {0} to {1}.', PACE.least, PACE.most));
}

async function askProjects(place: Place, draft: Draft, { topics, all }: PlanQuestions['hoursLeft']): Promise<Outcome> {
  const result = await pickOne(place, {
    placeholder: vscode.l10n.t('What goes into your plan?'),
    items: [
      { label: vscode.l10n.t('Topics and projects'), description: hourCount(all), value: true },
      { label: vscode.l10n.t('Topics only'), description: hourCount(topics), value: false },
    ],
    active: draft.projects,
  });
  if (typeof result === 'string') return result;
  draft.projects = result.picked;
  return 'next';
}

async function askWhen(place: Place, draft: Draft, today: Day): Promise<Outcome> {
  const items: readonly Choice<When>[] = [
    { label: vscode.l10n.t('Start today'), description: dayWord(today, today), value: 'today' },
    { label: vscode.l10n.t('Start on another day…'), value: 'start' },
    { label: vscode.l10n.t('Finish by a day…'), description: vscode.l10n.t('starts today'), value: 'target' },
  ];
  const placeholder = vscode.l10n.t('When do you start, or want to be finished?');
  const result = await pickOne(place, { placeholder, items, active: draft.when });
  if (typeof result === 'string') return result;
  draft.when = result.picked;
  return 'next';
}

const askStart = (place: Place, draft: Draft, today: Day): Promise<Outcome> =>
  askDay(place, {
    question: vscode.l10n.t('On which day do you start?'),
    today,
    earliest: today,
    tooEarly: vscode.l10n.t('That day is over. Choose today or a later day.'),
    value: draft.start ?? formatDay(today + 7),
    keep: (value) => (draft.start = value),
  });

const askTarget = (place: Place, draft: Draft, { today, hoursLeft }: Omit<PlanQuestions, 'hours'>): Promise<Outcome> =>
  askDay(place, {
    question: vscode.l10n.t('By which day do you want to be finished?'),
    today,
    earliest: today + 1,
    tooEarly: vscode.l10n.t('The target must be a day after today.'),
    value: draft.target ?? formatDay(targetAt(today, isFromTarget(draft) ? PACE.start : Number(draft.hours), hoursLeft.all)),
    keep: (value) => (draft.target = value),
  });

/** The day by which all is done at so many hours a week, as far ahead as a target may be: one that can be taken as it is. */
function targetAt(today: Day, hoursAWeek: number, hoursLeft: number): Day {
  return Math.min(today + 7 * Math.ceil(hoursLeft / hoursAWeek), latestDay(today));
}

function latestDay(today: Day): Day {
  const { year, month, date } = dateOf(today);
  return dayOf(year + MOST_YEARS, month, date);
}

interface DayQuestion {
  readonly question: string;
  readonly today: Day;
  readonly earliest: Day;
  readonly tooEarly: string;
  readonly value: string;
  readonly keep: (value: string) => void;
}

async function askDay(place: Place, { question, today, earliest, tooEarly, value, keep }: DayQuestion): Promise<Outcome> {
  const latest = latestDay(today);
  const problem = (typed: string): string | undefined => {
    const day = parseDay(typed);
    if (day === undefined) return vscode.l10n.t('Type a day as year, month and day, such as {0}.', formatDay(today + 7));
    if (day < earliest) return tooEarly;
    return day > latest ? vscode.l10n.t('That is more than ten years away. Choose an earlier day.') : undefined;
  };
  const result = await askText(place, {
    prompt: vscode.l10n.t('{0} (year-month-day)', question),
    value,
    validate: (typed) => {
      const found = problem(typed);
      return found === undefined ? undefined : refusal(found);
    },
    onChange: keep,
  });
  if (typeof result === 'string') return result;
  keep(result.text);
  return 'next';
}
