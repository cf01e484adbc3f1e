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
  /** What each stage lays over it and over what the stages before it have laid there; in their order, all of them. */
  readonly solution: readonly SolvedStage[];
}

/** What the solution adds in a stage, or has otherwise than before: whole files. None in a stage that the starter passes. */
export interface SolvedStage {
  readonly stage: string;
  readonly files: readonly StarterFile[];
}

/** A file of the solution as it is after a stage. */
export interface SolvedFile {
  readonly text: string;
  /** The last stage that has changed it; undefined when the starter has it so. */
  readonly changedIn?: string;
}

/** Every file of the project as it is after a stage, by its path; of the finished one when the project has no such stage. */
export function filesAfter({ files, solution }: PackedProject, stage: string): ReadonlyMap<string, SolvedFile> {
  const place = solution.findIndex((one) => one.stage === stage);
  const solved = new Map<string, SolvedFile>(files.map(({ path, text }) => [path, { text }]));
  for (const { stage: changedIn, files: changed } of place < 0 ? solution : solution.slice(0, place + 1)) {
    for (const { path, text } of changed) solved.set(path, { text, changedIn });
  }
  return solved;
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
