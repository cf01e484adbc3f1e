import { l10n } from 'vscode';
import { type Element, element } from '../../base/elements';
import type { Link } from '../../content/schema';
import { STATUSES, type Status } from '../../progress/model/progress';
import { hourCount } from '../../base/words';
import { iconElement } from '../../pages/icons';
import { provenMark } from '../../pages/readingHtml';
import { statusWord } from '../../progress/words';
import { endingPart } from './endingPart';
import { PART_IDS, type TopicView } from './topicView';

/** The parts that follow the learner: written into the page, and sent again when something changed. */
export const liveParts = (view: TopicView) => ({
  facts: factsPart(view),
  statuses: statusesPart(view),
  actions: actionsPart(view),
  contents: contentsPart(view),
  tasks: view.tasksDone.map(taskPart),
  ending: endingPart(view),
  note: notePart(view),
  links: linksPart(view),
});

/** How much there is to do. The status is told by the buttons below; here it is said when it changes. */
const factsPart = ({ topic, progress, lesson }: TopicView): Element =>
  element(
    'p',
    { class: 'facts', 'data-live': 'facts' },
    element('span', { class: 'unseen', role: 'status' }, statusWord(progress.status)),
    element('span', {}, l10n.t('{0} in all', hourCount(topic.hours))),
    lesson && element('span', {}, l10n.t('{0} min to read', lesson.minutes)),
    progress.proofs.length > 0 && provenMark(),
  );

/** The four statuses, of which the topic has one: they say how it is, and are set by a click. */
const statusesPart = ({ progress }: TopicView): Element =>
  element(
    'div',
    { class: 'statuses', 'data-live': 'statuses', role: 'group', 'aria-label': l10n.t('Status of this topic') },
    STATUSES.map((status) =>
      element(
        'button',
        { type: 'button', 'data-set-status': status, 'aria-pressed': String(status === progress.status) },
        iconElement(status),
        buttonLabel(status),
      ),
    ),
  );

function buttonLabel(status: Status): string {
  switch (status) {
    case 'todo':
      return l10n.t('Not Started');
    case 'doing':
      return l10n.t('In Progress');
    case 'done':
      return l10n.t('Completed');
    case 'skipped':
      return l10n.t('Skipped');
  }
}

/** What can be done with a topic besides reading it. What is added is a line here and a request in the page's protocol. */
const actionsPart = ({ topic, hasQuiz }: TopicView): Element => {
  const button = (action: string, label: string) =>
    element('button', { type: 'button', class: 'secondary', [`data-${action}`]: topic.id }, label);
  return element(
    'div',
    { class: 'actions', 'data-live': 'actions', role: 'group', 'aria-label': l10n.t('Actions of this topic') },
    hasQuiz && button('take-quiz', l10n.t('Take the Quiz')),
    button('open-note', l10n.t('Open Note')),
    button('copy-link', l10n.t('Copy Link')),
  );
};

/** The table of contents: beside the lesson where there is room, else folded above it. A page without a lesson needs none. */
function contentsPart({ lesson, note, projects }: TopicView): Element | undefined {
  if (!lesson) return undefined;
  const entries = [
    { id: PART_IDS.objectives, text: l10n.t('What you will be able to do'), level: 2 },
    ...lesson.headings,
    { id: PART_IDS.ending, text: l10n.t('What to do next'), level: 2 },
    ...(note ? [{ id: PART_IDS.note, text: l10n.t('Your note'), level: 2 }] : []),
    { id: PART_IDS.links, text: l10n.t('Where to learn it'), level: 2 },
    ...(projects.length > 0 ? [{ id: PART_IDS.projects, text: l10n.t('Projects that use this topic'), level: 2 }] : []),
  ];
  const items = entries.map(({ id, text, level }) =>
    element('li', { 'data-level': level }, element('a', { href: `#${id}`, title: text }, text)),
  );
  return element(
    'nav',
    { class: 'contents', 'data-live': 'contents', 'aria-label': l10n.t('On this page') },
    element('details', { open: true }, element('summary', {}, l10n.t('On this page')), element('ol', {}, items)),
  );
}

/** The box of a task in the lesson. */
const taskPart = (isDone: boolean, at: number): Element =>
  element('input', { type: 'checkbox', 'data-live': `task-${at}`, 'data-task': at, checked: isDone });

/** The learner's own note on the topic; hidden until there is one. It is edited in an ordinary editor. */
const notePart = ({ note }: TopicView): Element =>
  element(
    'section',
    { 'data-live': 'note', 'aria-labelledby': PART_IDS.note, hidden: !note },
    note && [
      element('h2', { id: PART_IDS.note, tabindex: -1 }, l10n.t('Your note')),
      element('div', { class: 'note lesson', dir: 'auto' }, note.map(inItsDirection)),
    ],
  );

/** A note may be in two languages: each of its blocks is written in the direction of its own words. */
const inItsDirection = (block: Element): Element => ({ ...block, attributes: { ...block.attributes, dir: 'auto' } });

/** Where else the topic is taught, with a tick for each link that was read. */
const linksPart = ({ topic, read }: TopicView): Element =>
  element(
    'section',
    { 'data-live': 'links', 'aria-labelledby': PART_IDS.links },
    element('h2', { id: PART_IDS.links, tabindex: -1 }, l10n.t('Where to learn it')),
    element('ul', { class: 'links' }, topic.links.map((link) => linkItem(link, read.includes(link.url)))), // prettier-ignore
    element('p', { class: 'count', 'data-read-text': true }, l10n.t('{0} of {1} read', read.length, topic.links.length)),
  );

const linkItem = ({ type, title, url }: Link, isRead: boolean): Element =>
  element(
    'li',
    {},
    element(
      'label',
      { class: 'read', title: l10n.t('Read') },
      element('input', { type: 'checkbox', 'data-read': url, 'aria-label': l10n.t('Read: {0}', title), checked: isRead }),
    ),
    element(
      'a',
      { href: url },
      element('span', { class: 'kind', 'data-kind': type }, linkKind(type)),
      element('span', { class: 'title' }, title),
      element('span', { class: 'host' }, new URL(url).host.replace(/^www\./, '')),
    ),
  );

function linkKind(type: Link['type']): string {
  switch (type) {
    case 'official':
      return l10n.t('Official');
    case 'article':
      return l10n.t('Article');
    case 'course':
      return l10n.t('Course');
    case 'video':
      return l10n.t('Video');
    case 'book':
      return l10n.t('Book');
  }
}
