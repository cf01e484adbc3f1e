/** Brings the dashboard to life. The host has drawn everything, and from here on says what is to be drawn otherwise. */
import { announce, begin, onMessage } from '../../pages/client/host';
import { showParts } from '../../pages/client/patch';
import { keepInSight } from '../../pages/client/scroll';
import { parseDashboardMessage, type DashboardChanges } from '../model/protocol';
import { all, one, settle, settleAfterPaint } from './dom';
import { currentState, keep, post } from './host';
import { isPending, settleUpTo } from './pendingChanges';
import { revealProject, startWays, toPart } from './go';
import { showPace, startPace, startProjects, startSalaries } from './controls';
import { startPath } from './path';
import { startSectionBar } from './sectionBar';
import { startMenu } from './openMenu';

const CELEBRATION = 2_600;

/** What the page changes by itself: filters hide cards, keys move through the path, menus open, clicks can be taken back, cards are revealed, and milestones celebrated. */
const OWN = ['hidden', 'tabindex', 'aria-expanded', 'data-revealed', 'data-celebrate', 'data-undo'];

function startQuestions(): void {
  const questions = all('details[data-question]').filter((element) => element instanceof HTMLDetailsElement);
  const idOf = ({ dataset }: HTMLElement) => dataset['question'] ?? '';
  for (const question of questions) {
    question.open = currentState().faq.includes(idOf(question));
    question.addEventListener('toggle', () => keep({ faq: questions.filter(({ open }) => open).map(idOf) }));
  }
}

/** Goes back to where the page was scrolled to, and remembers from now on. */
function followScroll(): void {
  const { scroll } = currentState();
  if (scroll > 0) {
    settle();
    window.scrollTo({ top: scroll, behavior: 'instant' });
  }
  let timer: number | undefined;
  const remember = () => {
    timer = undefined;
    keep({ scroll: Math.round(window.scrollY) });
  };
  window.addEventListener('scroll', () => (timer ??= window.setTimeout(remember, 100)), { passive: true });
  keepInSight();
}

/** Shows what differs, except for topics that the page has changed since. */
function show({ answers, parts, news, celebrates }: DashboardChanges): void {
  settleUpTo(answers);
  showParts(
    parts.filter(({ attributes }) => !isPending(attributes['data-topic'] ?? '')),
    OWN,
  );
  showPace();
  if (news.length > 0) announce(news.join('. '));
  for (const name of celebrates) celebrate(one(`[data-live="${CSS.escape(name)}"]`));
}

function celebrate(element: HTMLElement | null): void {
  if (!element) return;
  element.dataset['celebrate'] = 'true';
  setTimeout(() => delete element.dataset['celebrate'], CELEBRATION);
}

startWays();
if (document.body.dataset['gone'] === undefined) {
  startPath();
  startMenu();
  startSalaries();
  startProjects();
  startQuestions();
  startPace();
  keep({});
  followScroll();
  startSectionBar();
  settleAfterPaint();

  const { roadmap } = document.body.dataset;
  onMessage(parseDashboardMessage, (message) => {
    if (message.type === 'parts') {
      if (message.roadmap === roadmap) show(message);
    } else if (message.type === 'begin') begin();
    else if ('part' in message) toPart(message.part);
    else revealProject(message.project);
  });
  post({ type: 'ready' });
}
