/** Brings the stage page to life: the learner's work, hints, examples, and the way to other stages and topics. */
import { begin, connectHost, announce, focusedElement, moveFocus, onMessage } from '../../pages/client/host';
import {
  parseStagePageState,
  type StagePageRequest,
  type StagePageState,
  type StagePageSnapshot,
  parseStagePageMessage,
  STAGE_ACTIONS,
  type StageAction,
} from '../model/protocol';
import { showParts } from '../../pages/client/patch';
import { clickCode, showCopied, startCode, type CodeActions, startColours, takeColours } from '../../pages/client/code';
import { markPassage } from './passage';
import { startScroll } from '../../pages/client/scroll';

const host = connectHost<StagePageRequest, StagePageState>(parseStagePageState);
const { project = '', stage = '', page: id = '' } = document.body.dataset;

/** The stage that is shown, as `<project>/<stage>`. */
const page = id;

const { post } = host;

/** What was kept, of whichever stage. */
const kept = (): StagePageState => host.kept() ?? { project, stage, folder: null, scroll: {}, hints: {} };

/** Keeps a change for the next start of the window. */
const keep = (change: Partial<StagePageState>): void => host.keep({ ...kept(), ...change, project, stage });

/** Hints unfold one at a time: each is locked until the one before it was unfolded. */
const hints = [...document.querySelectorAll<HTMLDetailsElement>('details[data-hint]')];

/** How many were unfolded at some time. */
let unfolded = Number(document.querySelector<HTMLElement>('.hints')?.dataset['unfolded'] ?? 0);
let folder: string | null | undefined;

function startHints(): void {
  hints.forEach((hint, at) => {
    // At the click and not only when the browser tells that it has opened: the next key press may come before that.
    hint.querySelector('summary')?.addEventListener('click', (event) => {
      if (at > unfolded) event.preventDefault();
      else unfold(at);
    });
    hint.addEventListener('toggle', () => {
      if (hint.open) unfold(at);
    });
  });
}

function unfold(at: number): void {
  if (at < unfolded) return;
  unfolded = at + 1;
  unlock();
  record();
}

/** Where the unfolded hints are kept is known with the first snapshot. */
function record(): void {
  if (folder === null) keep({ hints: { ...kept().hints, [page]: unfolded } });
  else if (folder !== undefined) post({ type: 'unfoldHints', page, hints: unfolded });
}

/** Shows how many were unfolded in the repo or, without one, on this page. Another repo begins with its own. */
function showHints(snapshot: StagePageSnapshot): void {
  const isFirst = folder === undefined;
  const isOther = folder !== snapshot.folder;
  folder = snapshot.folder;
  const { [page]: before = 0, ...others } = kept().hints;
  if (folder !== null && before > 0) {
    // What was unfolded before there was a repo counts for it.
    keep({ hints: others });
    if (before > snapshot.hints) post({ type: 'unfoldHints', page, hints: before });
  }
  const known = Math.max(snapshot.hints, before);
  // Somebody quick has unfolded one before the first snapshot came.
  unfolded = isOther && !isFirst ? known : Math.max(unfolded, known);
  if (isFirst && unfolded > known) record();
  unlock();
  if (isOther) hints.forEach((hint, at) => (hint.open = at < unfolded));
}

function unlock(): void {
  hints.forEach((hint, at) => {
    const isLocked = at > unfolded;
    hint.toggleAttribute('data-locked', isLocked);
    const summary = hint.querySelector('summary');
    if (isLocked) summary?.setAttribute('aria-disabled', 'true');
    else summary?.removeAttribute('aria-disabled');
    const body = hint.querySelector<HTMLElement>('.lesson');
    if (body) body.hidden = isLocked;
  });
}

const code: CodeActions = {
  copy: (index) => post({ type: 'copyCode', page, index }),
  open: (index) => post({ type: 'openCode', page, index }),
};

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>('button, a') : null;
  if (!target || clickCode(target, code)) return;
  const { act, openStage, openTopic, report, goTo, passage } = target.dataset;
  if (act !== undefined) doAction(target, act);
  else if (openStage !== undefined) post({ type: 'openStage', page, stage: openStage });
  else if (openTopic !== undefined) post({ type: 'openTopic', page, topic: openTopic });
  else if (goTo !== undefined) goToPlace(document.querySelector<HTMLElement>(`[data-check="${goTo}"]`));
  else if (passage !== undefined) goToPlace(passageOf(target));
  else if (report !== undefined) post({ type: 'reportCheck', page, check: report });
  else return;
  event.preventDefault();
});

