/** What is wrong with the content that is built, each problem with its file, line and column: for its author, who needs no stack. */
export class ContentError extends Error {
  override readonly name = 'ContentError';

  constructor(what: string, problems: readonly string[]) {
    super(`${what}:\n${problems.join('\n')}`);
  }
}
