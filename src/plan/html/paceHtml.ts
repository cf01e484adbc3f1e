import { l10n } from 'vscode';
import { element } from '../../base/elements';
import { hourCount } from '../../base/words';
import { PACE } from '../../content/kinds';
import { lazyPart, type LazyPart } from '../../pages/liveParts';
import { timeNeeded, type Outlook } from '../model/outlook';
import { wholeDay, hoursAWeek, weekCount, type PlanView } from '../readJourney';

const PACES = Array.from({ length: PACE.most - PACE.least + 1 }, (_, place) => PACE.least + place);

/** The pace that the page starts with: that of the plan. */
export const paceStart = ({ outlook: { planned } }: Pick<PlanView, 'outlook'>): number => planned ?? PACE.start;

/**
 * What each pace means for this learner, by the same layout that the plan is made of: the page shows the sentence of the pace that
 * is chosen, and works out nothing itself. `data-planned` is the pace of the plan, which the page takes over when it is new.
 */
export const pacePart = (view: PlanView): LazyPart =>
  lazyPart('pace', view.outlook, (outlook) =>
    element(
      'div',
      { class: 'pace-words', 'data-planned': outlook.planned ?? 0 },
      element(
        'p',
        { class: 'pace-sentence', id: 'pace-sentence', 'data-pace-sentence': true },
        outlook.hours === 0
          ? l10n.t('Nothing is left: every topic is completed or skipped, and every project is built.')
          : PACES.map((pace) => element('span', { 'data-at': pace, hidden: pace !== paceStart({ outlook }) }, sentence(outlook, pace))),
      ),
      outlook.hours > 0 && element('p', { class: 'hint' }, counted(outlook)),
    ),
  );

function sentence(outlook: Outlook, pace: number): string {
  const { weeks, finish } = timeNeeded(outlook, pace) ?? { weeks: 0, finish: outlook.today };
  const [time, day] = [weekCount(weeks), wholeDay(finish, outlook.today)];
  return l10n.t('At {0}, the work left ({1}) takes about {2}: finish by {3}.', hoursAWeek(pace), hourCount(outlook.hours), time, day);
}

const counted = ({ planned }: Outlook): string =>
  planned === undefined
    ? l10n.t('Counted: topics that are neither completed nor skipped, and projects.')
    : l10n.t('Counted: what is left of your plan.');
