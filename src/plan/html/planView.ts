import type { Day } from '../model/days';
import type { Journey } from '../model/journey';
import type { Statistics } from '../model/statistics';
import type { RoadmapProgress } from '../../progress/model/progress';
import type { RoadmapIndex } from '../../content/outline';

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
