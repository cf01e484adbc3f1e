/** The closed lists of the content. Apart from the schema, so that a view that shows one does not load the validator. */
export const LINK_TYPES = ['official', 'article', 'course', 'video', 'book'] as const;
export const LEGEND_IDS = ['todo', 'doing', 'done', 'skipped', 'proven', 'milestone'] as const;
export const PROJECT_LEVELS = ['Beginner', 'Intermediate', 'Advanced'] as const;

/** Hours a week that a learner can choose from, wherever that is asked, and with how many to begin: more would leave no time to sleep. */
export const PACE = { least: 1, most: 80, start: 12 } as const;
