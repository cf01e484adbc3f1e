/** Brings the stage page to life: the learner's work, hints, examples, and the way to other stages and topics. */
import { parseStagePageMessage, STAGE_ACTIONS, type StageAction, type StagePageSnapshot } from '../model/protocol';
import { announce } from '../../pages/client/announcer';
import { showParts } from '../../pages/client/patch';
import { clickCode, showCopied, startCode, type CodeActions } from '../../pages/client/code';
import { startColours, takeColours } from '../../pages/client/colours';
import { onMessage } from '../../pages/client/host';
import { startScroll } from '../../pages/client/scroll';
import { showHints, startHints } from './hints';
import { kept, keep, page, post } from './host';

const code: CodeActions = {
  copy: (index) => post({ type: 'copyCode', page, index }),
  open: (index) => post({ type: 'openCode', page, index }),
};

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>('button, a') : null;
  if (!target || clickCode(target, code)) return;
  const { act, openStage, openTopic } = target.dataset;
  if (act !== undefined) doAction(target, act);
  else if (openStage !== undefined) post({ type: 'openStage', page, stage: openStage });
  else if (openTopic !== undefined) post({ type: 'openTopic', page, topic: openTopic });
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
  else if (message.type === 'copied') showCopied(message.index);
  else show(message);
});

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
  showParts(snapshot.parts);
  for (const select of document.querySelectorAll<HTMLSelectElement>('[data-repo]')) select.value = snapshot.folder ?? '';
  showHints(snapshot);
  showWhole();
  // The first snapshot brings a page up to date, and another repo is another story: nothing has just happened.
  if (before && before.folder === snapshot.folder) tell(before, snapshot);
}

/** Says what a run has come to, and celebrates the last stage once. */
function tell(before: StagePageSnapshot, { outcome, isChecking, isFinished }: StagePageSnapshot): void {
  if (outcome && outcome.at !== before.outcome?.at) announce(outcome.text);
  else if (isChecking && !before.isChecking) announce(document.querySelector<HTMLElement>('[data-announcer]')?.dataset['checking'] ?? '');
  if (isFinished && !before.isFinished) document.body.dataset['celebrates'] = 'true';
}

keep({});
startCode();
startColours();
startHints();
startScroll(kept().scroll[page] ?? 0, (scroll) => keep({ scroll: { ...kept().scroll, [page]: scroll } }), whole);
post({ type: 'ready' });
