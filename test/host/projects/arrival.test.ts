import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Log } from '../../../src/base/log';
import type { Library } from '../../../src/content/library';
import { CommandId } from '../../../src/ids';
import { installations } from '../../../src/projects';
import { type ArrivalContext, openAfterwards, showArrival } from '../../../src/projects/scaffold/arrival';
import { ScaffoldMemory } from '../../../src/projects/scaffold/scaffoldMemory';
import { installDependencies } from '../../../src/projects/start/dependencies';
import { activate } from '../support/extension';
import { temporaryHome } from '../support/home';
import { SharedState } from '../support/memento';
import { answeredQuestions, type SeenQuestion } from '../../support/answeredQuestions';
import { recordMessages, replaceInWindow, restoreWindow, type Shown } from '../support/messages';
import { scaffold } from '../support/scaffolding';
import { skipWithoutTerminals } from '../support/terminals';
import { until } from '../support/until';

describe('the arrival in a new project', () => {
  const { executeCommand } = vscode.commands;
  let home: vscode.Uri;
  let folder: vscode.Uri;
  let messages: Shown[];
  let ran: unknown[][];
  let pointedAt: string[];

  const context = (hasStages = true): ArrivalContext => ({
    library: { stages: { has: () => hasStages } } as unknown as Library,
    memory: new ScaffoldMemory(new SharedState().open()),
    log: new Log(),
    pointAt: (project) => Promise.resolve(void pointedAt.push(project)),
  });

  beforeEach(() => {
    home = temporaryHome();
    folder = vscode.Uri.joinPath(home, 'todos');
    mkdirSync(folder.fsPath);
    writeFileSync(join(folder.fsPath, 'README.md'), '# Todos\n');
    writeFileSync(join(folder.fsPath, 'package.json'), '{ "name": "todos", "private": true }');
    messages = recordMessages();
    [ran, pointedAt] = [[], []];
    (vscode.commands as { executeCommand: unknown }).executeCommand = (command: string, ...args: unknown[]) => {
      // The extension itself, which starts in the same host, sets its context keys at a moment of its own.
      if (command === 'setContext') return executeCommand(command, ...args);
      ran.push([command, ...args]);
      return Promise.resolve();
    };
  });
  afterEach(() => {
    (vscode.commands as { executeCommand: unknown }).executeCommand = executeCommand;
    restoreWindow();
    rmSync(home.fsPath, { recursive: true, force: true });
  });

  it('shows the README, beside it the first stage, and says nothing on top of that', async () => {
    await showArrival(context(), { project: 'rest-api', folder, isAllOurs: false });
    const [[preview, readme] = [], stage] = ran;
    assert.deepEqual([preview, String(readme)], ['markdown.showPreview', vscode.Uri.joinPath(folder, 'README.md').toString()]);
    assert.deepEqual(stage, [
      CommandId.openStage,
      { folder: folder.toString(), project: 'rest-api' },
      { beside: true, preserveFocus: true },
    ]);
    assert.deepEqual([pointedAt, messages, ran.length], [['rest-api'], [], 2]);
    assert.equal(installations.isInstalling(folder), false, 'what else is in the folder is not ours');
  });

  it('shows no stage of a project that has none', async () => {
    await showArrival(context(false), { project: 'rest-api', folder, isAllOurs: false });
    assert.deepEqual(ran.map(([command]) => command), ['markdown.showPreview']); // prettier-ignore
  });

  it('leaves a note for the window that opens it, and says only of what is not opened where it is', async () => {
    const { memory, ...rest } = context();
    const made = { project: 'rest-api', folder, isAllOurs: true };
    await openAfterwards({ memory, ...rest }, made, 'newWindow');
    assert.deepEqual(ran.map(([command, , options]) => [command, options]), [['vscode.openFolder', { forceNewWindow: true }]]); // prettier-ignore
    assert.deepEqual([(await memory.arrived([folder]))?.isAllOurs, messages], [true, []]);
    await openAfterwards({ memory, ...rest }, made, 'nothing');
    assert.deepEqual(messages.map(({ text, buttons }) => [text, buttons]), [[`${folder.fsPath} is ready.`, ['Open in New Window']]]); // prettier-ignore
    assert.equal(await memory.arrived([folder]), undefined);
  });

  describe('whose folder is all ours', () => {
    before(function () {
      skipWithoutTerminals(this);
    });

    it('installs the dependencies at once, without a word', async () => {
      const begun: string[] = [];
      const listener = vscode.tasks.onDidStartTask(({ execution }) => begun.push(execution.task.name));
      await showArrival(context(), { project: 'rest-api', folder, isAllOurs: true });
      assert.equal(installations.isInstalling(folder), true);
      await until('it is installed', () => !installations.isInstalling(folder));
      listener.dispose();
      assert.deepEqual([begun, messages], [['Install dependencies of todos'], []]);
    });

    it('installs nothing where npm would take the folder for a part of the project around it', async () => {
      for (const around of ['{ "workspaces": ["*"] }', '{ "\\u0077orkspaces": { "packages": ["*"] } }', 'no JSON', '[]']) {
        writeFileSync(join(home.fsPath, 'package.json'), around);
        await showArrival(context(), { project: 'rest-api', folder, isAllOurs: true });
        assert.equal(installations.isInstalling(folder), false, around);
      }
      writeFileSync(join(home.fsPath, 'package.json'), '{ "name": "around" }');
      await showArrival(context(), { project: 'rest-api', folder, isAllOurs: true });
      assert.equal(installations.isInstalling(folder), true, 'a project beside it is nobody to npm');
      await until('it is installed', () => !installations.isInstalling(folder));
    });

    it('does not install twice at once, whoever asks, and tells all of them how it went', async () => {
      const begun: string[] = [];
      const news: string[] = [];
      const listeners = [
        vscode.tasks.onDidStartTask(({ execution }) => begun.push(execution.task.name)),
        installations.onDidChange((uri) => news.push(uri.toString())),
      ];
      assert.deepEqual(await Promise.all([installDependencies(folder), installDependencies(folder)]), [true, true]);
      vscode.Disposable.from(...listeners).dispose();
      assert.deepEqual([begun, news], [['Install dependencies of todos'], [folder.toString(), folder.toString()]]);
      assert.equal(installations.isInstalling(folder), false);
    });
  });
});

