import { l10n } from 'vscode';

/** "1 topic" or "7 topics". */
export const topicCount = (count: number): string => (count === 1 ? l10n.t('1 topic') : l10n.t('{0} topics', count));

/** "1 hour" or "12 hours". */
export const hourCount = (hours: number): string => (hours === 1 ? l10n.t('1 hour') : l10n.t('{0} hours', hours));

/** A bar of ten for places that can only show text; full only when everything is done. */
export function textBar(done: number, total: number): string {
  const filled = total > 0 ? Math.floor((done / total) * 10) : 0;
  return '▰'.repeat(filled) + '▱'.repeat(10 - filled);
}
