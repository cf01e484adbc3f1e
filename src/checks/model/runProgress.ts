import type { RunEvent } from './events';

/** How a check of the run that is under way stands; one that has not begun has no state. */
export type LiveState = 'running' | 'passed' | 'failed' | 'untried' | 'left-out';

export interface RunStage {
  readonly id: string;
  /** Its place in the project, counted from 1. */
  readonly number: number;
  readonly title: string;
}

/** Where a run is. It begins before anything was started, so that the learner sees at once that the editor has heard. */
export interface RunProgress {
  /** What the run checks, in order, from the first stage of the project to the one that was asked for; empty until it has said so. */
  readonly stages: readonly RunStage[];
  /** The stage that is being checked; undefined while the program is being started. */
  readonly stage?: string | undefined;
  /** How many stages have been checked to their end. */
  readonly done: number;
  /** How many checks there are in all of them. */
  readonly total: number;
  /** The states of checks, by `<stage>/<check>`. */
  readonly checks: Readonly<Record<string, LiveState>>;
  /** Nothing was started yet, since the dependencies of the project are being installed. */
  readonly isWaiting: boolean;
  /** The learner has canceled it, and what it has started is being ended. */
  readonly isEnding: boolean;
}

/** Where a run is after an event; the same object when the event is nothing to see, as what the program prints. */
export function runAfter(progress: RunProgress, event: RunEvent): RunProgress {
  const marked = (stage: string, check: string, state: LiveState): RunProgress => ({
    ...progress,
    checks: { ...progress.checks, [`${stage}/${check}`]: state },
  });
  switch (event.type) {
    case 'run-started':
      return {
        ...progress,
        stages: event.stages.map(({ id, number, title }) => ({ id, number, title })),
        total: event.stages.reduce((sum, { checks }) => sum + checks.length, 0),
      };
    case 'stage-started':
      return { ...progress, stage: event.stage };
    case 'check-started':
      return marked(event.stage, event.check, 'running');
    case 'check-finished':
      return marked(event.stage, event.check, event.failure ? 'failed' : 'passed');
    case 'check-untried':
      return marked(event.stage, event.check, 'untried');
    case 'check-left-out':
      return marked(event.stage, event.check, 'left-out');
    case 'stage-left-out':
    case 'stage-finished':
      return { ...progress, done: progress.done + 1 };
    default:
      return progress;
  }
}

/** The stage that is being checked. */
export const stageUnderCheck = ({ stages, stage }: RunProgress): RunStage | undefined => stages.find(({ id }) => id === stage);

/** How many checks have been carried out. */
export const checksDone = ({ checks }: RunProgress): number => Object.values(checks).filter((state) => state !== 'running').length;

export const liveStateOf = ({ checks }: RunProgress, stage: string, check: string): LiveState | undefined => checks[`${stage}/${check}`];
