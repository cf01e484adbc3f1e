import { l10n } from 'vscode';
import { cardName } from './html/projectsHtml';
import { milestoneName, statusText } from './html/stops';
import { topicView, type DashboardView } from './model/dashboardView';
import type { DashboardChanges } from './model/protocol';

export type News = Pick<DashboardChanges, 'news' | 'celebrates'>;

/** More changes at once than this are not read out one by one: they come from an import or another window. */
const MOST_READ_OUT = 3;

/**
 * What has happened between two views, in words, and which parts of the page have a reason to celebrate. No other topics than
 * `changed` can have changed.
 */
export function newsOf(before: DashboardView, now: DashboardView, changed: ReadonlySet<string>): News {
  const topics = [...changed].flatMap((id) => topicNews(before, now, id));
  const milestones = reachedMilestones(before, now);
  const projects = finishedProjects(before, now);
  return {
    news: [
      ...(topics.length <= MOST_READ_OUT ? topics : []),
      ...milestones.map(({ title }) => l10n.t('Milestone reached: {0}', title)),
      ...projects.map(({ title }) => l10n.t('Project finished: {0}', title)),
    ],
    celebrates: [...milestones.map(({ section }) => milestoneName(section)), ...projects.map(({ id }) => cardName(id))],
  };
}

function topicNews(before: DashboardView, now: DashboardView, id: string): string[] {
  const [earlier, { status, isProven }] = [topicView(before, id), topicView(now, id)];
  if (earlier.status === status && earlier.isProven === isProven) return [];
  return [l10n.t('{0}: {1}', now.index.topic(id)?.title ?? id, statusText(status, isProven))];
}

const reachedMilestones = (before: DashboardView, now: DashboardView): { section: string; title: string }[] =>
  now.index.outline.sections.flatMap(({ id, milestone }) => {
    const isNews = now.progress.sections.get(id)?.complete === true && before.progress.sections.get(id)?.complete !== true;
    return milestone && isNews ? [{ section: id, title: milestone.title }] : [];
  });

const finishedProjects = (before: DashboardView, now: DashboardView) =>
  now.roadmap.projects.items.filter(({ id }) => now.projects.get(id)?.isFinished === true && before.projects.get(id)?.isFinished !== true);
