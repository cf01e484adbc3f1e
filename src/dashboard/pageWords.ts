import { env, l10n } from 'vscode';
import type { ClientWords } from './model/clientWords';
import { hourCount } from '../base/words';
import { stagesPassedText } from '../checks';
import { statusWord } from '../progress/words';
import { planWords } from '../plan';
import type { DashboardWords } from './words';

/** The page's texts in the display language of VS Code. */
export const pageWords = (): DashboardWords => ({
  client: clientWords(),
  sections: l10n.t('On this page'),
  nav: { plan: l10n.t('Plan'), salaries: l10n.t('Salaries'), questions: l10n.t('Questions'), start: l10n.t('Start') },
  goTo: (topic) => l10n.t('Continue with {0}', topic),
  goToProjects: l10n.t('Nothing is left on the path: build a project'),
  completed: (done, total) => l10n.t('{0}/{1} completed', done, total),
  completedOf: (done, total) => l10n.t('{0} of {1} completed', done, total),
  hours: hourCount,
  hoursShort: (hours) => l10n.t('{0} h', hours),
  taughtBy: l10n.t('Topics that teach it'),
  legend: l10n.t('Legend'),
  path: l10n.t('Topics, in the order they are learned'),
  keys: l10n.t('On a topic: arrow keys move along the path, D completes, L learns, S skips, R resets, M opens the menu.'),
  nextTopic: l10n.t('Next'),
  topicLabel: (title, status, position, total) => l10n.t('{0}, {1}, {2} of {3}', title, status, position, total),
  topicMenu: (title) => l10n.t('Other choices for {0}', title),
  menu: {
    todo: l10n.t('Reset'),
    doing: l10n.t('Learning'),
    done: l10n.t('Completed'),
    skipped: l10n.t('Skipped'),
    open: l10n.t('Open lesson'),
  },
  milestone: l10n.t('Milestone'),
  milestoneState: { reached: l10n.t('reached'), ahead: l10n.t('not reached yet') },
  countries: l10n.t('Country'),
  allCountries: l10n.t('Both'),
  range: l10n.t('Range'),
  typical: l10n.t('Typical'),
  youAreHere: l10n.t('You are here'),
  yourLevel: l10n.t('Choose your level to see where you stand.'),
  typicalOf: (amount) => l10n.t('typical {0}', amount),
  columns: { level: l10n.t('Level'), range: l10n.t('Range'), typical: l10n.t('Typical') },
  filterByLevel: l10n.t('Level'),
  filterByTag: l10n.t('Technology'),
  clearFilters: l10n.t('Show all'),
  practises: l10n.t('Practises'),
  topicsDone: (done, total) => l10n.t('{0} of {1} topics completed', done, total),
  stagesPassed: stagesPassedText,
  nextStage: (title) => l10n.t('Next: {0}', title),
  suggested: l10n.t('Suggested for you'),
  finished: l10n.t('Finished'),
  exportCertificate: l10n.t('Export Certificate'),
  scaffold: l10n.t('Scaffold'),
  openProject: l10n.t('Open'),
  pace: l10n.t('Your hours a week'),
  paceHint: l10n.t('Counted: topics that are neither completed nor skipped, and projects.'),
  plan: planWords(),
});

const clientWords = (): ClientWords => ({
  language: env.language,
  todo: statusWord('todo'),
  doing: statusWord('doing'),
  done: statusWord('done'),
  skipped: statusWord('skipped'),
  proven: l10n.t('proven'),
  topicChanged: l10n.t('{0}: {1}'),
  milestoneReached: l10n.t('Milestone reached: {0}'),
  projectFinished: l10n.t('Project finished: {0}'),
  projectsShown: l10n.t('{0} of {1} projects'),
  allProjectsShown: l10n.t('{1} projects'),
  noProjectShown: l10n.t('No project has all of this. Show fewer filters.'),
  hoursAWeek: l10n.t('{0} hours a week'),
  paceWeeks: l10n.t('At {0} hours a week, the {1} hours left take about {2} weeks, until {3}.'),
  paceOneWeek: l10n.t('At {0} hours a week, the {1} hours left take about a week, until {3}.'),
  paceNothing: l10n.t('Nothing is left: every topic is completed or skipped, and every project is built.'),
});
