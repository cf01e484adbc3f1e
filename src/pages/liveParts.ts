import type { Element } from '../base/elements';

/** The name by which the page finds a part again: what it shows in its place is patched. */
const nameOf = ({ attributes }: Element): string => attributes['data-live'] ?? '';

/** The parts of a page that follow the learner. It remembers what the page shows, so that only what differs is sent. */
export class LiveParts {
  /** What the page was written with, and what it shows by now: the text of each part by its name. */
  private drawn: ReadonlyMap<string, string> = new Map();
  private shown = new Map<string, string>();

  /** The page is written anew, with these parts. */
  draw(parts: readonly Element[]): void {
    this.drawn = new Map(parts.map((part) => [nameOf(part), JSON.stringify(part)]));
    this.begin();
  }

  /** The page is there as it was written: one that was hidden begins anew. */
  begin(): void {
    this.shown = new Map(this.drawn);
  }

  /** Those that the page shows otherwise; from now on it shows them so. */
  takeChanged(parts: readonly Element[]): Element[] {
    return parts.filter((part) => {
      const text = JSON.stringify(part);
      if (this.shown.get(nameOf(part)) === text) return false;
      this.shown.set(nameOf(part), text);
      return true;
    });
  }
}
