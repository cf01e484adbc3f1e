/** What other rooms may use of this one. */
export { planPart } from './html/planHtml';
export { CALENDAR_WEEKS, type PlanView } from './html/planView';
export { statisticsPart } from './html/statisticsHtml';
export {
  type JourneySource,
  clockSentence,
  dayAt,
  dayWord,
  hoursAWeek,
  journeySentence,
  readJourney,
  standingWord,
  today,
  weekCount,
} from './journey';
export { type Day, formatDay, showDay } from './model/days';
export { statisticsOf } from './model/statistics';
export { planWords, type PlanWords, type StatisticsWords } from './planWords';
