/** Brings the topic page to life: status buttons, and the way to the neighbours. */
import { parseTopicPageSnapshot, type TopicPageRequest, type TopicPageSnapshot, type TopicPageState } from '../../core/topicPageProtocol';
import { isStatus } from '../../core/progress/progress';

declare function acquireVsCodeApi(): {
  postMessage(message: TopicPageRequest): void;
  setState(state: TopicPageState): void;
};

const host = acquireVsCodeApi();
const topic = document.body.dataset['topic'] ?? '';
host.setState({ topic });

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  const status = button?.dataset['setStatus'];
  const other = button?.dataset['openTopic'];
  if (isStatus(status)) host.postMessage({ type: 'setStatus', topic, status });
  if (other !== undefined) host.postMessage({ type: 'openTopic', topic: other });
});

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const snapshot = parseTopicPageSnapshot(data);
  if (snapshot?.topic === topic) show(snapshot);
});

function show({ status, statusText }: TopicPageSnapshot): void {
  document.body.dataset['status'] = status;
  for (const text of document.querySelectorAll('[data-status-text]')) text.textContent = statusText;
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-set-status]')) {
    button.setAttribute('aria-pressed', String(button.dataset['setStatus'] === status));
  }
}

host.postMessage({ type: 'ready' });
