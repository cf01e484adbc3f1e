import type { ProblemCode } from '../model/events';

/** The program cannot be checked as things are. The message says why and what to do, in one or two sentences. */
export class EnvironmentProblem extends Error {
  override readonly name = 'EnvironmentProblem';

  constructor(
    readonly code: ProblemCode,
    message: string,
    /** What the program or a command printed about it. */
    readonly detail?: string,
  ) {
    super(message);
  }
}
