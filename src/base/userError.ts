/** A failure that the learner can do something about: its message is one sentence, shown as it is. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
