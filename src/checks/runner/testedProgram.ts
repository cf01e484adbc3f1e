import type { Answer } from '../kit/answer';
import type { Environment, Program } from '../kit/stage';

/** A program as a run of checks works with it: one that it has started, or a server that somebody else has. */
export interface TestedProgram extends Program {
  readonly isRunning: boolean;
  /** "the program has ended (exit code 1)"; undefined while it runs. */
  readonly whyGone: string | undefined;
  /** The last lines that it printed. */
  readonly lastLines: string;
  /** Told of each answer, while a check runs. */
  onAnswer: (answer: Answer) => void;
  /** What the check that runs now may take. */
  checkSignal: AbortSignal;
  /** Set by a restart that was none: why the program heard nothing of its end. Whoever begins a check clears it. */
  cut: string | undefined;
  /** Variables that are given stay for the starts that follow. */
  start(environment?: Environment): Promise<void>;
  restart(environment?: Environment): Promise<void>;
  stop(): Promise<void>;
}
