/** What the topic page and its host say to each other, and what the page keeps of itself. */
import * as v from 'valibot';
import { colours, comeBack, count, listOf, numbers, parserOf, part, ready } from '../../pages/model/messages';
import { STATUSES } from '../../progress/model/progress';

/** A topic by its id: a message may come late, when the page shows another. */
const topic = v.string();
/** Code and tasks go by their place in the lesson: no text of the page reaches the host. */
const index = count;

const request = v.variant('type', [
  ready,
  v.object({ type: v.literal('setStatus'), topic, status: v.picklist(STATUSES) }),
  v.object({ type: v.literal('showProject'), topic, project: v.string() }),
  v.object({ type: v.picklist(['openTopic', 'copyLink', 'takeQuiz', 'openNote']), topic }),
  v.object({ type: v.literal('setRead'), topic, url: v.string(), read: v.boolean() }),
  v.object({ type: v.literal('setTask'), topic, index, done: v.boolean() }),
  v.object({ type: v.picklist(['copyCode', 'openCode']), topic, index }),
]);
/** What the topic page asks of the host. */
export type TopicPageRequest = v.InferOutput<typeof request>;
export const parseTopicPageRequest = parserOf(request);

const message = v.variant('type', [
  /** Those parts of the page that have changed. */
  v.object({ type: v.literal('parts'), topic, parts: listOf(part) }),
  /** The code is on the clipboard. */
  v.object({ type: v.literal('copied'), topic, index }),
  /** The learner has gone to this page: its title takes the focus. */
  v.object({ type: v.literal('begin'), topic }),
  /** Brings a heading of the lesson into view. */
  v.object({ type: v.literal('reveal'), topic, heading: v.string() }),
  colours,
  comeBack,
]);
/** What the host tells the topic page. */
export type TopicPageMessage = v.InferOutput<typeof message>;
export const parseTopicPageMessage = parserOf(message);

const state = v.object({
  topic,
  /** How far each topic was scrolled, in blocks of the page. */
  scroll: numbers,
});
/** What the page keeps for the next start of the window. */
export type TopicPageState = v.InferOutput<typeof state>;
/** Positions that are none are left out. */
export const parseTopicPageState = parserOf(state);
