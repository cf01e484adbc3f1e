import type * as vscode from 'vscode';
import { statisticsOf } from '../plan';
import type { DashboardParts as PartsMessage } from './model/protocol';
import type { Library } from '../content/library';
import { dayAt, readJourney, today, type JourneySource } from '../plan';
import { settings } from '../base/settings';
import { planPart } from '../plan';
import { CALENDAR_WEEKS, type PlanView } from '../plan';
import { statisticsPart } from '../plan';
import type { PlanWords } from '../plan';

/**
 * How long, in milliseconds, the parts wait after a change. VS Code sends a message in a later turn than the one that posts it, so
 * that what the host works out next comes before it; and the page would lay out the parts in the frame that shows the tick.
 */
const PAUSE = 100;

interface PartsPage {
  readonly isReady: () => boolean;
  readonly post: (parts: Pick<PartsMessage, 'plan' | 'statistics'>) => void;
}

/** The parts of the dashboard that are drawn anew as a whole, which are the plan and the statistics: sent only when they have changed. */
export class DashboardParts implements vscode.Disposable {
  /** What the page was drawn with, and what it shows, as it was posted. */
  private drawn = '';
  private shown = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly source: JourneySource & { readonly library: Library },
    private readonly words: PlanWords,
    private readonly page: PartsPage,
  ) {}

  /** What a page that is drawn now shows. */
  draw(): PlanView {
    const view = this.view();
    this.drawn = JSON.stringify(this.partsOf(view));
    return view;
  }

  /** The page that was drawn is there: it may be behind already. */
  showDrawn(): void {
    this.shown = this.drawn;
    this.show();
  }

  /** When the snapshot can be seen, so that a tick is shown at once; and once for many changes. */
  showSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.show();
    }, PAUSE);
  }

  /** Only when they differ from what the page shows. */
  show(): void {
    if (!this.page.isReady()) return;
    const parts = this.partsOf(this.view());
    const text = JSON.stringify(parts);
    if (text === this.shown) return;
    this.shown = text;
    this.page.post(parts);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private view(): PlanView {
    const { library, store } = this.source;
    const day = today();
    return {
      index: library.index,
      progress: store.progress,
      today: day,
      journey: readJourney(this.source),
      statistics: statisticsOf(store.progress, { today: day, dayAt, weeks: CALENDAR_WEEKS }),
      showsStreak: settings.streak,
    };
  }

  private partsOf(view: PlanView) {
    return { plan: planPart(view, this.words), statistics: statisticsPart(view, this.words) };
  }
}
