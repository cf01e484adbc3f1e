/** Brings the topic page to life: status, links, code, contents, and the way to other topics and to projects. */
import { isStatus } from '../../progress/model/progress';
import { parseTopicPageMessage, type TopicPageSnapshot } from '../model/protocol';
import { clickCode, showCopied, startCode, type CodeActions } from '../../pages/client/code';
import { startColours, takeColours } from '../../pages/client/colours';
import { startContents } from './contents';
import { keepScroll, keptScroll, post, topic } from './host';
import { letScroll, startScroll } from '../../pages/client/scroll';

const code: CodeActions = {
  copy: (index) => post({ type: 'copyCode', topic, index }),
  open: (index) => post({ type: 'openCode', topic, index }),
};

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>('button, a') : null;
  if (!target || clickCode(target, code)) return;
  const { setStatus, openTopic, showProject, copyLink, takeQuiz, openNote } = target.dataset;
  if (isStatus(setStatus)) post({ type: 'setStatus', topic, status: setStatus });
  else if (openTopic !== undefined) post({ type: 'openTopic', topic: openTopic });
  else if (showProject !== undefined) post({ type: 'showProject', topic, project: showProject });
  else if (copyLink !== undefined) post({ type: 'copyLink', topic });
  else if (takeQuiz !== undefined) post({ type: 'takeQuiz', topic });
  else if (openNote !== undefined) post({ type: 'openNote', topic });
  else if (target instanceof HTMLAnchorElement && target.getAttribute('href')?.startsWith('#')) goTo(target.hash);
  else return;
  event.preventDefault();
});

document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  const url = target.dataset['read'];
  if (url !== undefined) post({ type: 'setRead', topic, url, read: target.checked });
});

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = parseTopicPageMessage(data);
  if (message?.type === 'colours') takeColours(message.theme, message.colours);
  else if (message?.topic !== topic) return;
  else if (message.type === 'copied') showCopied(message.index);
  else if (message.type === 'reveal') goTo(`#${message.heading}`);
  else show(message);
});

/** The focus goes along, so that the next Tab goes on from there. */
function goTo(hash: string): void {
  const heading = document.getElementById(decodeURIComponent(hash.slice(1)));
  letScroll();
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}

function show({ status, statusText, proven, read, readText }: TopicPageSnapshot): void {
  document.body.dataset['status'] = status;
  for (const text of document.querySelectorAll('[data-status-text]')) text.textContent = statusText;
  for (const mark of document.querySelectorAll<HTMLElement>('[data-proven]')) mark.hidden = !proven;
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-set-status]')) {
    button.setAttribute('aria-pressed', String(button.dataset['setStatus'] === status));
  }
  for (const box of document.querySelectorAll<HTMLInputElement>('[data-read]')) box.checked = read.includes(box.dataset['read'] ?? '');
  for (const text of document.querySelectorAll('[data-read-text]')) text.textContent = readText;
}

startCode();
startColours();
startContents();
keepScroll(keptScroll());
startScroll(keptScroll()[topic] ?? 0, (scroll) => keepScroll({ ...keptScroll(), [topic]: scroll }));
post({ type: 'ready' });
