/** The server cannot start, and whoever starts it can do something about it. The message says what, in one sentence. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
