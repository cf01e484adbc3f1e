/** Something the learner can put right; the message is one sentence that says what. */
export class DevServicesError extends Error {
  override name = 'DevServicesError';
}
