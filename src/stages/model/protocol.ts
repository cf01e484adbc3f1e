/** What the stage page and its host say to each other, and what the page keeps of itself. */
import * as v from 'valibot';
import { colours, comeBack, count, listOf, numbers, parserOf, part, ready } from '../../pages/model/messages';

/** What can be done with a stage. The page names nothing else, and no command. */
export const STAGE_ACTIONS = [
  'check',
  'debug',
  'installDependencies',
  'cancelCheck',
  'compareWithSolution',
  'completeTopics',
  'startProject',
  'stopProject',
  'scaffoldProject',
  'manageTrust',
  'exportCertificate',
  'openNextProject',
] as const;
export type StageAction = (typeof STAGE_ACTIONS)[number];

/** The stage that the page shows, as `<project>/<stage>`: a message may come late. */
const page = v.string();
/** Code goes by its place among the examples of the page. */
const index = count;

const request = v.variant('type', [
  ready,
  v.object({ type: v.literal('act'), page, action: v.picklist(STAGE_ACTIONS) }),
  v.object({ type: v.literal('openStage'), page, stage: v.string() }),
  v.object({ type: v.literal('openTopic'), page, topic: v.string() }),
  v.object({ type: v.literal('chooseRepo'), page, folder: v.string() }),
  /** So many hints are unfolded now. */
  v.object({ type: v.literal('unfoldHints'), page, hints: count }),
  v.object({ type: v.picklist(['copyCode', 'openCode']), page, index }),
  /** The learner thinks that this check is wrong. */
  v.object({ type: v.literal('reportCheck'), page, check: v.string() }),
]);
/** What the stage page asks of the host. */
export type StagePageRequest = v.InferOutput<typeof request>;
export const parseStagePageRequest = parserOf(request);

const snapshot = v.object({
  type: v.literal('snapshot'),
  page,
  /** The repo that the page is for, as a URI; null when there is none. */
  folder: v.nullable(v.string()),
  /** Those parts of the page that have changed. */
  parts: listOf(part),
  /** How many hints were unfolded in the repo. */
  hints: count,
  /** Where the check is that is under way, in words; null when there is none. */
  checking: v.nullable(v.string()),
  /** All stages of the project have passed. */
  isFinished: v.boolean(),
  /** What the last run came to, in words, and when it ended; null when there was none. */
  outcome: v.nullable(v.object({ at: v.pipe(v.number(), v.finite()), text: v.string() })),
});
/** What the host tells the stage page about the learner's work. */
export type StagePageSnapshot = v.InferOutput<typeof snapshot>;

const message = v.variant('type', [
  snapshot,
  /** The learner has gone to this page: its heading takes the focus. */
  v.object({ type: v.literal('begin'), page }),
  /** The code is on the clipboard. */
  v.object({ type: v.literal('copied'), page, index }),
  colours,
  comeBack,
]);
export type StagePageMessage = v.InferOutput<typeof message>;
export const parseStagePageMessage = parserOf(message);

const state = v.object({
  project: v.string(),
  stage: v.string(),
  /** The repo, as a URI; null when there was none. */
  folder: v.fallback(v.nullable(v.string()), null),
  /** How far each stage was scrolled, in blocks of the page. */
  scroll: numbers,
  /** How many hints of each stage were unfolded while there was no repo. */
  hints: numbers,
});
/** What the page keeps for the next start of the window. */
export type StagePageState = v.InferOutput<typeof state>;
/** What is damaged beside the stage is left out. */
export const parseStagePageState = parserOf(state);
