/** Brings the dashboard to life. The host has drawn everything; from here on it only says what changed. */
import { parseDashboardMessage } from '../model/protocol';
import { showParts } from '../../pages/client/patch';
import { all } from './dom';
import { revealProject, startWays, toPart } from './go';
import { host } from './host';
import { startMenu } from './nodeMenu';
import { startPace } from './pace';
import { paint } from './paint';
import { startPath } from './path';
import { startProjects } from './projects';
import { startSalaries } from './salaries';
import { settleAfterPaint } from './settle';
import { currentState, followScroll, keep } from './state';

function startQuestions(): void {
  const questions = all('details[data-question]').filter((element) => element instanceof HTMLDetailsElement);
  const idOf = ({ dataset }: HTMLElement) => dataset['question'] ?? '';
  for (const question of questions) {
    question.open = currentState().faq.includes(idOf(question));
    question.addEventListener('toggle', () => keep({ faq: questions.filter(({ open }) => open).map(idOf) }));
  }
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
  settleAfterPaint();

  const roadmap = document.body.dataset['roadmap'];
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = parseDashboardMessage(data);
    if (!message) console.warn('A message to the dashboard was not understood.', data);
    if (message?.type === 'snapshot' && message.roadmap === roadmap) paint(message);
    if (message?.type === 'parts' && message.roadmap === roadmap) showParts([message.plan, message.statistics]);
    if (message?.type === 'reveal') {
      if ('part' in message) toPart(message.part);
      else revealProject(message.project);
    }
  });
  host.postMessage({ type: 'ready' });
}
