import type { DashboardRequest } from '../model/requests';
import { all, one, scrollTo } from './dom';
import { currentState, post } from './host';
import { showAllProjects } from './controls';

/** Where the buttons and links of the page lead: parts of the page itself, or a request to the host. */
const WAYS: Readonly<Record<string, (target: string) => DashboardRequest | undefined>> = {
  topic: (topic) => ({ type: 'openTopic', topic }),
  'next-topic': () => (hasNext() ? { type: 'continue' } : toPart('projects')),
  project: (project) => revealProject(project),
  'first-project': () => revealProject(firstProject()),
  scaffold: (project) => ({ type: 'scaffold', project }),
  'open-project': (project) => ({ type: 'openProject', project }),
  'next-stage': (project) => ({ type: 'nextStage', project }),
  'export-certificate': (project) => ({ type: 'exportCertificate', project }),
  current: () => ({ type: 'openCurrent' }),
  roadmap: () => toPart('map'),
  projects: () => toPart('projects'),
  salaries: () => toPart('salaries'),
  plan: () => toPart('plan'),
  'make-plan': () => ({ type: 'plan', hours: currentState().pace }),
  'clear-plan': () => ({ type: 'clearPlan' }),
};

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

/** The first that is suggested and not yet begun, else the first not begun, else the first. */
function firstProject(): string {
  const cards = all('.project');
  const fresh = cards.filter(({ dataset }) => dataset['begun'] !== 'true');
  const card = fresh.find(({ dataset }) => dataset['suggested'] === 'true') ?? fresh[0] ?? cards[0];
  return card?.dataset['project'] ?? '';
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
