import type { ProgressChange, ProgressStore } from '../progress/progressStore';

/**
 * How long, in milliseconds, views wait after a change unless they say otherwise. To show a row anew costs VS Code more than
 * all else that a tick brings about, so that what was posted with it, as to an open dashboard, would be seen a frame or two later.
 */
const PAUSE = 10;

/** The same while a dashboard is in sight, so that its frame is drawn before theirs: VS Code itself has drawn the tick by then. */
const PAUSE_BESIDE_DASHBOARD = 30;

/** The dashboard, as far as views know of it. */
export interface InSight {
  /** It is open, and no other tab is in front of it. */
  readonly isInSight: boolean;
}

/** How long rows and the status bar wait now, in milliseconds. */
export const viewPause = (dashboard: InSight): number => (dashboard.isInSight ? PAUSE_BESIDE_DASHBOARD : PAUSE);

/** Calls a view a moment (`pause`, in milliseconds) after progress has changed, once for all that has changed by then. */
export function afterChanges(store: ProgressStore, show: (change: ProgressChange) => void, pause = () => PAUSE): { dispose(): void } {
  let waiting: ProgressChange | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listener = store.onDidChange((change) => {
    waiting = waiting ? join(waiting, change) : change;
    timer ??= setTimeout(() => {
      const all = waiting ?? change;
      timer = waiting = undefined;
      show(all);
    }, pause());
  });
  return {
    dispose: () => {
      clearTimeout(timer);
      listener.dispose();
    },
  };
}

const join = (one: ProgressChange, other: ProgressChange): ProgressChange => ({
  topics: new Set([...one.topics, ...other.topics]),
  source: one.source === 'outside' ? 'outside' : other.source,
});
