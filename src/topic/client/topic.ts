/** Brings the topic page to life: status, links, code, contents, and the way to other topics and to projects. */
import { clickCode, showCopied, startCode, type CodeActions, startColours, takeColours } from '../../pages/client/code';
import { begin, connectHost, moveFocus, onMessage } from '../../pages/client/host';
import { showParts } from '../../pages/client/patch';
import { letScroll, startScroll } from '../../pages/client/scroll';
import type { Element as Part } from '../../base/elements';
import { isStatus } from '../../progress/model/progress';
import { parseTopicPageMessage, parseTopicPageState, type TopicPageRequest, type TopicPageState } from '../model/protocol';

/** As in `media/topic.css`: from here on the contents stand beside the lesson. */
const WIDE = '(min-width: 860px)';

/** The part of the page, from above, in which a heading counts as being read. */
const READING = 0.3;

/** The table of contents: folded where the page is narrow, and marked with where the reader is. */
const contents = document.querySelector<HTMLElement>('.contents');

/** Folds the contents where they stand above the lesson. */
function foldContents(): void {
  const details = contents?.querySelector('details');
  if (!contents || !details) return;
  const wide = matchMedia(WIDE);
  const fold = () => (details.open = wide.matches);
  fold();
  wide.addEventListener('change', fold);
  contents.addEventListener('click', ({ target }) => {
    if (!wide.matches && target instanceof Element && target.closest('a')) details.open = false;
  });
}

let observers: IntersectionObserver[] = [];

/** Marks the entry of what is being read, from now on; again when there are other entries. */
function markContents(): void {
  for (const observer of observers) observer.disconnect();
  const links = contents?.querySelectorAll<HTMLAnchorElement>('a[href^="#"]') ?? [];
  const pairs = [...links].flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading ? [{ link, heading }] : [];
  });
  const mark = () => {
    const passed = pairs.filter(({ heading }) => heading.getBoundingClientRect().top <= innerHeight * READING);
    // At the very end the last headings may never come so far up.
    const isAtEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const current = (isAtEnd && scrollY > 0 ? pairs : passed).at(-1)?.link;
    for (const { link } of pairs) {
      if (link !== current) link.removeAttribute('aria-current');
      else if (link.getAttribute('aria-current') !== 'location') {
        link.setAttribute('aria-current', 'location');
        keepInSight(link);
      }
    }
  };
  // All that is above the line counts as seen, so that a heading which passes it is noticed however far the page jumps.
  const rootMargin = `1000000px 0px -${(1 - READING) * 100}% 0px`;
  const byHeading = new IntersectionObserver(mark, { root: document, rootMargin, threshold: [0, 1] });
  for (const { heading } of pairs) byHeading.observe(heading);
  // The end of the page is a place without a heading.
  const byEnd = new IntersectionObserver(mark, { root: document, threshold: [0, 1] });
  const end = document.querySelector('.neighbours');
  if (end) byEnd.observe(end);
  observers = [byHeading, byEnd];
}

/** Scrolls the contents alone, never the page. */
function keepInSight(link: HTMLElement): void {
  if (!contents) return;
  const { top, bottom } = link.getBoundingClientRect();
  const box = contents.getBoundingClientRect();
  if (top < box.top) contents.scrollTop -= box.top - top + 24;
  else if (bottom > box.bottom) contents.scrollTop += bottom - box.bottom + 24;
}

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
  const { read: url, task } = target.dataset;
  if (url !== undefined) post({ type: 'setRead', topic, url, read: target.checked });
  else if (task !== undefined) post({ type: 'setTask', topic, index: Number(task), done: target.checked });
});

onMessage(parseTopicPageMessage, (message) => {
  if (message.type === 'colours') takeColours(message.theme, message.colours);
  else if (message.topic !== topic) return;
  else if (message.type === 'copied') showCopied(message.index);
  else if (message.type === 'reveal') goTo(`#${message.heading}`);
  else if (message.type === 'begin') begin();
  else {
    showKeepingFocus(message.parts);
    // A note that was written has a place in them.
    if (message.parts.some(({ attributes }) => attributes['data-live'] === 'contents')) markContents();
  }
});

/** Shows parts. A button that was pressed and is gone leaves the focus to the heading above it. */
function showKeepingFocus(parts: readonly Part[]): void {
  const heading = document.activeElement?.closest('section')?.querySelector('h2');
  showParts(parts);
  if (heading && document.activeElement === document.body) moveFocus(heading);
}

/** The focus goes along, so that the next Tab goes on from there. */
function goTo(hash: string): void {
  const heading = document.getElementById(decodeURIComponent(hash.slice(1)));
  letScroll();
  heading?.scrollIntoView();
  moveFocus(heading);
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
