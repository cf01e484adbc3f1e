import { PACE } from '../../content/pace';
/**
 * What the dashboard and its host say to each other. Both directions are unions, and both sides parse what they receive:
 * a message names something of this closed list, never a command.
 */
import { isElement, type Element } from '../../base/elements';
import { isStatus, type Status } from '../../progress/model/progress';

/** What the page asks of the host. */
export type DashboardRequest =
  | { readonly type: 'ready' }
  | (NumberedChange & { readonly type: 'setStatus'; readonly status: Status })
  | (NumberedChange & { readonly type: 'reset' })
  | { readonly type: 'openTopic'; readonly topic: string }
  | { readonly type: 'continue' }
  | { readonly type: 'scaffold'; readonly project: string }
  | { readonly type: 'openProject'; readonly project: string }
  | { readonly type: 'nextStage'; readonly project: string }
  | { readonly type: 'exportCertificate'; readonly project: string }
  | { readonly type: 'plan'; readonly hours: number }
  | { readonly type: 'clearPlan' }
  | { readonly type: 'setExperience'; readonly years: number | null }
  | { readonly type: 'openCurrent' };

/** A change of a topic. A page numbers those it asks for from 1, and a snapshot says up to which of them it knows. */
interface NumberedChange {
  readonly topic: string;
  readonly change: number;
}

/** A topic that has been touched; all others are not started. */
export interface TopicState {
  readonly id: string;
  readonly status: Status;
  readonly proven: boolean;
}

export interface SectionState {
  readonly id: string;
  readonly done: number;
  readonly total: number;
  /** Something of it is completed or skipped. */
  readonly entered: boolean;
  /** The milestone is reached. */
  readonly complete: boolean;
  /** The counts in words: "1 of 2 completed". */
  readonly text: string;
}

export interface ProjectState {
  readonly id: string;
  /** How many of the topics that it practises are completed, and that in words. */
  readonly done: number;
  readonly total: number;
  readonly text: string;
  /** Everything it practises is completed. */
  readonly suggested: boolean;
  /** All of its stages have passed in a repo of it. */
  readonly finished: boolean;
  /** Progress of the repo that is furthest, when there is one. */
  readonly stages: StagesState | null;
}

export interface StagesState {
  readonly passed: number;
  readonly total: number;
  readonly text: string;
  /** What leads to the first stage that has not passed, in words; null when there is none to show. */
  readonly next: string | null;
}

/** Everything on the page that can change, whole: a page keeps no progress of its own. */
export interface DashboardSnapshot {
  readonly type: 'snapshot';
  readonly roadmap: string;
  /** The number of the last change that this page has asked for before the snapshot was made; 0 when there is none. */
  readonly answers: number;
  /** Those about which there is something to say: all others are not started and not proven. */
  readonly topics: readonly TopicState[];
  readonly sections: readonly SectionState[];
  readonly projects: readonly ProjectState[];
  readonly percent: number;
  /** The topic to go on with; null when nothing is left. */
  readonly next: string | null;
  /** Hours that are left, of topics and of projects. */
  readonly hours: { readonly topics: number; readonly projects: number };
  /** The learner's years of work, for the salaries. */
  readonly experience: number | null;
  readonly texts: {
    /** "3/20 completed" */
    readonly completed: string;
    /** "Continue with HTTP and HTTPS" */
    readonly go: string;
  };
}

/** Parts of the page whose shape changes, made by the host. Posted when they differ from what the page shows, and then alone. */
export interface DashboardParts {
  readonly type: 'parts';
  readonly roadmap: string;
  readonly plan: Element;
  readonly statistics: Element;
}

/** Brings a project's card into view, or the plan. */
export type DashboardReveal = { readonly type: 'reveal'; readonly project: string } | { readonly type: 'reveal'; readonly part: 'plan' };

export type DashboardMessage = DashboardSnapshot | DashboardParts | DashboardReveal;

/** What the page keeps for the next time it is shown. */
export interface DashboardState {
  readonly roadmap: string;
  readonly scroll: number;
  /** Ids of the questions that are open. */
  readonly faq: readonly string[];
  readonly levels: readonly string[];
  readonly tags: readonly string[];
  /** The id of a country, or `all`. */
  readonly country: string;
  /** Hours a week. */
  readonly pace: number;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isListOf = <T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] =>
  Array.isArray(value) && value.every(isItem);

