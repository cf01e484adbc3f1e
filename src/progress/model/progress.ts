import type { RoadmapIndex, SectionOutline } from '../../content/outline';
import { keyOf, partsOf, wins, type Register, type Registers } from './registers';

/** The field of the roadmap's own registers that holds the plan: one register, so that a plan merges as a whole. */
export const PLAN_FIELD = 'plan';

export const STATUSES = ['todo', 'doing', 'done', 'skipped'] as const;
export type Status = (typeof STATUSES)[number];

export const isStatus = (value: unknown): value is Status => STATUSES.some((status) => status === value);

/** Where a proven topic stands in its schedule of reviews (`quiz/model/review.ts`), as it is stored. */
export interface ReviewState {
  /** How many reviews in a row were right: the index of the interval that is running. */
  readonly step: number;
  /** When the interval began, in milliseconds since 1970. */
  readonly at: number;
}

/** Evidence beside the learner's tick: a quiz that was passed, a stage whose checks passed. */
export interface Proof {
  readonly kind: 'quiz' | 'stage';
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface TopicProgress {
  readonly status: Status;
  /** When the status was last set, in milliseconds since 1970; absent when it never was. */
  readonly changedAt?: number | undefined;
  readonly proofs: readonly Proof[];
  /** Where it stands in the schedule of reviews; absent until the first one. */
  readonly review?: ReviewState | undefined;
}

export interface SectionProgress {
  readonly id: string;
  readonly done: number;
  readonly skipped: number;
  readonly total: number;
  /** Every topic is done or skipped, and at least one is done: the milestone lights up. */
  readonly complete: boolean;
}

/** Progress of one roadmap: what every view shows. */
export interface RoadmapProgress {
  readonly topics: ReadonlyMap<string, TopicProgress>;
  readonly sections: ReadonlyMap<string, SectionProgress>;
  readonly done: number;
  readonly skipped: number;
  readonly total: number;
  /** Whole percent of `done` over the topics that are not skipped; 100 only when all of them are done. */
  readonly percent: number;
  /** A topic is being learned or completed, something is proven, or a task of an exercise is ticked. To skip a topic is to begin nothing. */
  readonly isBegun: boolean;
  /** The topic to go on with: the first being learned, else the first not started. */
  readonly next?: string | undefined;
}

const PROOF_FIELD = /^proof:(quiz|stage):(.+)$/;
const UNTOUCHED: TopicProgress = { status: 'todo', proofs: [] };

export const STATUS_FIELD = 'status';
export const REVIEW_FIELD = 'review';
/** The prefix of the fields that say which tasks of an exercise are done (`tasksDone.ts`). */
export const TASK_FIELD = 'task:';
export const proofField = (kind: Proof['kind'], id: string): string => `proof:${kind}:${id}`;

/** Whether a field holds what the learner has shown, by a quiz, a review or checks, and not what the learner set. */
export const isEarned = (field: string): boolean => field === REVIEW_FIELD || field.startsWith('proof:');

/** Reads the progress of a roadmap from the registers; those of other roadmaps and of unknown topics are passed over. */
export function readProgress(index: RoadmapIndex, registers: Registers): RoadmapProgress {
  const { topics, hasTicks } = readTopics(index, registers);
  const statusOf = (id: string) => topics.get(id)?.status ?? 'todo';
  const sections = new Map(index.outline.sections.map((section) => [section.id, sectionProgress(section, statusOf)]));
  let done = 0;
  let skipped = 0;
  for (const section of sections.values()) {
    done += section.done;
    skipped += section.skipped;
  }
  const total = index.topics.length;
  const first = (status: Status) => index.topics.find((topic) => statusOf(topic.id) === status)?.id;
  const isBegun =
    hasTicks || [...topics.values()].some(({ status, proofs }) => status === 'doing' || status === 'done' || proofs.length > 0);
  const next = first('doing') ?? first('todo');
  return { topics, sections, done, skipped, total, percent: percentOf(done, total - skipped), isBegun, next };
}

/** Whether the learner has begun: something of a topic, or a project. */
export const hasBegun = ({ isBegun }: RoadmapProgress, projects: { readonly isEmpty: boolean }): boolean => isBegun || !projects.isEmpty;

/** Whether anything is proven; with a kind, whether anything is proven by that. */
export const hasProof = ({ topics }: RoadmapProgress, by?: Proof['kind']): boolean =>
  [...topics.values()].some(({ proofs }) => proofs.some(({ kind }) => by === undefined || kind === by));

export const topicProgress = (progress: RoadmapProgress, id: string): TopicProgress => progress.topics.get(id) ?? UNTOUCHED;

/** Whole percent, rounded down so that 100 means all of it. */
export const percentOf = (done: number, of: number): number => (of > 0 ? Math.floor((done * 100) / of) : 0);

interface ReadTopics {
  readonly topics: ReadonlyMap<string, TopicProgress>;
  /** A task of an exercise is ticked. */
  readonly hasTicks: boolean;
}

function readTopics(index: RoadmapIndex, registers: Registers): ReadTopics {
  let hasTicks = false;
  const statuses = new Map<string, Register>();
  const reviews = new Map<string, Register>();
  const proofs = new Map<string, Proof[]>();
  for (const [key, register] of registers) {
    const parts = partsOf(key);
    const topic = parts?.roadmap === index.outline.id ? index.topic(parts.topic) : undefined;
    if (!parts || !topic) continue;
    if (parts.field.startsWith(TASK_FIELD)) hasTicks ||= typeof register.v === 'string';
    if (parts.field === STATUS_FIELD || parts.field === REVIEW_FIELD) {
      const fields = parts.field === STATUS_FIELD ? statuses : reviews;
      const other = fields.get(topic.id);
      if (!other || wins(register, other)) fields.set(topic.id, register);
      continue;
    }
    const [, kind, id] = PROOF_FIELD.exec(parts.field) ?? [];
    if (!kind || !id || register.v !== true) continue;
    const list = proofs.get(topic.id) ?? [];
    list.push({ kind: kind as Proof['kind'], id, at: register.t });
    proofs.set(topic.id, list);
  }
  const topics = new Map<string, TopicProgress>();
  for (const id of new Set([...statuses.keys(), ...proofs.keys()])) {
    const register = statuses.get(id);
    const review = parseReviewState(reviews.get(id)?.v);
    topics.set(id, {
      status: isStatus(register?.v) ? register.v : 'todo',
      changedAt: register?.t,
      proofs: (proofs.get(id) ?? []).sort((a, b) => a.at - b.at),
      ...(review && { review }),
    });
  }
  return { topics, hasTicks };
}

function sectionProgress(section: SectionOutline, statusOf: (id: string) => Status): SectionProgress {
  const count = (status: Status) => section.topics.filter((topic) => statusOf(topic.id) === status).length;
  const done = count('done');
  const skipped = count('skipped');
  const total = section.topics.length;
  return { id: section.id, done, skipped, total, complete: done > 0 && done + skipped === total };
}

/** The registers that belong to a topic, under its id and its former ids. */
export function keysOfTopic(index: RoadmapIndex, registers: Registers, id: string): string[] {
  const topic = index.topic(id);
  if (!topic) return [];
  const prefixes = [topic.id, ...topic.formerly].map((name) => keyOf(index.outline.id, name, ''));
  return [...registers.keys()].filter((key) => prefixes.some((prefix) => key.startsWith(prefix)));
}

/** The stored value as a state, or undefined when it is none. */
export function parseReviewState(value: unknown): ReviewState | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { step, at } = value as { step?: unknown; at?: unknown };
  const isCount = (number: unknown): number is number => typeof number === 'number' && Number.isSafeInteger(number) && number >= 0;
  return isCount(step) && isCount(at) ? { step, at } : undefined;
}
