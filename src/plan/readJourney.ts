import { settings } from '../base/settings';
import type { RoadmapIndex } from '../content/outline';
import { PLAN_FIELD, type RoadmapProgress } from '../progress/model/progress';
import type { ProgressStore } from '../progress/progressStore';
import type { ProjectRepos } from '../projects';
import { localDay, type Day } from './model/days';
import { journeyOf, type Journey, type Now } from './model/journey';
import { statisticsOf, type Statistics } from './model/statistics';
import { parsePlan, type StoredPlan } from './model/storedPlan';

/** What a view needs to know where the learner stands. */
export interface JourneySource {
  readonly store: ProgressStore;
  readonly projects: Pick<ProjectRepos, 'reposOf'>;
}

/** The latest answer for a state of progress, which is a new object after every change. */
const answers = new WeakMap<RoadmapProgress, { readonly key: string; readonly journey: Journey }>();

/** The plan as it stands today; undefined when there is none that this release can read. Worked out when it is asked for. */
export function readJourney(source: JourneySource): Journey | undefined {
  const plan = readPlan(source.store);
  if (!plan) return undefined;
  const now = nowOf(source);
  const key = `${now.today} ${source.store.index.outline.projects.map(({ id }) => now.builtShare(id)).join()}`;
  const known = answers.get(now.progress);
  if (known?.key === key) return known.journey;
  const journey = journeyOf(plan, now);
  answers.set(now.progress, { key, journey });
  return journey;
}

/** The plan that the learner made, if there is one that this release can read. */
export const readPlan = (store: ProgressStore): StoredPlan | undefined => parsePlan(store.field(PLAN_FIELD));

/** What is done, on the day that this machine's calendar shows. */
export function nowOf({ store, projects }: JourneySource): Now {
  const stages = new Map(store.index.outline.projects.map(({ id, stages = 0 }) => [id, stages]));
  return {
    index: store.index,
    progress: store.progress,
    today: today(),
    dayAt,
    builtShare: (id) => {
      const total = stages.get(id) ?? 0;
      const passed = Math.max(0, ...projects.reposOf(id).map(({ stagesPassed }) => stagesPassed));
      return total > 0 ? Math.min(1, passed / total) : 0;
    },
  };
}

export const today = (): Day => localDay(new Date());

const dayAt = (milliseconds: number): Day => localDay(new Date(milliseconds));

/** What the plan and the statistics are drawn from. */
export interface PlanView {
  readonly index: RoadmapIndex;
  readonly progress: RoadmapProgress;
  readonly today: Day;
  /** Absent while there is no plan. */
  readonly journey: Journey | undefined;
  readonly statistics: Statistics;
  readonly showsStreak: boolean;
}

/** How many weeks the calendar of the statistics shows. */
const CALENDAR_WEEKS = 26;

/** What the page of a plan shows today. */
export function readPlanView(source: JourneySource): PlanView {
  const { index, progress } = source.store;
  const day = today();
  return {
    index,
    progress,
    today: day,
    journey: readJourney(source),
    statistics: statisticsOf(progress, { today: day, dayAt, weeks: CALENDAR_WEEKS }),
    showsStreak: settings.streak,
  };
}
