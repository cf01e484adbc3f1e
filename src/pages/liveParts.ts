import { htmlOf, type Element } from '../base/elements';
import type { Html } from '../base/html';

/** A part that is drawn only when what it is drawn from has changed: for a page that has thousands of them. */
export interface LazyPart {
  readonly name: string;
  /** All that its picture depends on, as text. */
  readonly state: string;
  readonly draw: () => Element;
}

/** A part of a page that follows the learner. It goes by its name, which is its `data-live`. */
export type LivePart = Element | LazyPart;

export const lazyPart = <State>(name: string, state: State, draw: (state: State) => Element): LazyPart => ({
  name,
  state: JSON.stringify(state),
  draw: () => {
    const drawn = draw(state);
    return { ...drawn, attributes: { ...drawn.attributes, 'data-live': name } };
  },
});

const drawn = (part: LivePart): Element => ('draw' in part ? part.draw() : part);

/** A part as it is written into the page. */
export const htmlOfPart = (part: LivePart): Html => htmlOf(drawn(part));

/** The name by which the page finds a part again: what it shows in its place is patched. */
const nameOf = (part: LivePart): string => ('draw' in part ? part.name : (part.attributes['data-live'] ?? ''));
const stateOf = (part: LivePart): string => ('draw' in part ? part.state : JSON.stringify(part));

/** The parts of a page that follow the learner. It remembers what the page shows, so that only what differs is sent. */
export class LiveParts {
  /** What the page was written with, and what it shows by now: the state of each part by its name. */
  private drawn: ReadonlyMap<string, string> = new Map();
  private shown = new Map<string, string>();

  /** The page is written anew, with these parts. */
  draw(parts: readonly LivePart[]): void {
    this.drawn = new Map(parts.map((part) => [nameOf(part), stateOf(part)]));
    this.begin();
  }

  /** The page is there as it was written: one that was hidden begins anew. */
  begin(): void {
    this.shown = new Map(this.drawn);
  }

  /** The page has changed a part by itself: it is sent the next time, whatever it looks like by then. */
  forget(name: string): void {
    this.shown.delete(name);
  }

  /** Whether it is known what the page shows of a part. */
  isKnown(name: string): boolean {
    return this.shown.has(name);
  }

  /** Those that the page shows otherwise; from now on it shows them so. */
  takeChanged(parts: readonly LivePart[]): Element[] {
    return parts
      .filter((part) => {
        const state = stateOf(part);
        if (this.shown.get(nameOf(part)) === state) return false;
        this.shown.set(nameOf(part), state);
        return true;
      })
      .map(drawn);
  }
}
