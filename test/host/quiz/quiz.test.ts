import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { BackendRoadmapApi } from '../../../src/api';
import type { Quiz } from '../../../src/content/quiz';
import { CommandId, ContextKey } from '../../../src/ids';
import { recordContextKeys, restoreCommands } from '../support/contextKeys';
import { activate, resetEverything } from '../support/extension';
import { temporaryHome } from '../support/home';
import { recordMessages, replaceInWindow, restoreWindow, type Shown } from '../support/messages';
import { bundledQuiz, lastPanel, QuizPanel } from '../support/quizPanel';
import { textOf } from '../support/shownParts';
import { until } from '../support/until';

const run = (command: CommandId, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);

const DAY = 86_400_000;
const FIRST = 'how-the-internet-works';
const SECOND = 'rest-api-design';

describe('quizzes', () => {
  let api: BackendRoadmapApi;
  let messages: Shown[];
  let quiz: Quiz;
  const texts = () => messages.map(({ kind, text }) => `${kind}: ${text}`);

  /** What an export says about a topic: field → value. What was cleared, or set back to the beginning, says nothing. */
  async function stored(topic: string): Promise<Record<string, unknown>> {
    const file = vscode.Uri.joinPath(temporaryHome(), `export-${Math.random().toString(36).slice(2)}.json`);
    replaceInWindow('showSaveDialog', () => Promise.resolve(file));
    await run(CommandId.exportProgress);
    const { registers } = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file))) as { registers: Record<string, { v: unknown }> };
    await vscode.workspace.fs.delete(file);
    const prefix = `backend/${topic}#`;
    return Object.fromEntries(Object.entries(registers).flatMap(([key, { v }]) => (key.startsWith(prefix) && v !== null && v !== 'todo' ? [[key.slice(prefix.length), v]] : [])));
  } // prettier-ignore

  /** Merges progress from a file, as another machine would write it. */
  async function merge(registers: Record<string, unknown>): Promise<void> {
    const file = vscode.Uri.joinPath(temporaryHome(), `import-${Math.random().toString(36).slice(2)}.json`);
    const envelope = { format: 'backend-roadmap-progress', version: 1, registers };
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(envelope)));
    await run(CommandId.importProgress, file);
    await vscode.workspace.fs.delete(file);
  }

  const clear = async () => {
    for (const topic of [FIRST, SECOND]) await run(CommandId.resetTopic, topic);
    await resetEverything(api);
  };

  before(async () => {
    api = await activate();
    // The page of a topic that is open would be used again.
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    quiz = await bundledQuiz(FIRST);
  });
  beforeEach(async () => {
    messages = recordMessages(({ modal }) => (modal ? 'Reset Topic' : undefined));
    await clear();
    messages.length = 0;
    QuizPanel.replacePanels();
  });
  afterEach(async () => {
    for (const { panel } of QuizPanel.opened) panel.dispose();
    await clear();
    restoreWindow();
  });

  it('a pass writes the proof and leaves the tick alone, until the learner asks for it', async () => {
    await run(CommandId.takeQuiz, FIRST);
    const page = await lastPanel();
    page.answerAll([quiz], () => true);
    assert.equal(page.all('result')[0]?.attributes['data-passed'], 'true');
    assert.deepEqual([page.all('missed'), page.text('markDone')], [[], 'Mark as Completed']);
    assert.equal(api.getStatus(FIRST), 'todo');
    assert.deepEqual(await stored(FIRST), { [`proof:quiz:${FIRST}`]: true });
    page.tell({ type: 'markDone' });
    assert.equal(api.getStatus(FIRST), 'done');
    assert.deepEqual([page.text('markDone'), page.text('done-mark'), page.all('result').length], [undefined, 'Completed', 1]);
    assert.deepEqual(texts(), [texts().find((text) => text.includes('Saved to'))]);
  });

  it('a pass leads on to the next topic, and the quiz goes; a question leads nowhere yet', async () => {
    await run(CommandId.takeQuiz, FIRST);
    const page = await lastPanel();
    for (const type of ['nextTopic', 'backToLesson', 'continue', 'reviewMore']) page.tell({ type });
    page.answerAll([quiz], () => true);
    assert.equal(page.text('nextTopic'), 'Next Topic: HTTP and HTTPS');
    page.tell({ type: 'nextTopic' });
    const topic = await lastPanel(2);
    await until('the next topic is shown, and nothing was before it', () => topic.panel.title === 'HTTP and HTTPS');
    await until('the quiz is closed', () => page.isClosed);
  });

  it('begins with the focus when it is opened, and not when it only comes into sight again', async () => {
    await run(CommandId.takeQuiz, FIRST);
    const page = await lastPanel();
    assert.equal(page.ask({ type: 'ready' }).begins, true);
    assert.equal(page.ask({ type: 'ready' }).begins, false);
    await run(CommandId.takeQuiz, FIRST);
    assert.equal(page.ask({ type: 'ready' }).begins, false, 'the page was told already that the learner has gone back to it');
    assert.equal(page.arrivals, 2);
  });

  it('is taken, for the walkthrough, when it was answered to its end, also without a pass', async () => {
    const keys = recordContextKeys();
    try {
      await run(CommandId.takeQuiz, FIRST);
      const page = await lastPanel();
      page.ask({ type: 'ready' });
      assert.equal(keys.get(ContextKey.hasTakenQuiz), undefined);
      page.answerAll([quiz], () => false);
      assert.equal(keys.get(ContextKey.hasTakenQuiz), true);
    } finally {
      restoreCommands();
    }
  });

  it('a fail keeps everything as it was, and says what to read', async () => {
    await api.setStatus(FIRST, 'doing');
    const before = await stored(FIRST);
    await run(CommandId.takeQuiz, { kind: 'topic', topic: { id: FIRST } });
    const page = await lastPanel();
    page.answerAll([quiz], (question) => question > 2);
    assert.equal(page.all('result')[0]?.attributes['data-passed'], 'false');
    assert.deepEqual(
      page.all('openLesson').map((button) => [button.attributes['data-question'], textOf(button)]),
      [
        ['0', 'Read: How the Internet Works › From URL to first byte'],
        ['2', 'Read: How the Internet Works › Packets, addresses and ports'],
      ],
    );
    assert.deepEqual([page.text('markDone'), page.text('retry')], [undefined, 'Try Again']);
    page.tell({ type: 'markDone' });
    assert.deepEqual(await stored(FIRST), before);
  });

  it('tells no answer before it was checked, and takes none twice', async () => {
    await run(CommandId.takeQuiz, FIRST);
    const page = await lastPanel();
    page.ask({ type: 'ready' });
    // Up to the first word that is marked, so that a reason is found in HTML as in elements.
    const reasons = quiz.questions
      .flatMap((one): { why: string }[] => [...(one.kind === 'order' ? one.steps : one.options)])
      .map(({ why }) => why.replace(/[<&].*/, ''))
      .filter((why) => why.length > 20);
    const told = () => reasons.filter((why) => `${page.panel.webview.html}${JSON.stringify(page.view)}`.includes(why));
    assert.ok(reasons.length > 10 && page.all('choice').length + page.all('step').length > 1);
    assert.deepEqual([told(), page.all('verdict'), page.all('outcome')], [[], [], []]);
    assert.doesNotMatch(page.panel.webview.html, /correct|data-mark|class="why"/);
    const answer = quiz.questions[0]?.kind === 'order' ? page.all('step').map((_, place) => place) : [0];
    const checked = page.ask({ type: 'check', question: 0, answer });
    assert.equal(page.all('outcome').length, 1);
    assert.ok(told().length > 0, 'the reasons come with the outcome');
    const shown = page.view;
    assert.deepEqual(page.ask({ type: 'check', question: 0, answer: [1] }), { ...checked, parts: [] });
    assert.deepEqual(page.ask({ type: 'retry' }), { ...checked, parts: [] }, 'only a result can be left for a new start');
    assert.deepEqual(page.view, shown);
  });

  it('a message that is none changes nothing', async () => {
    await run(CommandId.takeQuiz, FIRST);
    const page = await lastPanel();
    const before = page.ask({ type: 'ready' });
    for (const message of [null, 'check', { type: 'check' }, { type: 'next', question: -1 }, { type: 'quit' }]) page.tell(message);
    page.tell({ type: 'check', question: 0, answer: [99] });
    assert.deepEqual(page.ask({ type: 'ready' }), { ...before, begins: false });
  });

  it('goes back to a quiz that is half done, and begins anew after its result', async () => {
    await run(CommandId.takeQuiz, FIRST);
    const page = await lastPanel();
    await run(CommandId.takeQuiz, FIRST);
    assert.deepEqual([QuizPanel.opened.length, page.reveals], [1, 1]);
    page.answerAll([quiz], () => false);
    await run(CommandId.takeQuiz, FIRST);
    assert.equal((await lastPanel(2)).all('question').length, 1);
  });

  it('opens one tab for two quick calls, before a quiz and after its result', async () => {
    const twice = () => Promise.all([run(CommandId.takeQuiz, FIRST), run(CommandId.takeQuiz, FIRST)]);
    await twice();
    assert.equal(QuizPanel.opened.length, 1);
    (await lastPanel()).answerAll([quiz], () => false);
    await twice();
    assert.equal(QuizPanel.opened.length, 2);
  });

  it('says what it cannot open', async () => {
    await run(CommandId.takeQuiz, 'gone');
    await run(CommandId.takeQuiz, 7);
    assert.deepEqual(texts(), [
      'error: There is no topic "gone" in this roadmap. Nothing was changed.',
      'error: This command needs the id of a topic, but it was given number 7. Nothing was changed.',
    ]);
  });

  it('a review comes when it is due, mixes topics, and keeps where each of them stands', async () => {
    await run(CommandId.review);
    assert.deepEqual(texts(), ['info: Nothing to review yet: a topic comes back one day after you passed its quiz.']);
    const proof = (topic: string, t: number) => ({ [`backend/${topic}#proof:quiz:${topic}`]: { v: true, t, w: 'other' } });
    // Later than what the tests before have cleared, and long ago for a clock that is a year ahead.
    const soon = Date.now() + DAY / 2;
    await merge({ ...proof(FIRST, soon), ...proof(SECOND, soon) });
    messages.length = 0;
    await run(CommandId.review);
    assert.match(texts().join(), /^info: Nothing is due for review\. .+ comes back on /);

    const now = Date.now;
    Date.now = () => now() + 2 * DAY;
    try {
      await run(CommandId.review);
      const page = await lastPanel();
      const quizzes = [quiz, await bundledQuiz(SECOND)];
      const { questions } = page.ask({ type: 'ready' }).state;
      assert.deepEqual(questions.map(({ topic }) => topic).sort(), [FIRST, FIRST, FIRST, SECOND, SECOND, SECOND]);
      page.answerAll(quizzes, (question) => questions[question]?.topic === FIRST);
      const [first, second] = [await stored(FIRST), await stored(SECOND)];
      assert.equal((first['review'] as { step: number }).step, 1);
      assert.equal((second['review'] as { step: number }).step, 0);
      await run(CommandId.review);
      assert.equal(QuizPanel.opened.length, 1, 'nothing is due any more');
      await run(CommandId.resetTopic, FIRST);
      assert.deepEqual(await stored(FIRST), {}, 'a reset begins the schedule anew');
    } finally {
      Date.now = now;
    }
  });
});
