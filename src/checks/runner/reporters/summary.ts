import type { EventOf, Failure, Outcome, RunEvent } from '../../model/events';

/** Tells somebody what a run does: event by event, or at its end. */
export type Reporter = (event: RunEvent) => void;
export type Write = (text: string) => void;

export interface CheckSummary {
  readonly id: string;
  readonly title: string;
  /** The words of the stage's text that it holds the program to. */
  readonly passage?: string;
  /** A check that was not reached has neither. */
  readonly ms?: number;
  readonly failure?: Failure;
  /** Why it cannot be tried here. */
  readonly leftOut?: string;
  /** Why it could not be tried, and the check that has told what is wrong, as `<stage>/<check>`. */
  readonly untried?: { readonly reason: string; readonly cause: string };
}

export interface StageSummary {
  readonly id: string;
  readonly title: string;
  /** Undefined when the run ended before it did. */
  readonly passed?: boolean;
  readonly ms?: number;
  readonly checks: readonly CheckSummary[];
}

/** A whole run, for those who read it at its end. */
export interface RunSummary {
  readonly project: string | undefined;
  /** The address of a server that was running already. */
  readonly url?: string;
  readonly outcome: Outcome;
  readonly ms: number;
  readonly startMs: number;
  readonly requestMs: number;
  readonly problem?: Pick<EventOf<'problem'>, 'code' | 'message' | 'detail'>;
  readonly notices: readonly string[];
  readonly stages: readonly StageSummary[];
}

/** Adds up the events of a run that has finished. */
export function summarize(events: readonly RunEvent[], end: EventOf<'run-finished'>): RunSummary {
  const of = <T extends RunEvent['type']>(type: T) => events.filter((event): event is EventOf<T> => event.type === type);
  const [start] = of('run-started');
  const [problem] = of('problem');
  const finished = of('check-finished');
  const ended = of('stage-finished');
  const leftOut = of('check-left-out');
  const untried = of('check-untried');
  const stages = (start?.stages ?? []).map(({ id, title, checks }): StageSummary => {
    const stage = ended.find((event) => event.stage === id);
    return {
      id,
      title,
      ...(stage && { passed: stage.passed, ms: Math.round(stage.ms) }),
      checks: checks.map((check) => {
        const isIt = (one: { readonly stage: string; readonly check: string }) => one.stage === id && one.check === check.id;
        const event = finished.find(isIt);
        const left = leftOut.find(isIt);
        const not = untried.find(isIt);
        return {
          id: check.id,
          title: check.title,
          ...(check.passage !== undefined && { passage: check.passage }),
          ...(event && { ms: Math.round(event.ms) }),
          ...(event?.failure && { failure: event.failure }),
          ...(left && { leftOut: left.reason }),
          ...(not && { untried: { reason: not.reason, cause: `${not.cause.stage}/${not.cause.check}` } }),
        };
      }),
    };
  });
  return {
    project: start?.project,
    ...(start?.url !== undefined && { url: start.url }),
    outcome: end.outcome,
    ms: Math.round(end.ms),
    startMs: Math.round(end.startMs),
    requestMs: Math.round(end.requestMs),
    ...(problem && {
      problem: { code: problem.code, message: problem.message, ...(problem.detail !== undefined && { detail: problem.detail }) },
    }),
    notices: of('notice').map(({ message }) => message),
    stages,
  };
}

/** "The text says: “…”", where it is known what of it a check is about. */
export const textSays = (passage: string | undefined): string[] => (passage === undefined ? [] : [`The text says: “${passage}”`]);

/** Prints the whole run as one JSON object at its end. */
export function jsonReporter(write: Write): Reporter {
  const events: RunEvent[] = [];
  return (event) => {
    events.push(event);
    if (event.type === 'run-finished') write(`${JSON.stringify(summarize(events, event), null, 2)}\n`);
  };
}