describe('scaffold: the questions of an empty window', () => {
  let home: vscode.Uri;
  let asked: SeenQuestion[];

  /** Somebody presses Enter; but nothing is opened here: that would end the tests. */
  const answer = (question: SeenQuestion) => {
    asked.push(question);
    return question.placeholder.includes('open the project') ? question.labels.at(-1) : question.value;
  };

  before(() => activate());
  beforeEach(() => {
    home = temporaryHome();
    asked = [];
    recordMessages();
    replaceInWindow('createQuickPick', answeredQuestions({ answer }).createQuickPick);
  });
  afterEach(() => {
    restoreWindow();
    rmSync(home.fsPath, { recursive: true, force: true });
  });

  it('offer nothing that needs an open folder, and this window first', async () => {
    assert.equal(vscode.workspace.workspaceFolders, undefined);
    assert.ok(await scaffold({ project: 'rest-api', name: 'todos', parent: home, git: false }));
    const withoutIcon = (label: string) => label.replace(/^\$\([\w-]+\) /, '');
    assert.deepEqual(
      asked.map(({ placeholder, labels, value, descriptions }) => ({
        ...{ placeholder, descriptions },
        ...{ labels: labels.map(withoutIcon), active: withoutIcon(value) },
      })),
      [
        {
          placeholder: 'Choose where to open the project',
          labels: ['Open in New Window', 'Open in This Window', 'Do Not Open'],
          active: 'Open in This Window',
          descriptions: [undefined, undefined, undefined],
        },
      ],
    );
  });
});
