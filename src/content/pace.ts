/** Hours a week that a learner can choose from, and with how many to begin. */
export const PACE = { least: 6, most: 40, start: 12 } as const;
