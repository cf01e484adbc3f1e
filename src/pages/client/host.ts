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

/** Hands on every message that the page understands. */
export function onMessage<Message>(parse: (message: unknown) => Message | undefined, show: (message: Message) => void): void {
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = parse(data);
    if (message) show(message);
    else console.warn('A message of the host was not understood.', data);
  });
}

const announcer = document.querySelector('[data-announcer]');

/** Says something to those who listen to the page. */
export function announce(text: string): void {
  if (!announcer) return;
  // The same words again are new only after a moment of silence.
  announcer.textContent = '';
  requestAnimationFrame(() => (announcer.textContent = text));
}
