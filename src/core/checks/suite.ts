/** What there is to check in a project, as the build writes it to `dist/checks/<project id>/project.json`. */
export interface CheckSuite {
  readonly project: string;
  readonly title: string;
  /**
   * Variables that the program finds in its environment while it is checked; `{scratch}` in a value stands for a folder of the run,
   * which is empty at its start and gone after its end.
   */
  readonly environment: Readonly<Record<string, string>>;
  readonly stages: readonly SuiteStage[];
}

export interface SuiteStage {
  readonly id: string;
  readonly title: string;
  /** The topics that a pass proves. */
  readonly topics: readonly string[];
  readonly checks: readonly SuiteCheck[];
}

export interface SuiteCheck {
  /** Unique in its stage, permanent. */
  readonly id: string;
  /** A sentence about the learner's program that is true or not. */
  readonly title: string;
}

/** The id of the proof that a passed stage gives: `rest-api:read-one`. It is part of a key of stored progress. */
export const stageProofId = (project: string, stage: string): string => `${project}:${stage}`;