/** A request of the page, or undefined when it is none. */
export function parseDashboardRequest(message: unknown): DashboardRequest | undefined {
  if (!isObject(message)) return undefined;
  const { type, topic, change, project, status, years, hours } = message;
  switch (type) {
    case 'ready':
    case 'continue':
    case 'openCurrent':
    case 'clearPlan':
      return { type };
    case 'plan':
      return isCount(hours) && Number.isInteger(hours) ? { type, hours } : undefined;
    case 'setStatus':
      return isText(topic) && isCount(change) && isStatus(status) ? { type, topic, change, status } : undefined;
    case 'reset':
      return isText(topic) && isCount(change) ? { type, topic, change } : undefined;
    case 'openTopic':
      return isText(topic) ? { type, topic } : undefined;
    case 'scaffold':
    case 'openProject':
    case 'nextStage':
    case 'exportCertificate':
      return isText(project) ? { type, project } : undefined;
    case 'setExperience':
      return years === null || (isCount(years) && Number.isInteger(years)) ? { type, years } : undefined;
    default:
      return undefined;
  }
}

/** A message of the host, or undefined when it is none. */
export function parseDashboardMessage(message: unknown): DashboardMessage | undefined {
  if (!isObject(message)) return undefined;
  const { type, project, part, roadmap, plan, statistics } = message;
  if (type === 'reveal') {
    if (part === 'plan') return { type, part };
    return isText(project) ? { type, project } : undefined;
  }
  if (type === 'parts') {
    return isText(roadmap) && isElement(plan) && isElement(statistics) ? { type, roadmap, plan, statistics } : undefined;
  }
  return isSnapshot(message) ? message : undefined;
}

function isSnapshot(value: unknown): value is DashboardSnapshot {
  if (!isObject(value) || value['type'] !== 'snapshot') return false;
  const { roadmap, answers, topics, sections, projects, percent, next, hours, experience, texts } = value;
  return (
    isText(roadmap) &&
    isCount(answers) &&
    isListOf(topics, isTopicState) &&
    isListOf(sections, isSectionState) &&
    isListOf(projects, isProjectState) &&
    isCount(percent) &&
    (next === null || isText(next)) &&
    isObject(hours) &&
    isCount(hours['topics']) &&
    isCount(hours['projects']) &&
    (experience === null || isCount(experience)) &&
    isObject(texts) &&
    isText(texts['completed']) &&
    isText(texts['go'])
  );
}

const isTopicState = (value: unknown): value is TopicState =>
  isObject(value) && isText(value['id']) && isStatus(value['status']) && isFlag(value['proven']);

const isSectionState = (value: unknown): value is SectionState =>
  isObject(value) &&
  isText(value['id']) &&
  isCount(value['done']) &&
  isCount(value['total']) &&
  isFlag(value['entered']) &&
  isFlag(value['complete']) &&
  isText(value['text']);

const isStages = (value: unknown): boolean =>
  value === null ||
  (isObject(value) &&
    isCount(value['passed']) &&
    isCount(value['total']) &&
    isText(value['text']) &&
    (value['next'] === null || isText(value['next'])));

const isProjectState = (value: unknown): value is ProjectState =>
  isObject(value) &&
  isText(value['id']) &&
  isCount(value['done']) &&
  isCount(value['total']) &&
  isText(value['text']) &&
  isFlag(value['suggested']) &&
  isFlag(value['finished']) &&
  isStages(value['stages']);

/** The stored state of a page, or undefined when it is none. What is missing or damaged in it starts anew. */
export function parseDashboardState(state: unknown): DashboardState | undefined {
  if (!isObject(state)) return undefined;
  const { roadmap, scroll, faq, levels, tags, country, pace } = state;
  if (!isText(roadmap)) return undefined;
  const start = startOf(roadmap);
  return {
    roadmap,
    scroll: isCount(scroll) ? scroll : start.scroll,
    faq: isListOf(faq, isText) ? faq : start.faq,
    levels: isListOf(levels, isText) ? levels : start.levels,
    tags: isListOf(tags, isText) ? tags : start.tags,
    country: isText(country) ? country : start.country,
    pace: isCount(pace) ? pace : start.pace,
  };
}

/** The state of a page that nobody has touched. */
export const startOf = (roadmap: string): DashboardState => ({
  roadmap,
  scroll: 0,
  faq: [],
  levels: [],
  tags: [],
  country: 'all',
  pace: PACE.start,
});
