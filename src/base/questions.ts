import * as vscode from 'vscode';

/** Where a question stands among the others. */
export interface Place {
  readonly title: string;
  /** Counted from 1; undefined for a question that is asked alone. */
  readonly step?: number;
  readonly total?: number;
  readonly canGoBack: boolean;
  readonly box: QuestionBox;
}

type Question = vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox;

/**
 * Where the questions of a conversation are seen. One that was answered stays until the next takes its place, or the conversation is over: else the
 * focus would go back in between to where it came from, and a page learns of that some 50 ms late (`WebviewElement.focus`) and takes the focus
 * from the next question.
 */
export class QuestionBox {
  private answered: { readonly question: Question; readonly hidden: vscode.Disposable } | undefined;
  private isLeft = false;

  /** Shows a question in the place of the one before. False, and nothing is shown, when the learner has closed that one after the answer. */
  show(question: Question): boolean {
    const { answered, isLeft } = this;
    this.forget();
    if (!isLeft) question.show();
    answered?.question.dispose();
    return !isLeft;
  }

  /** Lets a question stay that was answered. It takes no more keys: what was typed there would be lost. */
  keep(question: Question): void {
    question.busy = true;
    question.enabled = false;
    this.answered = { question, hidden: question.onDidHide(() => (this.isLeft = true)) };
  }

  /** What comes next is a dialog of VS Code's own, which may take the place of the question that was answered. */
  giveWay(): void {
    this.answered?.hidden.dispose();
  }

  /** The conversation is over, or goes on later. */
  close(): void {
    const { answered } = this;
    this.forget();
    answered?.question.dispose();
  }

  private forget(): void {
    this.answered?.hidden.dispose();
    this.answered = undefined;
    this.isLeft = false;
  }
}

/** How a question ended. Its answer is in a draft, which is how Back finds it again. */
export type Outcome = 'next' | 'back' | 'cancel';

export interface Step {
  /** Whether it is asked, with what is known so far. */
  readonly isAsked: () => boolean;
  readonly ask: (place: Place) => Promise<Outcome>;
}

/** Asks one question after the other. Returns false when the learner cancelled. */
export async function runSteps({ title, box }: Pick<Place, 'title' | 'box'>, steps: readonly Step[]): Promise<boolean> {
  let at = 0;
  let forward = true;
  for (;;) {
    const step = steps[at];
    if (!step) return at >= 0;
    if (step.isAsked()) {
      const asked = steps.filter((one) => one.isAsked());
      const number = asked.indexOf(step) + 1;
      const outcome = await step.ask({ title, box, step: number, total: asked.length, canGoBack: number > 1 });
      if (outcome === 'cancel') return false;
      forward = outcome === 'next';
    }
    at += forward ? 1 : -1;
  }
}

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export interface PickOptions<T> {
  readonly placeholder: string;
  readonly items: readonly (Choice<T> | (vscode.QuickPickItem & { readonly kind: vscode.QuickPickItemKind.Separator }))[];
  /** The value whose row is focused at first. */
  readonly active: T | undefined;
  /** Called for the button of a row; the row is taken afterwards. */
  readonly onItemButton?: (value: T) => void;
}

/** One row of a list, `back` or `cancel`. */
export function pickOne<T>(place: Place, options: PickOptions<T>): Promise<{ readonly picked: T } | 'back' | 'cancel'> {
  const input = vscode.window.createQuickPick<vscode.QuickPickItem & Partial<Choice<T>>>();
  input.placeholder = options.placeholder;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.items = options.items;
  const isChoice = (item: vscode.QuickPickItem | undefined): item is Choice<T> => item !== undefined && 'value' in item;
  input.activeItems = input.items.filter((item) => isChoice(item) && item.value === options.active);
  return show(place, input, (finish) => [
    input.onDidAccept(() => {
      const [item] = input.selectedItems;
      if (isChoice(item)) finish({ picked: item.value });
    }),
    input.onDidTriggerItemButton(({ item }) => {
      if (!isChoice(item)) return;
      options.onItemButton?.(item.value);
      finish({ picked: item.value });
    }),
  ]);
}

export interface TextOptions {
  readonly prompt: string;
  readonly value: string;
  /** What is wrong with a value; an error holds the learner back, a warning does not. */
  readonly validate: (
    value: string,
  ) => vscode.InputBoxValidationMessage | undefined | Promise<vscode.InputBoxValidationMessage | undefined>;
  /** Called with every value, so that Back finds what was typed. */
  readonly onChange: (value: string) => void;
}

/** A line of text that holds no error, `back` or `cancel`. */
export function askText(place: Place, options: TextOptions): Promise<{ readonly text: string } | 'back' | 'cancel'> {
  const input = vscode.window.createInputBox();
  input.prompt = options.prompt;
  input.value = options.value;
  input.valueSelection = [0, options.value.length];
  /** Shows what is wrong, unless the learner has typed on meanwhile; returns whether the value can be taken. */
  const check = async (value: string): Promise<boolean> => {
    const message = await options.validate(value);
    if (input.value !== value) return false;
    input.validationMessage = message;
    return message?.severity !== vscode.InputBoxValidationSeverity.Error;
  };
  void check(options.value);
  return show(place, input, (finish) => [
    input.onDidChangeValue((value) => {
      options.onChange(value);
      void check(value);
    }),
    input.onDidAccept(async () => {
      const { value } = input;
      if (await check(value)) finish({ text: value });
    }),
  ]);
}

type Listen<T> = (finish: (result: T | 'back' | 'cancel') => void) => vscode.Disposable[];

function show<T>(place: Place, question: Question, listen: Listen<T>) {
  question.title = place.title;
  question.step = place.step;
  question.totalSteps = place.total;
  // A dialog or another window takes the focus for a moment; what was answered must not be lost by that.
  question.ignoreFocusOut = true;
  if (place.canGoBack) question.buttons = [vscode.QuickInputButtons.Back];
  return new Promise<T | 'back' | 'cancel'>((resolve) => {
    const finish = (result: T | 'back' | 'cancel'): void => {
      resolve(result);
      vscode.Disposable.from(...listeners).dispose();
      if (result === 'cancel') question.dispose();
      else place.box.keep(question);
    };
    const listeners = [
      question.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) finish('back');
      }),
      question.onDidHide(() => finish('cancel')),
      ...listen(finish),
    ];
    if (!place.box.show(question)) finish('cancel');
  });
}
