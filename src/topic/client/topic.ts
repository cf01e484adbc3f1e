/** Brings the topic page to life: status, links, code, contents, and the way to other topics and to projects. */
import { clickCode, showCopied, startCode, type CodeActions } from '../../pages/client/code';
import { startColours, takeColours } from '../../pages/client/colours';
import { connectHost, onMessage } from '../../pages/client/host';
import { showParts } from '../../pages/client/patch';
import { letScroll, startScroll } from '../../pages/client/scroll';
import { isStatus } from '../../progress/model/progress';
import { parseTopicPageMessage, parseTopicPageState, type TopicPageRequest, type TopicPageState } from '../model/protocol';
import { foldContents, markContents } from './contents';

const { post, kept, keep } = connectHost<TopicPageRequest, TopicPageState>(parseTopicPageState);
const { topic = '' } = document.body.dataset;

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

onMessage(parseTopicPageMessage, (message) => {
  if (message.type === 'colours') takeColours(message.theme, message.colours);
  else if (message.topic !== topic) return;
  else if (message.type === 'copied') showCopied(message.index);
  else if (message.type === 'reveal') goTo(`#${message.heading}`);
  else {
    showParts(message.parts);
    // A note that was written has a place in them.
    if (message.parts.some(({ attributes }) => attributes['data-live'] === 'contents')) markContents();
  }
});

/** The focus goes along, so that the next Tab goes on from there. */
function goTo(hash: string): void {
  const heading = document.getElementById(decodeURIComponent(hash.slice(1)));
  letScroll();
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}

/** How far each topic was scrolled when it was left, whatever was kept before. */
const scrolled = (): TopicPageState['scroll'] => kept()?.scroll ?? {};

startCode();
startColours();
foldContents();
markContents();
keep({ topic, scroll: scrolled() });
startScroll(scrolled()[topic] ?? 0, (place) => keep({ topic, scroll: { ...scrolled(), [topic]: place } }));
post({ type: 'ready' });