document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLSelectElement && target.dataset['repo'] !== undefined) {
    post({ type: 'chooseRepo', page, folder: target.value });
  }
});

onMessage(parseStagePageMessage, (message) => {
  if (message.type === 'colours') takeColours(message.theme, message.colours);
  else if (message.page !== page) return;
  else if (message.type === 'begin') begin();
  else if (message.type === 'copied') showCopied(message.index);
  else show(message);
});

/** The block of the text in which the words begin that a button quotes, with these marked. */
function passageOf(button: HTMLElement): HTMLElement | null {
  const text = document.querySelector('article.lesson');
  // In marks of quotation.
  return (text && markPassage(text, button.textContent.slice(1, -1))) ?? null;
}

/** Scrolls to a place of this page and gives it the focus, so that it is read and the next Tab goes on from there. */
function goToPlace(place: HTMLElement | null): void {
  if (!place) return;
  place.tabIndex = -1;
  place.scrollIntoView({ block: 'center' });
  moveFocus(place);
}

/** A button that cannot be pressed yet says why. */
function doAction(button: HTMLElement, action: string): void {
  if (button.getAttribute('aria-disabled') !== 'true') {
    if (isAction(action)) post({ type: 'act', page, action });
    return;
  }
  const why = document.getElementById(button.getAttribute('aria-describedby') ?? '');
  if (why) announce(why.textContent);
}

const isAction = (value: string): value is StageAction => (STAGE_ACTIONS as readonly string[]).includes(value);

let shown: StagePageSnapshot | undefined;
let showWhole: () => void;
/** With the first snapshot, the page has all that the host knows of. */
const whole = new Promise<void>((resolve) => (showWhole = resolve));

function show(snapshot: StagePageSnapshot): void {
  const before = shown;
  shown = snapshot;
  keep({ folder: snapshot.folder });
  const focused = focusedElement()?.dataset['act'];
  showParts(snapshot.parts);
  if (focused !== undefined) keepFocus(focused, snapshot.checking !== null);
  for (const select of document.querySelectorAll<HTMLSelectElement>('[data-repo]')) select.value = snapshot.folder ?? '';
  showHints(snapshot);
  showWhole();
  // The first snapshot brings a page up to date, and another repo is another story: nothing has just happened.
  if (before && before.folder === snapshot.folder) tell(before, snapshot);
}

/** What begins something, and what ends it. */
const OPPOSITES: Readonly<Record<string, string>> = { startProject: 'stopProject', stopProject: 'startProject' };

/** Whoever pressed a button stays at it, or at what has taken its place: the one that began the run when that has ended, and the other way around. */
function keepFocus(action: string, isChecking: boolean): void {
  // Its element may be gone, or be another button now.
  if (focusedElement()?.dataset['act'] === action) return;
  const button = (act: string) => document.querySelector<HTMLElement>(`[data-act="${act}"]`);
  moveFocus(
    button(action) ?? button(OPPOSITES[action] ?? '') ?? button(isChecking ? 'cancelCheck' : 'check') ?? button('installDependencies'),
  );
}

/** The run that is under way, or was last, has come to something. What was canceled, or could not start, has not. */
let hasResult = false;
const announcer = document.querySelector<HTMLElement>('[data-announcer]');

/** Says what a run has come to, and celebrates the last stage once. */
function tell(before: StagePageSnapshot, { outcome, checking, isFinished }: StagePageSnapshot): void {
  const isNews = outcome !== null && outcome.at !== before.outcome?.at;
  if (checking !== null && before.checking === null) hasResult = false;
  hasResult ||= isNews;
  if (isNews) announce(outcome.text);
  else if (checking !== null) {
    if (checking !== before.checking) announce(checking);
  } else if (before.checking !== null && !hasResult) announce(announcer?.dataset['ended'] ?? '');
  if (isFinished && !before.isFinished) document.body.dataset['celebrates'] = 'true';
}

keep({});
if (document.body.dataset['arrives'] !== undefined) begin();
startCode();
startColours();
startHints();
startScroll(kept().scroll[page] ?? 0, (scroll) => keep({ scroll: { ...kept().scroll, [page]: scroll } }), whole);
post({ type: 'ready' });
