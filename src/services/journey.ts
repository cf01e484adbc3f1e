import { journeyOf, type Journey, type Now } from '../core/plan/journey';
import { localDay, type Day } from '../core/plan/days';
import { parsePlan, PLAN_FIELD, type StoredPlan } from '../core/plan/storedPlan';
import type { RoadmapProgress } from '../core/progress/progress';
import type { ProgressStore } from './progress/progressStore';
import type { ProjectRepos } from './projectRepos';

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

export const dayAt = (milliseconds: number): Day => localDay(new Date(milliseconds));
