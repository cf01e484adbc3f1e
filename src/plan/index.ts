/** What other rooms may use of this one. */
export { planButton, planPart } from './html/planHtml';
export { pacePart, paceStart } from './html/paceHtml';
export { statisticsPart } from './html/statisticsHtml';
export { isDamagedPlan } from './model/storedPlan';
export { journeySentence } from './readJourney';
export { type JourneySource, type PlanView, readJourney, readPlanView, today } from './readJourney';
