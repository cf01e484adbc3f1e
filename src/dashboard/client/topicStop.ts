import { isStatus, type Status } from '../../progress/model/progress';
import { STATUS_PLACE } from '../model/protocol';
import { one } from './dom';
import { post } from './host';
import { numbered } from './pendingChanges';

/** What can be done with a topic by one letter, on the path as well as in its menu. */
export const CHOICES = {
  d: 'done',
  l: 'doing',
  s: 'skipped',
  r: 'reset',
  o: 'openTopic',
  q: 'takeQuiz',
  n: 'openNote',
} as const;

export type TopicChoice = (typeof CHOICES)[keyof typeof CHOICES];

export const choiceOfKey = (key: string): TopicChoice | undefined =>
  (CHOICES as Readonly<Record<string, TopicChoice | undefined>>)[key.toLowerCase()];

export const isChoice = (value: unknown): value is TopicChoice => Object.values(CHOICES).some((choice) => choice === value);

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

  private get hasQuiz(): boolean {
    return this.element.dataset['quiz'] === 'true';
  }

  /** Whether something can be done with this topic: not every one has a quiz. */
  can(choice: string): boolean {
    return choice !== 'takeQuiz' || this.hasQuiz;
  }

  /** Does what a key or an item of the menu stands for. */
  do(choice: TopicChoice): void {
    switch (choice) {
      case 'done':
      case 'doing':
      case 'skipped':
        this.setStatus(choice);
        break;
      case 'reset':
        this.reset();
        break;
      default:
        if (this.can(choice)) post({ type: choice, topic: this.id });
    }
  }

  /** Ticks it, or takes the tick back; for a moment, what was before is one click away. */
  toggle(): void {
    const before = this.status;
    this.setStatus(before === 'done' ? 'todo' : 'done');
    offerUndo(this, before);
  }

  /** What takes a click back, in its place. */
  get undo(): HTMLElement | null {
    return one('.undo', this.element);
  }

  /** Takes back what was just clicked. */
  takeBack(): void {
    const before = offered?.topic.id === this.id ? offered.before : undefined;
    withdrawUndo();
    if (before !== undefined) this.setStatus(before);
    this.node?.focus({ preventScroll: true });
  }

  /** Opens the stage of a project that practises it. */
  practice(project: string): void {
    post({ type: 'practice', topic: this.id, project });
  }

  /** Asks the host for a status, and shows it meanwhile. */
  private setStatus(status: Status): void {
    if (this.status === status) return;
    this.showAtOnce(status);
    post({ type: 'setStatus', ...numbered(this.id), status });
  }

  /** Back to not started. The host asks first when proofs would go with it, so nothing is shown before. */
  private reset(): void {
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
    const { tick = '', untick = '' } = element.closest<HTMLElement>('[data-path]')?.dataset ?? {};
    const text = this.isProven ? `${word}, ${proven}` : word;
    if (node) node.title = status === 'done' ? untick : tick;
    element.dataset['status'] = status;
    element.dataset['lit'] = String(status === 'done');
    node?.setAttribute('aria-pressed', String(status === 'done'));
    node?.setAttribute(
      'aria-label',
      (node.dataset['label'] ?? '').replace(STATUS_PLACE, () => text),
    );
    one('.status use', element)?.setAttribute('href', `#icon-${status}`);
  }
}

/** As long as it takes to see what one has clicked, in milliseconds. */
const UNDO_FOR = 8_000;

/** The click that can be taken back in its place. */
let offered: { readonly topic: TopicStop; readonly before: Status; readonly timer: number } | undefined;

function offerUndo(topic: TopicStop, before: Status): void {
  withdrawUndo();
  topic.element.dataset['undo'] = 'true';
  offered = { topic, before, timer: window.setTimeout(leaveUndo, UNDO_FOR) };
}

/** Whoever is about to press it, still can. */
function leaveUndo(): void {
  const button = offered?.topic.undo;
  if (button?.matches(':hover, :focus'))
    button.addEventListener(button.matches(':focus') ? 'blur' : 'mouseleave', withdrawUndo, { once: true });
  else withdrawUndo();
}

function withdrawUndo(): void {
  if (!offered) return;
  clearTimeout(offered.timer);
  delete offered.topic.element.dataset['undo'];
  offered = undefined;
}

/** The topic whose stop an element belongs to. */
export function topicAt(target: EventTarget | null): TopicStop | undefined {
  const stop = target instanceof Element ? target.closest<HTMLElement>('.stop.topic') : null;
  return stop ? new TopicStop(stop) : undefined;
}
