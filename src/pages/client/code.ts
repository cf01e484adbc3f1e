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
  for (const caption of document.querySelectorAll('[data-code] > figcaption')) {
    if (template) caption.append(template.content.cloneNode(true));
  }
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) makeReachable(target as HTMLElement);
  });
  for (const box of document.querySelectorAll<HTMLElement>('[data-scrolls]')) observer.observe(box);
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
  const label = button.textContent;
  button.dataset['label'] = label;
  button.textContent = button.dataset['copied'] ?? label;
  if (announcer) announcer.textContent = announcer.dataset['copied'] ?? '';
  setTimeout(() => {
    button.textContent = label;
    delete button.dataset['label'];
    if (announcer) announcer.textContent = '';
  }, SAID_FOR);
}

/** Only what does not fit is a stop for the Tab key. */
function makeReachable(box: HTMLElement): void {
  if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
  else box.removeAttribute('tabindex');
}
