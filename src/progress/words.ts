import { l10n } from 'vscode';
import type { RoadmapProgress, Status } from './model/progress';

/** What a status is called in a sentence or a label. */
export function statusWord(status: Status): string {
  switch (status) {
    case 'todo':
      return l10n.t('not started');
    case 'doing':
      return l10n.t('in progress');
    case 'done':
      return l10n.t('completed');
    case 'skipped':
      return l10n.t('skipped');
  }
}

type Counts = Pick<RoadmapProgress, 'done' | 'skipped' | 'total' | 'percent'>;

/** "6 of 20 completed (30%)"; the percent leaves out what is skipped and the count does not, which is said where they differ. */
export const completedText = ({ done, skipped, total, percent }: Counts): string =>
  skipped > 0
    ? l10n.t('{0} of {1} completed ({2}% without skipped topics)', done, total, percent)
    : l10n.t('{0} of {1} completed ({2}%)', done, total, percent);

/** The same to be read out. */
export const completedSpoken = ({ done, skipped, total, percent }: Counts): string =>
  skipped > 0
    ? l10n.t('{0} of {1} topics completed, {2} percent without skipped topics', done, total, percent)
    : l10n.t('{0} of {1} topics completed, {2} percent', done, total, percent);
