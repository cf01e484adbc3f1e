import { fillIn } from '../../base/text';
import { colourVariable, type CodeColours, TOKEN_CLASSES } from '../codeColours';

let taken: { readonly theme: string; readonly colours: CodeColours } | undefined;

/** The colours of code follow the theme. VS Code changes the page at once, and the host needs a moment to read the new theme: until then the style sheet's own colours hold. */
export function startColours(): void {
  new MutationObserver(paint).observe(document.body, { attributeFilter: ['data-vscode-theme-kind'] });
}

export function takeColours(theme: string, colours: CodeColours): void {
  taken = { theme, colours };
  paint();
}

function paint(): void {
  const colours = document.body.dataset['vscodeThemeKind'] === taken?.theme ? taken?.colours : undefined;
  // `initial` is no colour: what takes the variable takes the style sheet's instead.
  for (const kind of TOKEN_CLASSES) document.documentElement.style.setProperty(colourVariable(kind), colours?.[kind] ?? 'initial');
}

/** How long a button says that something was copied, in milliseconds. */
const SAID_FOR = 2_000;

/** What the buttons of an example ask for. An example goes by its place among those of the page, counted from 0. */
export interface CodeActions {
  readonly copy: (index: number) => void;
  readonly open: (index: number) => void;
}

const examples = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-code]')];

/** Puts the buttons on the examples, and sees to it that what scrolls sideways can be scrolled without a pointer. */
export function startCode(): void {
  const template = document.querySelector<HTMLTemplateElement>('template[data-code-buttons]');
  const names = namesOfExamples(template?.dataset['nth'] ?? '');
  for (const example of examples()) if (template) addButtons(example, template, names.get(example) ?? '');
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) makeReachable(target as HTMLElement);
  });
  for (const box of document.querySelectorAll<HTMLElement>('[data-scrolls]')) observer.observe(box);
}

/** What stands above an example and says what it is about. */
const HEADINGS = 'main :is(h1, h2, h3, h4, summary .title)';

/** Each example goes by the heading above it, and by its number when there are several under one; `nth` is how the two are put together. */
function namesOfExamples(nth: string): Map<HTMLElement, string> {
  const names = new Map<HTMLElement, string>();
  let heading = '';
  let count = 0;
  for (const element of document.querySelectorAll<HTMLElement>(`${HEADINGS}, [data-code]`)) {
    if (element.dataset['code'] === undefined) {
      heading = element.textContent.trim();
      count = 0;
      continue;
    }
    count += 1;
    names.set(element, count === 1 ? heading : fillIn(nth, heading, count));
  }
  return names;
}

function addButtons(example: HTMLElement, template: HTMLTemplateElement, name: string): void {
  const buttons = template.content.cloneNode(true) as DocumentFragment;
  for (const button of buttons.querySelectorAll<HTMLElement>('[data-name]')) {
    button.ariaLabel = fillIn(button.dataset['name'] ?? '', name);
    button.title = button.ariaLabel;
  }
  example.querySelector('figcaption')?.append(buttons);
}

/** Does what a button of an example says. Returns whether it was such a button. */
export function clickCode(button: Element, { copy, open }: CodeActions): boolean {
  const index = examples().findIndex((example) => example.contains(button));
  if (index < 0) return false;
  if (button.matches('[data-copy-code]')) copy(index);
  else if (button.matches('[data-open-code]')) open(index);
  else return false;
  return true;
}

/** Says that the code is on the clipboard: on the button, and for who listens. */
export function showCopied(index: number): void {
  const button = examples()[index]?.querySelector<HTMLElement>('[data-copy-code]');
  const announcer = document.querySelector<HTMLElement>('[data-announcer]');
  if (!button || button.dataset['label'] !== undefined) return;
  const { textContent: label, ariaLabel: name } = button;
  button.dataset['label'] = label;
  button.textContent = button.dataset['copied'] ?? label;
  button.ariaLabel = button.textContent;
  if (announcer) announcer.textContent = announcer.dataset['copied'] ?? '';
  setTimeout(() => {
    button.textContent = label;
    button.ariaLabel = name;
    delete button.dataset['label'];
    if (announcer) announcer.textContent = '';
  }, SAID_FOR);
}

/** Only what does not fit is a stop for the Tab key. A table is a region then, which is called by its columns. */
function makeReachable(box: HTMLElement): void {
  const scrolls = box.scrollWidth > box.clientWidth + 1;
  if (scrolls) box.tabIndex = 0;
  else box.removeAttribute('tabindex');
  const columns = [...box.querySelectorAll('thead th')].map(({ textContent }) => textContent.trim());
  if (columns.length === 0) return;
  box.role = scrolls ? 'region' : null;
  box.ariaLabel = scrolls ? columns.join(', ') : null;
}
