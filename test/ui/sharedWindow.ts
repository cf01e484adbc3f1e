/** The files whose tests take place in one window, one file after the other: opening it is the dearest part of a small file. */
const sharing = new WeakSet<Mocha.Suite>();

/** Said in the `describe` of a file that opens the roadmap by `shareRoadmap`. */
export function sharesWindow(suite: Mocha.Suite): void {
  sharing.add(suite);
}

/** Puts those files first, in their order: one between them that wants a window of its own would close theirs. */
export function putSharingFirst(root: Mocha.Suite): void {
  root.suites.sort((one, other) => Number(sharing.has(other)) - Number(sharing.has(one)));
}
