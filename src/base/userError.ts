/** A failure that the learner can do something about: its message is one sentence, shown as it is. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** By name: a module that is loaded later is a bundle of its own, with a class of its own. */
export const isUserError = (error: unknown): error is UserError => error instanceof Error && error.name === 'UserError';
