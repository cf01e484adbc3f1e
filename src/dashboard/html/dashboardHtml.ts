import { l10n } from 'vscode';
import { html, type Html } from '../../base/html';
import { iconSheet } from '../../pages/icons';
import { htmlOfPart, type LivePart } from '../../pages/liveParts';
import { pacePart, planPart, statisticsPart, type PlanView } from '../../plan';
import type { Roadmap } from '../../content/schema';
import type { DashboardView } from '../model/dashboardView';
import { aboutHtml, responsibilitiesHtml, responsibilityCards, callToActionHtml, callWords, faqHtml } from './closingHtml';
import { goButton, heroHtml, progressBar, progressRing } from './heroHtml';
import { mapHtml } from './mapHtml';
import { projectCards, projectsHtml } from './projectsHtml';
import { salariesHtml, salaryLevels } from './salariesHtml';
import { stopsOf } from './stops';

/** What follows progress at once; without the stops of topics that look as before, when that is known. */
export const quickParts = (view: DashboardView, isWanted?: (topic: string) => boolean) => ({
  go: goButton(view),
  progress: progressRing(view),
  bar: progressBar(view),
  responsibilities: responsibilityCards(view),
  stops: stopsOf(view, isWanted),
  levels: salaryLevels(view),
  projects: projectCards(view),
});

/** What takes longer to work out and to lay out, and follows a moment later. */
export const slowParts = (roadmap: Roadmap, view: PlanView) => ({
  plan: planPart(view),
  statistics: statisticsPart(view),
  call: callWords(roadmap, view),
  pace: pacePart(view),
});

export type DashboardParts = ReturnType<typeof quickParts> & ReturnType<typeof slowParts>;

export const listOf = (parts: Partial<DashboardParts>): LivePart[] => Object.values(parts).flat();

/** The body of the dashboard, whole: it can be read before any script has run. `pace` is where the slider of the hours starts. */
export const dashboardBody = (view: DashboardView, parts: DashboardParts, pace: number): Html =>
  html`<body data-roadmap="${view.roadmap.id}">
    ${iconSheet()}
    <main>
      ${heroHtml(view, parts)} ${sectionNav(view)} ${aboutHtml(view)} ${responsibilitiesHtml(view, parts.responsibilities)}
      ${mapHtml(view, parts.bar, parts.stops)}
      <section class="plan" aria-labelledby="plan">${htmlOfPart(parts.plan)}</section>
      <section class="weeks" aria-labelledby="weeks">${htmlOfPart(parts.statistics)}</section>
      ${salariesHtml(view, parts.levels)} ${projectsHtml(view, parts.projects)} ${faqHtml(view)}
      ${callToActionHtml(parts.call, parts.pace, pace)}
    </main>
    <div class="hidden" role="status" aria-live="polite" data-announcer></div>
  </body>`;

/** The page in six words, for those who know where they are going. */
const sectionNav = ({ roadmap }: DashboardView): Html =>
  html`<nav class="sections" aria-label="${l10n.t('On this page')}">
    <a href="#map">${roadmap.map.title}</a>
    <a href="#plan">${l10n.t('Plan')}</a>
    <a href="#salaries">${l10n.t('Salaries')}</a>
    <a href="#projects">${roadmap.projects.title}</a>
    <a href="#faq">${l10n.t('Questions')}</a>
    <a href="#call">${l10n.t('Start')}</a>
  </nav>`;

/** What a restored tab says when its roadmap is no longer part of the extension. `current` is the title of the one that is. */
export const goneBody = ({ title, gone, current }: { readonly title: string; readonly gone: string; readonly current: string }): Html =>
  html`<body data-gone>
    <main class="gone">
      <h1>${title}</h1>
      <p>${l10n.t('This tab showed the roadmap "{0}", which this release of the extension does not have.', gone)}</p>
      <button type="button" class="primary" data-go="current">${l10n.t('Open {0}', current)}</button>
    </main>
  </body>`;
