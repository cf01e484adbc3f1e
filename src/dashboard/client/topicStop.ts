import { isStatus, type Status } from '../../progress/model/progress';
import { STATUS_PLACE } from '../model/protocol';
import { one } from './dom';
import { post } from './host';
import { numbered } from './pendingChanges';

/** A topic on the path: what it shows, and nothing else, is what is known about it. */
export class TopicStop {
  constructor(readonly element: HTMLElement) {}

  get id(): string {
    return this.element.dataset['topic'] ?? '';
  }

  get title(): string {
    return one('.title', this.element)?.textContent ?? '';
  }

  get status(): Status {
    const { status } = this.element.dataset;
    return isStatus(status) ? status : 'todo';
  }

  get node(): HTMLElement | null {
    return one('.node', this.element);
  }

  get disc(): HTMLElement | null {
    return one('.disc', this.element);
  }

  get more(): HTMLElement | null {
    return one('.more', this.element);
  }

  /** Asks the host for a status, and shows it meanwhile. */
  setStatus(status: Status): void {
    if (this.status === status) return;
    this.showAtOnce(status);
    post({ type: 'setStatus', ...numbered(this.id), status });
  }

  /** Back to not started. The host asks first when proofs would go with it, so nothing is shown before. */
  reset(): void {
    if (this.status === 'todo' && !this.isProven) return;
    if (!this.isProven) this.showAtOnce('todo');
    post({ type: 'reset', ...numbered(this.id) });
  }

  private get isProven(): boolean {
    return this.element.dataset['proven'] === 'true';
  }

  /** Shows a status as the host will draw it (html/stops.ts). Its answer has the last word. */
  private showAtOnce(status: Status): void {
    const { node, element } = this;
    const { [status]: word = '', proven = '' } = element.closest<HTMLElement>('[data-path]')?.dataset ?? {};
    const text = this.isProven ? `${word}, ${proven}` : word;
    element.dataset['status'] = status;
    element.dataset['lit'] = String(status === 'done' || status === 'skipped');
    node?.setAttribute('aria-pressed', String(status === 'done'));
    node?.setAttribute(
      'aria-label',
      (node.dataset['label'] ?? '').replace(STATUS_PLACE, () => text),
    );
    one('.status use', element)?.setAttribute('href', `#icon-${status}`);
  }
}

/** The topic whose stop an element belongs to. */
export function topicAt(target: EventTarget | null): TopicStop | undefined {
  const stop = target instanceof Element ? target.closest<HTMLElement>('.stop.topic') : null;
  return stop ? new TopicStop(stop) : undefined;
}
