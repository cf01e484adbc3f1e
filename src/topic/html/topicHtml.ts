import { l10n } from 'vscode';
import { html, type Html } from '../../base/html';
import { actionsPart } from './headerHtml';
import { contentsPart } from './contentsHtml';
import { headerPart } from './headerHtml';
import { codeButtons, lessonPart } from '../../pages/lessonHtml';
import { linksPart } from './footHtml';
import { neighboursPart } from './footHtml';
import { notePart } from './footHtml';
import { objectivesPart } from './headerHtml';
import { projectsPart } from './footHtml';
import type { TopicView } from './view';

/** The page from top to bottom. What is added to it is a part of its own, and a line here. */
const PARTS: readonly ((view: TopicView) => Html | false)[] = [
  headerPart,
  actionsPart,
  contentsPart,
  objectivesPart,
  ({ lesson }) => lessonPart(lesson),
  notePart,
  linksPart,
  projectsPart,
  neighboursPart,
];

/** The body of a topic's page, whole: it can be read before any script has run. */
export function topicBody(view: TopicView): Html {
  const { topic, progress } = view;
  return html`<body data-topic="${topic.id}" data-status="${progress.status}">
    <main>${PARTS.map((part) => part(view))}</main>
    <p class="unseen" role="status" data-announcer data-copied="${l10n.t('The code is on the clipboard.')}"></p>
    ${codeButtons()}
  </body>`;
}
