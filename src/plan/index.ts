/** What other rooms may use of this one. */
export { planPart } from './html/planHtml';
export { statisticsPart } from './html/statisticsHtml';
export { journeySentence } from './readJourney';
export { type JourneySource, type PlanView, readJourney, readPlanView, today } from './readJourney';
