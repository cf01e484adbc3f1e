import type { Day } from '../../core/plan/days';
import type { Journey } from '../../core/plan/journey';
import type { Statistics } from '../../core/plan/statistics';
import type { RoadmapProgress } from '../../core/progress/progress';
import type { RoadmapIndex } from '../../core/roadmap/outline';

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
export const CALENDAR_WEEKS = 26;
