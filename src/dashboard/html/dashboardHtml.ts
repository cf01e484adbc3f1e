import { htmlOf } from '../../base/elements';
import { html, type Html } from '../../base/html';
import { aboutHtml, responsibilitiesHtml } from './aboutHtml';
import { callToActionHtml, faqHtml } from './closingHtml';
import { heroHtml } from './heroHtml';
import { iconSheet } from '../../pages/icons';
import { mapHtml } from './mapHtml';
import { planPart } from '../../plan';
import { projectsHtml } from './projectsHtml';
import { salariesHtml } from './salariesHtml';
import { statisticsPart } from '../../plan';
import { States, type DashboardView } from './view';

/** The body of the dashboard, whole: it can be read before any script has run. */
export function dashboardBody(view: DashboardView): Html {
  const states = new States(view.snapshot);
  const { roadmap, words } = view;
  return html`<body
    data-roadmap="${roadmap.id}"
    data-words="${JSON.stringify(words.client)}"
    data-hours="${JSON.stringify(view.snapshot.hours)}"
  >
    ${iconSheet()}
    <main>
      ${heroHtml(view)} ${sectionNav(view)} ${aboutHtml(view)} ${responsibilitiesHtml(view, states)} ${mapHtml(view, states)}
      <section class="plan" aria-labelledby="plan">${htmlOf(planPart(view.plan, words.plan))}</section>
      <section class="weeks" aria-labelledby="weeks">${htmlOf(statisticsPart(view.plan, words.plan))}</section>
      ${salariesHtml(view)} ${projectsHtml(view, states)} ${faqHtml(view)} ${callToActionHtml(view)}
    </main>
    <div class="hidden" role="status" aria-live="polite" data-announcer></div>
  </body>`;
}

/** The page in six words, for those who know where they are going. */
const sectionNav = ({ roadmap, words }: DashboardView): Html =>
  html`<nav class="sections" aria-label="${words.sections}">
    <a href="#map">${roadmap.map.title}</a>
    <a href="#plan">${words.nav.plan}</a>
    <a href="#salaries">${words.nav.salaries}</a>
    <a href="#projects">${roadmap.projects.title}</a>
    <a href="#faq">${words.nav.questions}</a>
    <a href="#call">${words.nav.start}</a>
  </nav>`;
