import { isElement, type Element } from '../../base/elements';
import { isCount, isFlag, isListOf, isNullOr, isObject, isText, numbersIn } from '../../base/guards';
import { parseCodeColours, type CodeColours } from '../../pages/codeColours';

/** What can be done with a stage. Each stands for one command; the page names no other. */
export const STAGE_ACTIONS = ['check', 'compareWithSolution', 'startProject', 'scaffoldProject', 'exportCertificate'] as const;
export type StageAction = (typeof STAGE_ACTIONS)[number];

/**
 * What the stage page asks of the host. `page` is the stage that it shows, as `<project>/<stage>`: a message may come late. Code goes by
 * its place among the examples of the page.
 */
export type StagePageRequest =
  | { readonly type: 'ready' }
  | { readonly type: 'act'; readonly page: string; readonly action: StageAction }
  | { readonly type: 'openStage'; readonly page: string; readonly stage: string }
  | { readonly type: 'openTopic'; readonly page: string; readonly topic: string }
  | { readonly type: 'chooseRepo'; readonly page: string; readonly folder: string }
  /** So many hints are unfolded now. */
  | { readonly type: 'unfoldHints'; readonly page: string; readonly hints: number }
  | { readonly type: 'copyCode' | 'openCode'; readonly page: string; readonly index: number };

/** What the host tells the stage page about the learner's work: always the whole. */
export interface StagePageSnapshot {
  readonly type: 'snapshot';
  readonly page: string;
  /** The repo that the page is for, as a URI; null when there is none. */
  readonly folder: string | null;
  /** Parts of the page whose shape changes, made by the host. */
  readonly parts: readonly Element[];
  /** How many hints were unfolded in the repo. */
  readonly hints: number;
  /** A check is running. */
  readonly isChecking: boolean;
  /** All stages of the project have passed. */
  readonly isFinished: boolean;
  /** What the last run came to, in words, and when it ended; null when there was none. */
  readonly outcome: { readonly at: number; readonly text: string } | null;
}

export type StagePageMessage =
  | StagePageSnapshot
  /** The code is on the clipboard. */
  | { readonly type: 'copied'; readonly page: string; readonly index: number }
  /** The colours of code, for the time in which the page looks like this kind of theme (`vscode-dark` and the like). */
  | { readonly type: 'colours'; readonly theme: string; readonly colours: CodeColours };

/** What the page keeps for the next start of the window. */
export interface StagePageState {
  readonly project: string;
  readonly stage: string;
  /** The repo, as a URI; null when there was none. */
  readonly folder: string | null;
  /** How far each stage was scrolled, in blocks of the page. */
  readonly scroll: Readonly<Record<string, number>>;
  /** How many hints of each stage were unfolded while there was no repo. */
  readonly hints: Readonly<Record<string, number>>;
}

const isAction = (value: unknown): value is StageAction => (STAGE_ACTIONS as readonly unknown[]).includes(value);

/** A request of the page, or undefined when it is none. */
export function parseStagePageRequest(message: unknown): StagePageRequest | undefined {
  if (!isObject(message)) return undefined;
  const { type, page, action, stage, topic, folder, hints, index } = message;
  if (type === 'ready') return { type };
  if (!isText(page)) return undefined;
  switch (type) {
    case 'act':
      return isAction(action) ? { type, page, action } : undefined;
    case 'openStage':
      return isText(stage) ? { type, page, stage } : undefined;
    case 'openTopic':
      return isText(topic) ? { type, page, topic } : undefined;
    case 'chooseRepo':
      return isText(folder) ? { type, page, folder } : undefined;
    case 'unfoldHints':
      return isCount(hints) ? { type, page, hints } : undefined;
    case 'copyCode':
    case 'openCode':
      return isCount(index) ? { type, page, index } : undefined;
    default:
      return undefined;
  }
}

/** A message of the host, or undefined when it is none. */
export function parseStagePageMessage(message: unknown): StagePageMessage | undefined {
  if (!isObject(message)) return undefined;
  const { type, page, index, theme } = message;
  if (type === 'colours') {
    const colours = parseCodeColours(message['colours']);
    return colours && isText(theme) ? { type, theme, colours } : undefined;
  }
  if (!isText(page)) return undefined;
  if (type === 'copied') return isCount(index) ? { type, page, index } : undefined;
  return type === 'snapshot' ? parseSnapshot(page, message) : undefined;
}

function parseSnapshot(page: string, message: Readonly<Record<string, unknown>>): StagePageSnapshot | undefined {
  const { folder, parts, hints, isChecking, isFinished, outcome } = message;
  const isPart = (value: unknown): value is Element => isElement(value);
  if (!isNullOr(folder, isText) || !isListOf(parts, isPart) || !isCount(hints)) return undefined;
  if (!isFlag(isChecking) || !isFlag(isFinished) || !isNullOr(outcome, isOutcome)) return undefined;
  return { type: 'snapshot', page, folder, parts, hints, isChecking, isFinished, outcome };
}

const isOutcome = (value: unknown): value is NonNullable<StagePageSnapshot['outcome']> =>
  isObject(value) && Number.isFinite(value['at']) && isText(value['text']);

/** The stored state of a page, or undefined when it is none. What is damaged beside the stage is left out. */
export function parseStagePageState(state: unknown): StagePageState | undefined {
  if (!isObject(state)) return undefined;
  const { project, stage, folder, scroll, hints } = state;
  if (!isText(project) || !isText(stage)) return undefined;
  return { project, stage, folder: isText(folder) ? folder : null, scroll: numbersIn(scroll), hints: numbersIn(hints) };
}
