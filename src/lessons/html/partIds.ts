/** The anchors of what stands around a lesson. No heading of a lesson has them: the content test sees to that. */
export const PART_IDS = {
  objectives: 'page-objectives',
  note: 'page-note',
  links: 'page-links',
  projects: 'page-projects',
} as const;
