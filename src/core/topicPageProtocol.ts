import { isStatus, type Status } from './progress/progress';

/** What the topic page asks of the host. */
export type TopicPageRequest =
  | { readonly type: 'ready' }
  | { readonly type: 'setStatus'; readonly topic: string; readonly status: Status }
  | { readonly type: 'openTopic'; readonly topic: string };

/** What the host tells the topic page: always the whole. */
export interface TopicPageSnapshot {
  readonly type: 'snapshot';
  readonly topic: string;
  readonly status: Status;
  /** The status in words, for people. */
  readonly statusText: string;
}

/** What the page keeps for the next start of the window. */
export interface TopicPageState {
  readonly topic: string;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A request of the page, or undefined when it is none. */
export function parseTopicPageRequest(message: unknown): TopicPageRequest | undefined {
  if (!isObject(message)) return undefined;
  const { type, topic, status } = message;
  if (type === 'ready') return { type };
  if (typeof topic !== 'string') return undefined;
  if (type === 'openTopic') return { type, topic };
  if (type === 'setStatus' && isStatus(status)) return { type, topic, status };
  return undefined;
}

/** A snapshot of the host, or undefined when it is none. */
export function parseTopicPageSnapshot(message: unknown): TopicPageSnapshot | undefined {
  if (!isObject(message)) return undefined;
  const { type, topic, status, statusText } = message;
  if (type !== 'snapshot' || typeof topic !== 'string' || !isStatus(status) || typeof statusText !== 'string') return undefined;
  return { type, topic, status, statusText };
}

/** The stored state of a page, or undefined when it is none. */
export function parseTopicPageState(state: unknown): TopicPageState | undefined {
  return isObject(state) && typeof state['topic'] === 'string' ? { topic: state['topic'] } : undefined;
}
