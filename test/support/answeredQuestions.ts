/** What is done with a question: typed into a box and taken with Enter, the beginning of the label of a row to choose, or undefined to leave. */
export type Answer = string | undefined;

/** One question, as whoever answers it sees it. */
export interface SeenQuestion {
  readonly title: string;
  /** `1/3`; empty for a question that is asked alone. */
  readonly step: string;
  /** What stands in the line of a list that is still empty. */
  readonly placeholder: string;
  /** The labels of a list, and what stands beside each; empty for a box. */
  readonly labels: readonly string[];
  readonly descriptions: readonly (string | undefined)[];
  /** What a box starts with, and the label of the row that a list starts with. */
  readonly value: string;
}

export interface Answering {
  readonly answer: (question: SeenQuestion) => Answer;
  /** Told why a box did not take an answer; the question is left then. */
  readonly onRefused?: (why: string) => void;
}

interface Row {
  readonly label: string;
  readonly description?: string;
}

interface Validation {
  readonly message: string;
  readonly severity: number;
}

/** `InputBoxValidationSeverity`: what is told by the way, and a warning. */
const TAKEN = [1, 2];

type Listener<T> = (event: T) => unknown;

/** Fires to whoever listens, as VS Code's own do. */
function signal<T>() {
  const listeners = new Set<Listener<T>>();
  return {
    event: (listener: Listener<T>) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    fire: (event: T) => [...listeners].forEach((listener) => void listener(event)),
  };
}

/**
 * In the place of VS Code's `createInputBox` and `createQuickPick`: questions that are answered when they are shown, a turn later, as
 * a person would. With `back` the button Back is pressed.
 */
export const answeredQuestions = (answering: Answering) => ({
  createInputBox: () => new FakeQuestion(answering),
  createQuickPick: () => new FakeQuestion(answering),
});

/** The answer that presses the button Back. */
export const BACK = '← back';

class FakeQuestion {
  title = '';
  placeholder = '';
  step: number | undefined;
  totalSteps: number | undefined;
  value = '';
  items: readonly Row[] = [];
  activeItems: readonly Row[] = [];
  selectedItems: readonly Row[] = [];
  buttons: readonly unknown[] = [];

  private isAnswered = false;
  private readonly changed = signal<string>();
  private readonly accepted = signal<undefined>();
  private readonly pressed = signal<unknown>();
  private readonly hidden = signal<undefined>();
  readonly onDidChangeValue = this.changed.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidTriggerButton = this.pressed.event;
  readonly onDidTriggerItemButton = signal<unknown>().event;
  readonly onDidHide = this.hidden.event;

  constructor(private readonly answering: Answering) {}

  show(): void {
    setImmediate(() => this.answer());
  }

  hide(): void {
    this.hidden.fire(undefined);
  }

  dispose(): void {
    this.hide();
  }

  private answer(): void {
    const isList = this.items.length > 0;
    const answer = this.answering.answer({
      title: this.title,
      step: this.step === undefined ? '' : `${this.step}/${this.totalSteps}`,
      placeholder: this.placeholder,
      labels: this.items.map(({ label }) => label),
      descriptions: this.items.map(({ description }) => description),
      value: isList ? (this.activeItems[0]?.label ?? '') : this.value,
    });
    if (answer === BACK) return this.pressed.fire(this.buttons[0]);
    const row = this.items.find(({ label }) => answer !== undefined && label.startsWith(answer));
    if (answer === undefined || (isList && !row)) return this.hide();
    if (row) this.selectedItems = [row];
    else this.type(answer);
    this.accepted.fire(undefined);
  }

  private type(text: string): void {
    this.isAnswered = true;
    this.value = text;
    this.changed.fire(text);
  }

  /** What is wrong with the answer: with an error, nobody goes on. */
  set validationMessage(found: Validation | undefined) {
    if (!found || !this.isAnswered || TAKEN.includes(found.severity)) return;
    this.isAnswered = false;
    this.answering.onRefused?.(found.message);
    this.hide();
  }
}
