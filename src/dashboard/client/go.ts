import type { DashboardRequest } from '../model/requests';
import { all, one, scrollTo } from './dom';
import { currentState, post } from './host';
import { showAllProjects } from './controls';

/** Where the buttons and links of the page lead: parts of the page itself, or a request to the host. */
const WAYS: Readonly<Record<string, (target: string) => DashboardRequest | undefined>> = {
  topic: (topic) => ({ type: 'openTopic', topic }),
  'next-topic': () => (hasNext() ? { type: 'continue' } : toPart('projects')),
  project: (project) => revealProject(project),
  'first-project': () => buildProject(firstProject()),
  scaffold: (project) => ({ type: 'scaffold', project }),
  'open-project': (project) => ({ type: 'openProject', project }),
  'next-stage': (project) => ({ type: 'nextStage', project }),
  'export-certificate': (project) => ({ type: 'exportCertificate', project }),
  current: () => ({ type: 'openCurrent' }),
  roadmap: () => toPart('map'),
  projects: () => toPart('projects'),
  salaries: () => toPart('salaries'),
  plan: makePlan,
  'make-plan': makePlan,
  'change-plan': () => ({ type: 'plan' }),
  'clear-plan': () => ({ type: 'clearPlan' }),
};

/** Begins a plan at the pace that is chosen on the page. */
function makePlan(): DashboardRequest {
  return { type: 'plan', hours: currentState().pace };
}

/** Brings every button and link that leads somewhere to life. */
export function startWays(): void {
  document.addEventListener('click', (event) => {
    const way = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-go]') : null;
    if (!way) return;
    // VS Code would scroll to the fragment of a link as well.
    event.preventDefault();
    event.stopPropagation();
    const request = WAYS[way.dataset['go'] ?? '']?.(way.dataset['target'] ?? '');
    if (request) post(request);
  });
}

const hasNext = (): boolean => one('.stop[data-next="true"]') !== null;

/** The one that was begun and goes on; else the first that is suggested and not yet begun, else the first not begun, else the first. */
function firstProject(): HTMLElement | undefined {
  const cards = all('.project');
  const fresh = cards.filter(({ dataset }) => dataset['begun'] !== 'true');
  return cards.find(hasNextStage) ?? fresh.find(({ dataset }) => dataset['suggested'] === 'true') ?? fresh[0] ?? cards[0];
}

const hasNextStage = ({ dataset }: HTMLElement): boolean => dataset['hasNext'] === 'true';

/** Goes on with a project, or scaffolds it; where neither can be done, shows its card. */
function buildProject(card: HTMLElement | undefined): DashboardRequest | undefined {
  const project = card?.dataset['project'];
  if (!card || project === undefined) return undefined;
  if (hasNextStage(card)) return { type: 'nextStage', project };
  if (card.dataset['begun'] !== 'true' && one('[data-go="scaffold"]', card)) return { type: 'scaffold', project };
  revealProject(project);
  return undefined;
}

/** Scrolls to a project's card and shows which one it is. */
export function revealProject(id: string): undefined {
  const card = all('.project').find(({ dataset }) => dataset['project'] === id);
  if (!card) return;
  if (card.hidden) showAllProjects();
  scrollTo(card, 'center');
  one('h3', card)?.focus({ preventScroll: true });
  card.dataset['revealed'] = 'true';
  setTimeout(() => delete card.dataset['revealed'], 2_400);
}

/** Scrolls to a part of the page, which is where the next key press begins. */
export function toPart(id: string): undefined {
  const heading = document.getElementById(id);
  if (!heading) return;
  scrollTo(heading);
  heading.focus({ preventScroll: true });
}
