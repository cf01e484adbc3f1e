import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { showError, showInformation, showProgress, showWarning } from '../../src/base/messages';
import { reportError, type Log } from '../../src/base/log';
import { UserError } from '../../src/base/userError';
import { recordMessages, replaceInWindow, restoreWindow } from './support/messages';

const ATTACK = '[Show it](command:workbench.action.files.newUntitledFile)';
const HARMLESS = '[Show it] (command:workbench.action.files.newUntitledFile)';

describe('messages', () => {
  afterEach(restoreWindow);

  it('have no links, whatever stands in them, and give the button that was chosen', async () => {
    const messages = recordMessages(({ buttons }) => buttons[1]);
    assert.equal(await showInformation<string>(`a ${ATTACK}`, 'One', 'Two'), 'Two');
    assert.equal(await showWarning<string>(`b ${ATTACK}`, { modal: true, detail: `c\u202e\n${ATTACK}` }, 'One', 'Two'), 'Two');
    assert.equal(await showError(`d ${ATTACK}`), undefined);
    assert.deepEqual(messages, [
      { kind: 'info', text: `a ${HARMLESS}`, modal: false, detail: undefined, buttons: ['One', 'Two'] },
      { kind: 'warning', text: `b ${HARMLESS}`, modal: true, detail: `c \n${ATTACK}`, buttons: ['One', 'Two'] },
      { kind: 'error', text: `d ${HARMLESS}`, modal: false, detail: undefined, buttons: [] },
    ]);
  });

  it('are no longer than VS Code shows', async () => {
    const messages = recordMessages();
    await showInformation('x'.repeat(5_000));
    assert.equal(messages[0]?.text, `${'x'.repeat(1_000)}…`);
  });

  it('of errors have none either', () => {
    const messages = recordMessages();
    reportError({ error: () => undefined } as unknown as Log, 'x', new UserError(ATTACK));
    reportError({ error: () => undefined } as unknown as Log, ATTACK, new Error(ATTACK));
    assert.deepEqual(
      messages.map(({ text }) => text),
      [HARMLESS, `Backend Roadmap could not finish: ${HARMLESS}: ${HARMLESS}.`],
    );
  });

  it('about what is being done have none either', async () => {
    let title: string | undefined;
    replaceInWindow('withProgress', (options: vscode.ProgressOptions, task: () => Thenable<string>) => {
      title = options.title;
      return task();
    });
    assert.equal(
      await showProgress({ location: vscode.ProgressLocation.Notification, title: ATTACK }, () => Promise.resolve('done')),
      'done',
    );
    assert.equal(title, HARMLESS);
  });
});
