import { foldersOf, type StarterFile } from './starter';

/** What is at a path. A link is a thing of its own: writing through it would reach other places. */
export type Found = 'file' | 'folder' | 'other';

/** What stands where a new repo would be written. */
export interface Collisions {
  /** Files that would be overwritten. */
  readonly files: readonly string[];
  /** What cannot be overwritten: a folder or a link where a file is to be, a file where a folder is to be. */
  readonly blocking: readonly string[];
}

/** Compares what is to be written with what is there, by path relative to the target. */
export function collisionsOf(files: readonly Pick<StarterFile, 'path'>[], found: ReadonlyMap<string, Found>): Collisions {
  const overwritten = files.filter(({ path }) => found.get(path) === 'file').map(({ path }) => path);
  const inTheWay = files.filter(({ path }) => (found.get(path) ?? 'file') !== 'file').map(({ path }) => path);
  const noFolders = foldersOf(files).filter((path) => (found.get(path) ?? 'folder') !== 'folder');
  return { files: overwritten, blocking: [...noFolders, ...inTheWay] };
}
