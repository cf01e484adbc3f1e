import type { ComeBack } from '../model/messages';

/** The extension behind a page, and what the page keeps of itself for the next time it is shown. */
declare function acquireVsCodeApi(): { postMessage(message: unknown): void; getState(): unknown; setState(state: unknown): void };

export interface Host<Request, State> {
  readonly post: (request: Request) => void;
  /** Undefined when nothing was kept, or what was is damaged. */
  readonly kept: () => State | undefined;
  readonly keep: (state: State) => void;
}

/** The host can be asked for once only. */
export function connectHost<Request, State>(parseState: (state: unknown) => State | undefined): Host<Request, State> {
  const api = acquireVsCodeApi();
  return {
    post: (request) => api.postMessage(request),
    kept: () => parseState(api.getState()),
    keep: (state) => api.setState(state),
  };
}

/** Hands on every message that the page understands, but for the one which all pages treat alike. */
export function onMessage<Message extends { readonly type: string }>(
  parse: (message: unknown) => Message | ComeBack | undefined,
  show: (message: Message) => void,
): void {
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = parse(data);
    if (!message) console.warn('A message of the host was not understood.', data);
    else if (isComeBack(message)) last?.focus({ preventScroll: true });
    else show(message);
  });
}

const isComeBack = (message: { readonly type: string }): message is ComeBack => message.type === 'comeBack';

/** What had the focus last, and was not left for another place of the page. */
let last: HTMLElement | undefined;

document.addEventListener('focusin', ({ target }) => {
  last = target instanceof HTMLElement ? target : undefined;
});
document.addEventListener('pointerdown', () => (last = undefined));
// Whoever answers a dialog of VS Code comes back to the page, whose focus VS Code has taken away, and not to what had it.
window.addEventListener('focus', () => {
  if (document.activeElement === document.body) last?.focus({ preventScroll: true });
});

/** What has the focus in the page, or has it again when the learner comes back to it. */
export function focusedElement(): HTMLElement | undefined {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement !== document.body) return activeElement;
  return last?.isConnected === true ? last : undefined;
}

/** Gives the focus to an element: at once or, from somebody who is elsewhere in VS Code, as in a menu, when they come back. */
export function moveFocus(element: HTMLElement | null): void {
  if (document.hasFocus()) element?.focus({ preventScroll: true });
  else {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    last = element ?? undefined;
  }
}

/** The title takes the focus, so that it is read and the next Tab goes on from there; unless the learner has it elsewhere in the page. */
export function begin(): void {
  if (document.activeElement === document.body) moveFocus(document.querySelector('h1'));
}

const announcer = document.querySelector('[data-announcer]');

let pending = 0;

/** Says something to those who listen to the page. */
export function announce(text: string): void {
  hush();
  // The same words again are new only after a moment of silence.
  pending = requestAnimationFrame(() => {
    if (announcer) announcer.textContent = text;
  });
}

/** Takes away what was said: what it was about is gone, and nobody shall come across it. */
export function hush(): void {
  cancelAnimationFrame(pending);
  if (announcer) announcer.textContent = '';
}
