/** One text file of a starter. */
export interface StarterFile {
  /** Relative to the repo, with `/` between folders, such as `src/app.ts`. */
  readonly path: string;
  readonly text: string;
}

/** What the package carries of a project, one JSON file each (`starters/<project id>.json`). */
export interface PackedProject {
  /** The repo that is scaffolded. */
  readonly files: readonly StarterFile[];
  /** What is laid over it when the project is finished. */
  readonly solution: readonly StarterFile[];
}

/** Every folder that must be there before these files can be written, parents first. */
export function foldersOf(files: readonly Pick<StarterFile, 'path'>[]): string[] {
  const folders = new Set<string>();
  for (const { path } of files) {
    const parts = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth++) folders.add(parts.slice(0, depth).join('/'));
  }
  return [...folders].sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1));
}

/** How many folders lie above: 0 for `src`, 1 for `src/http`. */
export const depthOf = (path: string): number => path.split('/').length - 1;
