import { isStatus, type Status } from '../../progress/model/progress';
import { STATUS_PLACE } from '../model/statusPlace';
import { all, one, setAttribute, setData } from './dom';
import { words } from './words';

const SVG = 'http://www.w3.org/2000/svg';

/** A topic wherever the page shows it: as a stop of the path, and as a link. It knows what it shows, and nothing else. */
export class TopicElements {
  readonly node: HTMLElement | null;
  private readonly label: string;
  private shown: { readonly status: Status; readonly proven: boolean };
  private next: boolean;

  constructor(
    readonly id: string,
    readonly stop: HTMLElement,
    private readonly links: readonly HTMLElement[],
  ) {
    this.node = one('.node', stop);
    this.label = this.node?.dataset['label'] ?? '';
    const { status, proven, next } = stop.dataset;
    this.shown = { status: isStatus(status) ? status : 'todo', proven: proven === 'true' };
    this.next = next === 'true';
  }

  get title(): string {
    return one('.title', this.stop)?.textContent ?? '';
  }

  get status(): Status {
    return this.shown.status;
  }

  get proven(): boolean {
    return this.shown.proven;
  }

  /** Whether it is the topic to go on with. */
  set isNext(next: boolean) {
    if (this.next === next) return;
    this.next = next;
    setData(this.stop, 'next', next);
  }

  /** Shows a status; returns whether that changed anything. */
  show(status: Status, proven: boolean): boolean {
    if (this.status === status && this.proven === proven) return false;
    this.shown = { status, proven };
    setData(this.stop, 'status', status);
    setData(this.stop, 'proven', proven);
    setData(this.stop, 'lit', status === 'done' || status === 'skipped');
    setAttribute(this.node, 'aria-pressed', status === 'done');
    setAttribute(
      this.node,
      'aria-label',
      this.label.replace(STATUS_PLACE, () => statusText(status, proven)),
    );
    setAttribute(one('.status use', this.stop), 'href', `#icon-${status}`);
    this.showProof(proven);
    for (const link of this.links) setData(link, 'status', status);
    return true;
  }

  private showProof(proven: boolean): void {
    const shown = one('.proof', this.stop);
    if (!proven) shown?.remove();
    else if (!shown) one('.disc', this.stop)?.append(proofIcon());
  }
}

/** The status in words, and whether it is proven. */
export const statusText = (status: Status, proven: boolean): string => (proven ? `${words[status]}, ${words.proven}` : words[status]);

function proofIcon(): SVGElement {
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('class', 'icon proof');
  icon.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', '#icon-proven');
  icon.append(use);
  return icon;
}

/** Every topic of the page, by id. */
export const topics: ReadonlyMap<string, TopicElements> = findTopics();

/** The topic whose stop an element belongs to. */
export const topicAt = (target: EventTarget | null): TopicElements | undefined => {
  const stop = target instanceof Element ? target.closest<HTMLElement>('.stop.topic') : null;
  return stop ? topics.get(stop.dataset['topic'] ?? '') : undefined;
};

function findTopics(): Map<string, TopicElements> {
  const links = new Map<string, HTMLElement[]>();
  for (const link of all('.topic-link')) {
    const id = link.dataset['topic'] ?? '';
    links.set(id, [...(links.get(id) ?? []), link]);
  }
  return new Map(
    all('.stop.topic').map((stop) => {
      const id = stop.dataset['topic'] ?? '';
      return [id, new TopicElements(id, stop, links.get(id) ?? [])];
    }),
  );
}
