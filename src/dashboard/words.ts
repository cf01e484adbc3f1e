import type { ClientWords } from '../core/dashboard/clientWords';
import type { Day } from '../core/plan/days';
import type { Status } from '../core/progress/progress';

/** Every text of the page that is not content. Made by `pageWords`; tests bring their own. */
export interface DashboardWords {
  readonly client: ClientWords;
  readonly sections: string;
  readonly nav: { readonly plan: string; readonly salaries: string; readonly questions: string; readonly start: string };
  readonly goTo: (topic: string) => string;
  readonly goToProjects: string;
  readonly completed: (done: number, total: number) => string;
  readonly completedOf: (done: number, total: number) => string;
  readonly hours: (hours: number) => string;
  readonly hoursShort: (hours: number) => string;
  readonly taughtBy: string;
  readonly legend: string;
  readonly path: string;
  readonly keys: string;
  readonly nextTopic: string;
  readonly topicLabel: (title: string, status: string, position: number, total: number) => string;
  readonly topicMenu: (title: string) => string;
  readonly menu: { readonly [status in Status]: string } & { readonly open: string };
  readonly milestone: string;
  readonly milestoneState: { readonly reached: string; readonly ahead: string };
  readonly countries: string;
  readonly allCountries: string;
  readonly range: string;
  readonly typical: string;
  readonly youAreHere: string;
  readonly yourLevel: string;
  readonly typicalOf: (amount: string) => string;
  readonly columns: { readonly level: string; readonly range: string; readonly typical: string };
  readonly filterByLevel: string;
  readonly filterByTag: string;
  readonly clearFilters: string;
  readonly practises: string;
  readonly topicsDone: (done: number, total: number) => string;
  readonly stagesPassed: (passed: number, total: number) => string;
  readonly nextStage: (title: string) => string;
  readonly suggested: string;
  readonly finished: string;
  readonly exportCertificate: string;
  readonly scaffold: string;
  readonly openProject: string;
  readonly pace: string;
  readonly paceHint: string;
  readonly plan: PlanWords;
}

/** The texts of the plan. Days are told apart from those of this year by their distance to `today`. */
export interface PlanWords {
  readonly title: string;
  readonly invitation: string;
  readonly make: string;
  readonly change: string;
  readonly clear: string;
  readonly standing: (journey: { readonly weeksAhead: number }) => string;
  readonly starts: (day: Day, today: Day) => string;
  readonly finished: string;
  readonly finishBy: (day: Day, today: Day) => string;
  readonly promised: (day: Day, today: Day) => string;
  readonly hoursAWeek: (hours: number) => string;
  readonly hoursLeft: (hours: number) => string;
  readonly inTime: (day: Day, today: Day) => string;
  /** `hours` a week would do; undefined when no week has so many. */
  readonly late: (day: Day, today: Day, hours: number | undefined) => string;
  readonly clock: (made: Day, today: Day) => string;
  readonly timeline: string;
  readonly today: string;
  readonly target: string;
  readonly projects: string;
  readonly section: string;
  readonly columns: { readonly from: string; readonly to: string; readonly left: string; readonly firstPlanned: string };
  readonly sectionDone: string;
  readonly keys: { readonly now: string; readonly promised: string };
  readonly thisWeek: string;
  readonly nextWeek: string;
  readonly weekOf: (from: Day, to: Day) => string;
  readonly hoursOfWeek: (hours: number) => string;
  readonly hoursShort: (hours: number) => string;
  readonly completed: string;
  /** Hours of a week, of those that are left. */
  readonly partOf: (hours: number, whole: number) => string;
  readonly weekIsDone: string;
  readonly laterWeeks: (weeks: number, from: Day, to: Day) => string;
  readonly month: (day: Day) => string;
  readonly monthOfYear: (day: Day) => string;
  readonly date: (day: Day) => string;
  readonly statistics: StatisticsWords;
}

export interface StatisticsWords {
  readonly title: string;
  readonly empty: string;
  readonly thisWeek: string;
  readonly topics: (count: number) => string;
  readonly currentStreak: string;
  readonly longestStreak: string;
  readonly weeks: (count: number) => string;
  readonly heatmap: (weeks: number, topics: number) => string;
  readonly day: (day: Day, count: number) => string;
  readonly less: string;
  readonly more: string;
  readonly caption: string;
  readonly columns: { readonly week: string; readonly completed: string; readonly begun: string; readonly proofs: string };
  readonly date: (day: Day) => string;
  /** Short; 0 is Monday. */
  readonly weekday: (place: number) => string;
  readonly noWeek: string;
}
