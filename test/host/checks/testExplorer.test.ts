import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { TestExplorer } from '../../../src/checks/explorer/testExplorer';
import type { ChecksContext } from '../../../src/checks/explorer/context';
import { Log } from '../../../src/base/log';

type Replaceable = Record<string, unknown>;

describe('the Test Explorer', () => {
  const tests = vscode.tests as unknown as Replaceable;
  const original = tests['createTestController'];
  const searches = vscode.workspace as unknown as Replaceable;
  const search = searches['findFiles'];
  const repos = { isEmpty: true, changed: new vscode.EventEmitter<void>(), knownRepos: () => [] };
  let made: string[] = [];
  let found: vscode.Uri[] = [];
  let checks: TestExplorer | undefined;

  beforeEach(() => {
    [made, found, repos.isEmpty] = [[], [], true];
    tests['createTestController'] = (id: string) => {
      made.push(id);
      return { dispose: () => undefined };
    };
    searches['findFiles'] = () => Promise.resolve(found);
  });
  afterEach(() => {
    checks?.dispose();
    tests['createTestController'] = original;
    searches['findFiles'] = search;
  });

  /** The checks of a window, when they have looked for projects. */
  const open = async (): Promise<void> => {
    const library = { index: { outline: { projects: [] } } };
    const context = { library, repos: { ...repos, onDidChange: repos.changed.event }, log: new Log() };
    // What is looked at is what is given.
    Object.defineProperty(context.repos, 'isEmpty', { get: () => repos.isEmpty });
    checks = new TestExplorer(context as unknown as ChecksContext);
    await new Promise((resolve) => setImmediate(resolve));
  };

  it('knows nothing of checks while there is no project, and so shows no icon', async () => {
    await open();
    assert.deepEqual(made, []);
  });

  it('knows of them when the learner has begun a project somewhere', async () => {
    repos.isEmpty = false;
    await open();
    assert.deepEqual(made, ['backendRoadmap.checks']);
  });

  it('knows of them when a folder of the workspace says that it is one', async () => {
    found = [vscode.Uri.file('/code/api/.backend-roadmap.json')];
    await open();
    assert.deepEqual(made, ['backendRoadmap.checks']);
  });

  it('learns of them, once, when a project is scaffolded', async () => {
    await open();
    repos.isEmpty = false;
    repos.changed.fire();
    repos.changed.fire();
    assert.deepEqual(made, ['backendRoadmap.checks']);
  });
});
