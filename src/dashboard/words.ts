import type { ClientWords } from './model/clientWords';
import type { PlanWords } from '../plan';
import type { Status } from '../progress/model/progress';

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
