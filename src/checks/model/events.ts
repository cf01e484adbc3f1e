import * as v from 'valibot';

/** What keeps a program from being checked: never a failure of the learner's work, and always with one thing to do. */
export const PROBLEM_CODES = [
  'no-project-file',
  'bad-project-file',
  'unknown-project',
  'unknown-stage',
  'not-approved',
  'busy',
  'no-node',
  'not-installed',
  'service',
  'build-failed',
  'start-not-found',
  'start-ended',
  'port-closed',
  'other-port',
  'no-server',
  'debugger',
  'internal',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/**
 * How a run ended. `partial`: nothing failed, and not all could be tried, as at a server that was not started for it.
 */
export const OUTCOMES = ['passed', 'partial', 'failed', 'problem', 'cancelled'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const id = v.string();
const milliseconds = v.pipe(v.number(), v.minValue(0));

const failure = v.object({
  /** One sentence: what was expected and what came. */
  message: v.string(),
  /** Both are given or none: what a diff shows. */
  expected: v.optional(v.string()),
  actual: v.optional(v.string()),
  /** The last request of the check and its answer, as text of several lines. */
  exchange: v.optional(v.string()),
  /** The last lines that the program printed, when it crashed. */
  output: v.optional(v.string()),
});
export type Failure = v.InferOutput<typeof failure>;

const check = v.object({
  id,
  title: v.string(),
  /** The words of the stage's text that it holds the program to. */
  passage: v.optional(v.string()),
});

const runEvent = v.variant('type', [
  v.object({
    type: v.literal('run-started'),
    project: id,
    /** The learner's start command. */
    command: v.string(),
    /** Of a server that runs already, its address; nothing is started then. */
    url: v.optional(v.string()),
    /** In the order in which they are checked. */
    /** Each with its number in the project, counted from 1. */
    stages: v.array(v.object({ id, number: v.pipe(v.number(), v.integer(), v.minValue(1)), title: v.string(), checks: v.array(check) })),
  }),
  /** A service that the program can use; the note says in one line which it is. */
  v.object({ type: v.literal('service'), kind: v.string(), note: v.string() }),
  v.object({ type: v.literal('program-started'), url: v.string(), ms: milliseconds }),
  /** What the program printed, or the runner about it; not every byte of a program that prints without end. */
  v.object({ type: v.literal('output'), text: v.string() }),
  /** Something that the learner should know and that decides nothing, such as a program that had to be killed. */
  v.object({ type: v.literal('notice'), message: v.string() }),
  v.object({ type: v.literal('stage-started'), stage: id }),
  v.object({ type: v.literal('check-started'), stage: id, check: id }),
  v.object({ type: v.literal('check-finished'), stage: id, check: id, ms: milliseconds, failure: v.optional(failure) }),
  /** A check that cannot be tried here, and why: a sentence. Nothing is known of it. */
  v.object({ type: v.literal('check-left-out'), stage: id, check: id, reason: v.string() }),
  /**
   * A check that could not be tried since something that it rests on does not work yet, which the check of `cause` has told: a sentence. It has
   * neither passed nor failed, and its stage has not passed.
   */
  v.object({
    type: v.literal('check-untried'),
    ...{ stage: id, check: id, ms: milliseconds },
    reason: v.string(),
    cause: v.object({ stage: id, check: id }),
  }),
  /** The end of a stage of which checks were left out, in the place of `stage-finished`: it has neither passed nor failed. */
  v.object({ type: v.literal('stage-left-out'), stage: id, ms: milliseconds }),
  v.object({ type: v.literal('stage-finished'), stage: id, passed: v.boolean(), ms: milliseconds }),
  v.object({ type: v.literal('problem'), code: v.picklist(PROBLEM_CODES), message: v.string(), detail: v.optional(v.string()) }),
  v.object({
    type: v.literal('run-finished'),
    outcome: v.picklist(OUTCOMES),
    ms: milliseconds,
    /** Of these, what went by until the learner's program and its services had started, or had ended. */
    startMs: milliseconds,
    /** And of these, what went by until requests were answered. */
    requestMs: milliseconds,
  }),
]);

/** What the runner tells, in this order: `run-started`, then stages and their checks, `run-finished` last and always. */
export type RunEvent = v.InferOutput<typeof runEvent>;
export type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/** An event as a line of NDJSON, with its line break. */
export const eventLine = (event: RunEvent): string => `${JSON.stringify(event)}\n`;

/** Reads a line of the runner's; undefined when it is none. */
export function parseEvent(line: string): RunEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const result = v.safeParse(runEvent, value);
  return result.success ? result.output : undefined;
}
