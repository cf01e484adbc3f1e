/** Brings the quiz page to life: it tells the host what the learner chose, and keeps what was chosen and not checked yet. */
import { startColours, takeColours } from '../../pages/client/code';
import { announce, connectHost, hush, moveFocus, onMessage } from '../../pages/client/host';
import { showParts } from '../../pages/client/patch';
import type { Answer } from '../model/grading';
import { parseKeptState, parseQuizMessage, RESULT_ACTIONS, type KeptState, type QuizRequest, type QuizSnapshot } from '../model/protocol';
import type { SessionState } from '../model/session';
import { arrange, moveStep, startOrder, stepsOf } from './order';

const host = connectHost<QuizRequest, KeptState>(parseKeptState);
let session: SessionState | undefined;

const one = (selector: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-live="view"] ${selector}`);
const inputs = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>('.choices input')];

onMessage(parseQuizMessage, (message) => {
  if (message.type === 'colours') takeColours(message.theme, message.colours);
  else show(message);
});

function show({ state, parts, announcement, begins }: QuizSnapshot): void {
  // A page that comes back leaves the focus where the learner has it, and so does one that shows what changed elsewhere.
  const isUntouched = document.activeElement === document.body;
  const mayFocus = (begins && isUntouched) || (session !== undefined && parts.length > 0 && document.hasFocus());
  session = state;
  // What was said was about what the page showed before.
  if (parts.length > 0) hush();
  showParts(parts);
  restoreDraft(state);
  if (!mayFocus) return;
  if (announcement !== null) announce(announcement);
  focusOn();
}

/** What was chosen before the page was shown anew; it is of no use once the question was checked. */
function restoreDraft(state: SessionState): void {
  const question = state.position;
  const kept = host.kept()?.draft;
  const isOpen = state.answers.length === question;
  const draft = isOpen && kept?.seed === state.seed && kept.question === question ? kept : undefined;
  host.keep({ ...state, draft });
  if (!draft) return;
  arrange(draft.answer);
  inputs().forEach((input, choice) => (input.checked = draft.answer.includes(choice)));
}

/** The focus goes to what is new: the outcome, the result, or the number of the next question. */
function focusOn(): void {
  const target = one('[data-focus]') ?? one('h2');
  moveFocus(target);
  target?.scrollIntoView({ block: 'nearest' });
  if (target?.tagName === 'H2') window.scrollTo({ top: 0 });
}

/** What is chosen now: of an order the places from first to last, else the choices that are ticked. */
const answer = (): Answer => (one('.steps') ? stepsOf() : inputs().flatMap(({ checked }, choice) => (checked ? [choice] : [])));

function keepDraft(): void {
  if (session) host.keep({ ...session, draft: { seed: session.seed, question: session.position, answer: answer() } });
}

/** The question that is shown. Somebody quick has answered it before the first snapshot came. */
const position = (): number => Number(one('.question')?.dataset['question']);

document.addEventListener('submit', (event) => {
  event.preventDefault();
  const chosen = answer();
  if (chosen.length > 0) host.post({ type: 'check', question: position(), answer: chosen });
  else complain();
});

document.addEventListener('change', () => {
  const complaint = one('.complaint');
  if (complaint) complaint.textContent = '';
  keepDraft();
});

function complain(): void {
  const complaint = one('.complaint');
  if (complaint) complaint.textContent = complaint.dataset['nothingChosen'] ?? '';
  inputs()[0]?.focus();
}

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>('button') : null;
  if (!button) return;
  if (button.matches('.step button')) moveStep(button);
  const request = requestOf(button.dataset);
  if (request) host.post(request);
});

/** What a button asks of the host. */
function requestOf({ act, question }: DOMStringMap): QuizRequest | undefined {
  switch (act) {
    case 'next':
      return { type: act, question: position() };
    case 'openLesson':
      return { type: act, question: Number(question) };
    default: {
      const action = RESULT_ACTIONS.find((one) => one === act);
      return action && { type: action };
    }
  }
}

startOrder(keepDraft);
startColours();
host.post({ type: 'ready' });
