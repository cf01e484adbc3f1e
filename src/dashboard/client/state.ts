import { parseDashboardState, startOf, type DashboardState } from '../model/protocol';
import { host } from './host';
import { settle } from './settle';

const roadmap = document.body.dataset['roadmap'] ?? '';
const stored = parseDashboardState(host.getState());

let state: DashboardState = stored?.roadmap === roadmap ? stored : startOf(roadmap);

/** What the page looked like when it was last seen. */
export const currentState = (): DashboardState => state;

/** Keeps a change for the next time the page is shown. */
export function keep(change: Partial<DashboardState>): void {
  state = { ...state, ...change };
  host.setState(state);
}

/** Goes back to where the page was scrolled to, and remembers from now on. */
export function followScroll(): void {
  if (state.scroll > 0) {
    settle();
    window.scrollTo({ top: state.scroll, behavior: 'instant' });
  }
  let timer: number | undefined;
  const remember = () => {
    timer = undefined;
    keep({ scroll: Math.round(window.scrollY) });
  };
  window.addEventListener('scroll', () => (timer ??= window.setTimeout(remember, 100)), { passive: true });
}
