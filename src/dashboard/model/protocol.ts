/** What the host of the dashboard tells it, and what the page keeps of itself. What it asks for is a file of its own, which the page need not load. */
import * as v from 'valibot';
import { PACE } from '../../content/kinds';
import { comeBack, count, listOf, parserOf, part } from '../../pages/model/messages';

/** Stands for the status in the label of a topic: a character for private use, which no label holds otherwise. */
export const STATUS_PLACE = '\u{E000}';

const texts = listOf(v.string());

const changes = v.object({
  type: v.literal('parts'),
  roadmap: v.string(),
  /** The number of the last change that this page had asked for when these parts were drawn; 0 when there was none. */
  answers: count,
  /** Those parts of the page that it does not show so yet. */
  parts: listOf(part),
  /** What has just happened, for those who listen. */
  news: texts,
  /** The names of the parts that have a reason to celebrate. */
  celebrates: texts,
});
/** What differs on the page, and why. */
export type DashboardChanges = v.InferOutput<typeof changes>;

const reveal = v.union([
  v.object({ type: v.literal('reveal'), part: v.literal('plan') }),
  v.object({ type: v.literal('reveal'), project: v.string() }),
]);
/** Brings a project's card into view, or the plan. */
export type DashboardReveal = v.InferOutput<typeof reveal>;

/** The learner has gone to the dashboard: its title takes the focus. */
const begin = v.object({ type: v.literal('begin') });

const message = v.union([changes, reveal, begin, comeBack]);
export type DashboardMessage = v.InferOutput<typeof message>;
export const parseDashboardMessage = parserOf(message);

const state = v.object({
  roadmap: v.string(),
  scroll: v.fallback(count, 0),
  /** Ids of the questions that are open. */
  faq: v.fallback(texts, []),
  levels: v.fallback(texts, []),
  tags: v.fallback(texts, []),
  /** The id of a country, or `all`. */
  country: v.fallback(v.string(), 'all'),
  /** Hours a week. */
  pace: v.fallback(count, PACE.start),
  /** The pace of the plan that the page has taken over last; 0 when there was none. */
  planned: v.fallback(count, 0),
});
/** What the page keeps for the next time it is shown. */
export type DashboardState = v.InferOutput<typeof state>;
/** What is missing or damaged beside the roadmap starts anew. */
export const parseDashboardState = parserOf(state);

/** The state of a page that nobody has touched. */
export const startOf = (roadmap: string): DashboardState => v.parse(state, { roadmap });
