/** Brings the quiz page to life: it shows what the host says, and tells it what the learner chose. */
import { parseDraft, parseQuizSnapshot, type Draft, type QuizRequest, type QuizSnapshot } from '../model/protocol';
import type { SessionState } from '../model/session';
import { announce } from '../../pages/client/announcer';
import { questionElement } from './quizQuestion';
import { resultElement } from './quizResult';

declare function acquireVsCodeApi(): {
  postMessage(message: QuizRequest): void;
  getState(): unknown;
  setState(state: SessionState & { readonly draft?: Draft | undefined }): void;
};

const host = acquireVsCodeApi();
const place = document.querySelector('[data-view]');
let shown: string | undefined;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const snapshot = parseQuizSnapshot(data);
  if (snapshot) show(snapshot);
  else console.warn('A message to the quiz page was not understood.', data);
});

function show({ state, view }: QuizSnapshot): void {
  const content = JSON.stringify([state, view]);
  // The same again would take what is chosen from under the learner's hands.
  if (content === shown) return;
  // A page that has just been opened leaves the focus where the learner has it, and so does one that shows what changed elsewhere.
  const mayFocus = shown !== undefined && document.hasFocus();
  shown = content;

  if (view.kind === 'result') {
    host.setState(state);
    place?.replaceChildren(
      resultElement(view, {
        openLesson: (question) => host.postMessage({ type: 'openLesson', question }),
        retry: () => host.postMessage({ type: 'retry' }),
        markDone: () => host.postMessage({ type: 'markDone' }),
        close: () => host.postMessage({ type: 'close' }),
      }),
    );
  } else {
    const question = view.index;
    const kept = parseDraft(host.getState());
    const draft = kept?.seed === state.seed && kept.question === question && !view.outcome ? kept : undefined;
    host.setState({ ...state, draft });
    place?.replaceChildren(
      questionElement(view, draft?.answer, {
        changed: (answer) => host.setState({ ...state, draft: { seed: state.seed, question, answer } }),
        check: (answer) => host.postMessage({ type: 'check', question, answer }),
        next: () => host.postMessage({ type: 'next', question }),
      }),
    );
    if (view.outcome && mayFocus) announce(view.outcome.announcement);
  }
  if (mayFocus) focusOn();
}

/** The focus goes to what is new: the outcome, the result, or the number of the next question. */
function focusOn(): void {
  const target = place?.querySelector<HTMLElement>('[data-focus]') ?? place?.querySelector<HTMLElement>('h2');
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: 'nearest' });
  if (target?.tagName === 'H2') window.scrollTo({ top: 0 });
}

host.postMessage({ type: 'ready' });
