/** The way to the host, and what the page keeps of itself. */
import { parseTopicPageState, type TopicPageRequest, type TopicPageState } from '../model/protocol';

declare function acquireVsCodeApi(): {
  postMessage(message: TopicPageRequest): void;
  setState(state: TopicPageState): void;
  getState(): unknown;
};

const api = acquireVsCodeApi();

export const topic = document.body.dataset['topic'] ?? '';

export const post = (message: TopicPageRequest): void => api.postMessage(message);

/** How far each topic was scrolled when it was left, whatever was kept before. */
export const keptScroll = (): Readonly<Record<string, number>> => parseTopicPageState(api.getState())?.scroll ?? {};

export const keepScroll = (scroll: Readonly<Record<string, number>>): void => api.setState({ topic, scroll });
