/** A folder with what is taught, wherever it is: on the disk for the build, behind an editor's file system for a roadmap of the learner's. */
export interface ContentFolder {
  /** How a person calls it: its path, as a rule. */
  readonly name: string;
  /** The text of a file, such as `topics/caching.md`. Rejects when it cannot be read. */
  read(file: string): Promise<string>;
  /** What is in a folder below it, sorted by name; nothing when there is no such folder. Rejects when it cannot be read. */
  list(folder: string): Promise<readonly { readonly name: string; readonly isFolder: boolean }[]>;
}
