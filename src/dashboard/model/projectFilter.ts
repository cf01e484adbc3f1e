/** What the learner chose to see: nothing chosen means everything. */
export interface ProjectFilter {
  readonly levels: readonly string[];
  readonly tags: readonly string[];
}

export interface FilteredProject {
  readonly level: string;
  readonly tags: readonly string[];
}

/** Whether a project has one of the chosen levels and one of the chosen tags. */
export function passesFilter(project: FilteredProject, { levels, tags }: ProjectFilter): boolean {
  const level = levels.length === 0 || levels.includes(project.level);
  return level && (tags.length === 0 || tags.some((tag) => project.tags.includes(tag)));
}
