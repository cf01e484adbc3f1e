import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { reportCheck } from '../../../src/checks/commands/reportCheck';
import type { TestPlace } from '../../../src/checks/explorer/testItems';
import { noResults, stageResultOf, type RepoResults } from '../../../src/checks/model/results';
import { UserError } from '../../../src/base/userError';
import { homeFolder } from '../../../src/base/uris';
import { recordMessages, restoreWindow, type Shown } from '../support/messages';

describe('reporting a check', () => {
  const folder = vscode.Uri.file('/code/my-api');
  const failure = {
    message: `It should be 200, but is 404: see ${homeFolder()?.fsPath ?? ''}/x.`,
    exchange: 'GET /todos/1',
    output: 'Error',
  };
  const results: RepoResults = {
    ...noResults(folder.toString(), 'rest-api'),
    stages: { hello: { passed: false, at: 5, failures: 1, hints: 0, checks: [{ id: 'reads', failure }, { id: 'lists' }] } },
  };
  const place = { folder: folder.toString(), project: 'rest-api', stage: 'hello', check: 'reads' };
  const items = new WeakMap<object, TestPlace>();
  let shown: Shown[];

  const run = (argument: unknown) => {
    const checks = ['reads', 'lists'].map((id) => ({ id, title: `It ${id}`, line: 0, passage: { quote: `The text of ${id}.`, line: 2 } }));
    const app = {
      library: {
        stages: { has: (id: string) => id === 'rest-api', load: () => Promise.resolve([{ id: 'hello', markdown: '# Hello', checks }]) },
      },
      results: {
        loaded: Promise.resolve(),
        stage: (uri: vscode.Uri, project: string, stage: string) =>
          stageResultOf(uri.toString() === results.uri && project === results.project ? results : undefined, stage),
      },
      checks: { load: () => Promise.resolve({ placeOf: (item: object) => items.get(item) }) },
    };
    return reportCheck(app as unknown as Parameters<typeof reportCheck>[0], [argument]);
  };

  beforeEach(async () => {
    await vscode.env.clipboard.writeText('before');
    shown = recordMessages();
  });
  afterEach(restoreWindow);

  it('copies it, and says that nothing was sent', async () => {
    await run(place);
    const report = await vscode.env.clipboard.readText();
    assert.match(report, /^# It reads\n\nCheck `reads` of stage `hello` of project `rest-api` fails/);
    assert.match(report, /\nIt should be 200, but is 404: see ~\/x\.\n/);
    assert.match(report, /\nThe text of reads\.\n/);
    assert.match(report, /\nGET \/todos\/1\n[^]*\n# Hello\n[^]*\n- Backend Roadmap [\d.]+\n- Visual Studio Code [\d.]+\n- linux \w+\n$/);
    assert.deepEqual(shown.map(({ kind, text }) => [kind, text]), [
      ['info', 'A report about this check is on the clipboard, and was sent nowhere. Read it before you give it to anybody.'],
    ]); // prettier-ignore
  });

  it('is asked for in the Test Explorer by the item of a check', async () => {
    const item = {};
    const file = { project: 'rest-api', start: 'npm start', environment: {}, services: [] };
    items.set(item, { folder: { uri: folder, name: 'my-api', project: 'rest-api', file }, stage: 'hello', check: 'reads' });
    await run(item);
    assert.match(await vscode.env.clipboard.readText(), /^# It reads\n/);
  });

  it('is refused, in one sentence, for what has not failed and what is no check', async () => {
    for (const [argument, reason] of [
      [{ ...place, check: 'lists' }, /^Only a check that failed/],
      [{ ...place, check: '__proto__' }, /^Only a check that failed/],
      [{ ...place, project: 'nowhere' }, /^Only a check that failed/],
      [{ ...place, folder: 'file:///elsewhere' }, /^Only a check that failed/],
      [{ ...place, folder: 7 }, /^This command needs a check of a project/],
      [undefined, /^This command needs a check of a project/],
      ['reads', /^This command needs a check of a project/],
    ] as const) {
      await assert.rejects(run(argument), (error) => error instanceof UserError && reason.test(error.message), JSON.stringify(argument));
    }
    assert.equal(await vscode.env.clipboard.readText(), 'before');
  });
});
