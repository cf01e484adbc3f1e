import { parseCodeColours, type CodeColours } from '../../pages/codeColours';
import { numbersIn } from '../../base/guards';
import { isStatus, type Status } from '../../progress/model/progress';

/** What the topic page asks of the host. Code goes by its place in the lesson: no text of the page reaches the host. */
export type TopicPageRequest =
  | { readonly type: 'ready' }
  | { readonly type: 'setStatus'; readonly topic: string; readonly status: Status }
  | { readonly type: 'openTopic'; readonly topic: string }
  | { readonly type: 'showProject'; readonly topic: string; readonly project: string }
  | { readonly type: 'copyLink' | 'takeQuiz' | 'openNote'; readonly topic: string }
  | { readonly type: 'setRead'; readonly topic: string; readonly url: string; readonly read: boolean }
  | { readonly type: 'copyCode' | 'openCode'; readonly topic: string; readonly index: number };

/** What the host tells the topic page about the learner: always the whole. */
export interface TopicPageSnapshot {
  readonly type: 'snapshot';
  readonly topic: string;
  readonly status: Status;
  /** The status in words, for people. */
  readonly statusText: string;
  readonly proven: boolean;
  /** The addresses of the links that were read. */
  readonly read: readonly string[];
  /** How many that are, in words. */
  readonly readText: string;
}

export type TopicPageMessage =
  | TopicPageSnapshot
  /** The code is on the clipboard. */
  | { readonly type: 'copied'; readonly topic: string; readonly index: number }
  /** Brings a heading of the lesson into view. */
  | { readonly type: 'reveal'; readonly topic: string; readonly heading: string }
  /** The colours of code, for the time in which the page looks like this kind of theme (`vscode-dark` and the like). */
  | { readonly type: 'colours'; readonly theme: string; readonly colours: CodeColours };

/** What the page keeps for the next start of the window. */
export interface TopicPageState {
  readonly topic: string;
  /** How far each topic was scrolled, in blocks of the page. */
  readonly scroll: Readonly<Record<string, number>>;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isIndex = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string');

/** A request of the page, or undefined when it is none. */
export function parseTopicPageRequest(message: unknown): TopicPageRequest | undefined {
  if (!isObject(message)) return undefined;
  const { type, topic, status, project, url, read, index } = message;
  if (type === 'ready') return { type };
  if (typeof topic !== 'string') return undefined;
  switch (type) {
    case 'openTopic':
    case 'copyLink':
    case 'takeQuiz':
    case 'openNote':
      return { type, topic };
    case 'setStatus':
      return isStatus(status) ? { type, topic, status } : undefined;
    case 'showProject':
      return typeof project === 'string' ? { type, topic, project } : undefined;
    case 'setRead':
      return typeof url === 'string' && typeof read === 'boolean' ? { type, topic, url, read } : undefined;
    case 'copyCode':
    case 'openCode':
      return isIndex(index) ? { type, topic, index } : undefined;
    default:
      return undefined;
  }
}

/** A message of the host, or undefined when it is none. */
export function parseTopicPageMessage(message: unknown): TopicPageMessage | undefined {
  if (!isObject(message)) return undefined;
  const { type, topic, index } = message;
  if (type === 'colours') {
    const colours = parseCodeColours(message['colours']);
    const { theme } = message;
    return colours && typeof theme === 'string' ? { type, theme, colours } : undefined;
  }
  if (typeof topic !== 'string') return undefined;
  if (type === 'reveal') return typeof message['heading'] === 'string' ? { type, topic, heading: message['heading'] } : undefined;
  if (type === 'copied') return isIndex(index) ? { type, topic, index } : undefined;
  return type === 'snapshot' ? parseSnapshot(topic, message) : undefined;
}

function parseSnapshot(
  topic: string,
  { status, statusText, proven, read, readText }: Record<string, unknown>,
): TopicPageSnapshot | undefined {
  if (!isStatus(status) || typeof statusText !== 'string' || typeof proven !== 'boolean' || !isTexts(read) || typeof readText !== 'string')
    return undefined;
  return { type: 'snapshot', topic, status, statusText, proven, read, readText };
}

/** The stored state of a page, or undefined when it is none. Positions that are none are left out. */
export function parseTopicPageState(state: unknown): TopicPageState | undefined {
  if (!isObject(state) || typeof state['topic'] !== 'string') return undefined;
  return { topic: state['topic'], scroll: numbersIn(state['scroll']) };
}
