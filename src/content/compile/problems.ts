/** One thing that is wrong with the content, for a person to fix. */
export interface ContentProblem {
  /** File relative to the roadmap's folder, such as `projects/rest-api/project.yaml`. */
  readonly file: string;
  /** Where in the file, such as `sections.0.topics.1.hours`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** What is wrong with the content that is read, each problem with its file, line and column: for its author, who needs no stack. */
export class ContentError extends Error {
  override readonly name = 'ContentError';

  constructor(what: string, problems: readonly string[]) {
    super(`${what}:\n${problems.join('\n')}`);
  }
}
