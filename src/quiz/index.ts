/** What other rooms may use of this one. */
export { topicsToReview } from './commands';
