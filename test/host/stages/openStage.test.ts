import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { CommandId } from '../../../src/ids';
import { activate } from '../support/extension';
import { useFakePanel, type FakePanel } from '../support/fakePanel';
import { temporaryHome } from '../support/home';
import { answeredQuestions, type Answer, type SeenQuestion } from '../../support/answeredQuestions';
import { recordMessages, replaceInWindow, restoreWindow, type Shown } from '../support/messages';

const open = (...args: unknown[]) => vscode.commands.executeCommand(CommandId.openStage, ...args);

describe('Open Stage', () => {
  let panel: FakePanel;
  let messages: Shown[];
  let home: vscode.Uri;
  const texts = () => messages.map(({ kind, text }) => `${kind}: ${text}`);

  before(() => activate());
  beforeEach(() => {
    home = temporaryHome();
    panel = useFakePanel();
    messages = recordMessages();
  });
  afterEach(() => {
    panel.close();
    restoreWindow();
    rmSync(home.fsPath, { recursive: true, force: true });
  });

  const row = { kind: 'project', project: { id: 'rest-api' } };
  for (const [what, argument, title] of [
    ['a stage by its project', { project: 'rest-api', stage: 'read-one' }, 'Read one todo'],
    ['the first stage that has not passed', { project: 'rest-api' }, 'Start it, list todos and create one'],
    ['the stage of a row', { kind: 'stage', stage: { id: 'update' }, parent: row }, 'Change a todo'],
    ['the first stage of a project that is a row', row, 'Start it, list todos and create one'],
  ] as const) {
    it(`opens ${what}`, async () => {
      await open(argument);
      assert.deepEqual([panel.title(), texts()], [title, []]);
    });
  }

  it('opens a stage for a folder, which says itself which project it is', async () => {
    writeFileSync(join(home.fsPath, '.backend-roadmap.json'), JSON.stringify({ project: 'rest-api', start: 'node .' }));
    await open({ folder: home.toString(), stage: 'read-one' });
    assert.equal(panel.title(), 'Read one todo');
    panel.send({ type: 'ready' });
    assert.deepEqual(panel.posted.map((one) => (one as { folder?: string }).folder).filter(Boolean), [home.toString()]);
  });

  it('asks for a project and a stage when it is given nothing', async () => {
    const asked: SeenQuestion[] = [];
    const answers: Answer[] = ['REST API', '$(circle-large-outline) Read one todo'];
    const answer = (question: SeenQuestion) => {
      asked.push(question);
      return answers.shift();
    };
    const { createQuickPick } = answeredQuestions({ answer });
    replaceInWindow('createQuickPick', createQuickPick);
    await open();
    assert.equal(panel.title(), 'Read one todo');
    assert.equal(asked[1]?.labels.length, 8);
    await open();
    assert.equal(asked.length, 3, 'nothing is asked after a question that was not answered');
    assert.deepEqual(texts(), []);
  });

  const NONE = 'error: This command needs a stage of a project, but it was given';
  for (const [argument, said] of [
    [7, `${NONE} number 7.`],
    ['rest-api', `${NONE} string "rest-api".`],
    [[], `${NONE} a list.`],
    [{}, `${NONE} an object.`],
    [{ stage: 'read-one' }, `${NONE} an object.`],
    [{ project: 'rest-api', stage: 3 }, `${NONE} an object.`],
    [{ kind: 'stage', stage: null, parent: null }, `${NONE} an object.`],
    [{ project: 'gone' }, 'error: This command needs a project that is in this roadmap.'],
    [{ project: 'rest-api', stage: 'gone' }, 'error: There is no stage "gone" in the project "REST API".'],
    [{ project: 'rest-api', folder: 'no address' }, 'error: This command needs the address of a folder, such as file:///home/me/rest-api.'],
    [{ folder: 7 }, 'error: This command needs the address of a folder, such as file:///home/me/rest-api.'],
  ] as const) {
    it(`says what is wrong with ${JSON.stringify(argument)}`, async () => {
      await open(argument);
      assert.deepEqual([texts(), panel.title()], [[said], '']);
    });
  }

  it('says that a folder is none of a project', async () => {
    await open({ folder: home.toString() });
    assert.match(texts().join(), /^error: .* has no \.backend-roadmap\.json, so it is not one of the projects\.$/);
  });
});
