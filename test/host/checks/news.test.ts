import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ChecksContext } from '../../../src/checks/explorer/context';
import { type RunSubject, tellNews } from '../../../src/checks/explorer/aftermath';
import type { EventOf, RunEvent } from '../../../src/checks/model/events';
import type { RunNews } from '../../../src/checks/model/results';
import type { StageText } from '../../../src/content/stage';
import { recordMessages, replaceInWindow, restoreWindow, type Shown } from '../support/messages';

/** What a run was about, where it differs. */
interface Told extends Partial<Pick<RunSubject, 'target' | 'origin' | 'url'>> {
  readonly events?: readonly RunEvent[];
}

describe('what the learner is told after a check', () => {
  const uri = vscode.Uri.file('/repos/my-api');
  const folder = { uri, name: 'my-api', project: 'api', file: { project: 'rest-api', start: 'npm start', environment: {}, services: [] } };
  const stages = ['first', 'last'].map((id) => ({ id, title: `The ${id}`, checks: [], hints: [] })) as unknown as StageText[];
  const passed = { passed: true, at: 1, firstPassedAt: 1, failures: 0, hints: 0, checks: [] };
  /** The stages of the folder that are in sight. */
  let inSight: string[];
  let stored: Record<string, typeof passed>;
  let completed: string[];
  let shown: Shown[];
  const context = () =>
    ({
      library: {
        load: () =>
          Promise.resolve({ projects: { items: [{ id: 'api', stages: stages.map(({ id }) => ({ id, topics: [`t-${id}`] })) }] } }),
      },
      store: {
        topic: () => ({ status: 'todo' }),
        setStatus: (ids: string[]) => Promise.resolve(void completed.push(...ids)),
      },
      results: { resultsOf: () => ({ version: 1, uri: uri.toString(), project: 'api', allowed: [], stages: stored }) },
      isStageInSight: (place: { folder: vscode.Uri; stage: string }) =>
        place.folder.toString() === uri.toString() && inSight.includes(place.stage),
    }) as unknown as ChecksContext;
  const tell = (news: Partial<RunNews>, { target = 'first', origin = 'command', url, events = [] }: Told = {}) =>
    tellNews(context(), { folder, stages, target, origin, url }, { outcome: 'passed', newlyPassed: [], regressions: [], ...news }, events);
  const failureIn = (stage: string): EventOf<'check-finished'> => ({
    ...{ type: 'check-finished', stage, check: 'a', ms: 1 },
    failure: { message: 'It answered 500.' },
  });

  beforeEach(() => {
    [inSight, stored, completed] = [[], { first: passed }, []];
    shown = recordMessages();
  });
  afterEach(() => restoreWindow());

  it('is a pass with what comes next, and the topics that it proves', async () => {
    shown = recordMessages(({ buttons }) => buttons[1]);
    await tell({ newlyPassed: ['first'] });
    assert.deepEqual([shown[0]?.text, shown[0]?.buttons], ['Passed: The first.', ['Next: The last', 'Mark 1 Topic as Completed']]);
    assert.deepEqual(completed, ['t-first']);
  });

  it('names the address of a server that was running already', async () => {
    const url = 'http://pi.local';
    await tell({ newlyPassed: ['first'] }, { url });
    await tell({ outcome: 'failed' }, { url, events: [failureIn('first')] });
    const leftOut: RunEvent = { type: 'check-left-out', stage: 'first', check: 'b', reason: 'Left out.' };
    await tell({ outcome: 'partial' }, { url, events: [{ type: 'check-finished', stage: 'first', check: 'a', ms: 1 }, leftOut] });
    assert.deepEqual(
      shown.map(({ text }) => text),
      [
        'Passed at http://pi.local: The first.',
        'At http://pi.local: The first does not pass yet. It answered 500.',
        '1 of 2 checks of my-api passed at http://pi.local. The others were left out: they start the program themselves, or count on a variable. Press Check to have all of them tried.',
      ],
    );
    assert.deepEqual(shown[2]?.buttons, ['Show Output', 'Another Address…']);
  });

  it('is one line below of what the page of the stage shows before their eyes: it may be scrolled to something else', async () => {
    const said: string[] = [];
    replaceInWindow('setStatusBarMessage', (text: string) => said.push(text));
    inSight = ['first'];
    await tell({ newlyPassed: ['first'] });
    await tell({ newlyPassed: ['first'] }, { url: 'http://pi.local' });
    await tell({ outcome: 'failed' }, { events: [failureIn('first')] });
    assert.deepEqual(shown, []);
    assert.deepEqual(said, [
      '$(pass) Passed: The first.',
      '$(pass) Passed at http://pi.local: The first.',
      '$(error) The first does not pass yet.',
    ]);
  });

  it('counts the checks that were not tried because of what has failed', async () => {
    const untried: RunEvent = {
      ...{ type: 'check-untried', stage: 'first', check: 'b', ms: 1, reason: 'Not tried, because creating does not work yet.' },
      cause: { stage: 'first', check: 'a' },
    };
    const said: string[] = [];
    replaceInWindow('setStatusBarMessage', (text: string) => said.push(text));
    await tell({ outcome: 'failed' }, { events: [failureIn('first'), untried] });
    await tell({ outcome: 'failed' }, { events: [failureIn('first'), untried, { ...untried, check: 'c' }] });
    inSight = ['first'];
    await tell({ outcome: 'failed' }, { events: [failureIn('first'), untried, { ...untried, check: 'c' }] });
    assert.deepEqual(
      shown.map(({ text }) => text),
      [
        'The first does not pass yet. It answered 500. 1 other check was not tried, because it needs what does not work yet.',
        'The first does not pass yet. It answered 500. 2 other checks were not tried, because they need what does not work yet.',
      ],
    );
    assert.deepEqual(said, ['$(error) The first does not pass yet. 1 failed, 2 not tried.']);
  });

  it('offers no page that is open', async () => {
    inSight = ['last'];
    await tell({ newlyPassed: ['first'] });
    assert.deepEqual(shown[0]?.buttons, ['Mark 1 Topic as Completed']);
  });

  it('is a failure in another stage than the one in sight, by its number', async () => {
    inSight = ['last'];
    await tell({ outcome: 'failed', regressions: ['first'] }, { target: 'last', events: [failureIn('first')] });
    assert.deepEqual([shown[0]?.text, shown[0]?.buttons], ['The first no longer passes. It answered 500.', ['Open Stage 1']]);
  });

  it('is no failure that the Test Explorer shows, for whoever has run it there, and no pass that is no news', async () => {
    await tell({ outcome: 'failed' }, { origin: 'testExplorer', events: [failureIn('first')] });
    await tell({}, { origin: 'testExplorer' });
    assert.deepEqual(shown, []);
    await tell({ newlyPassed: ['first'] }, { origin: 'testExplorer' });
    assert.equal(shown.length, 1);
  });

  it('is nothing after a change that the learner did not ask to have checked, unless a stage has passed', async () => {
    await tell({ outcome: 'failed' }, { origin: 'change', events: [failureIn('first')] });
    assert.deepEqual(shown, []);
    await tell({ newlyPassed: ['first'] }, { origin: 'change' });
    assert.equal(shown.length, 1);
  });

  it('is what hinders a check, with the one thing to do; what the program does, the page in sight says with its output', async () => {
    const hindered = (code: EventOf<'problem'>['code'], message: string) =>
      tell({ outcome: 'problem', problem: { type: 'problem', code, message } }, { origin: 'testExplorer' });
    await hindered('port-closed', 'It does not listen.');
    inSight = ['first'];
    await hindered('port-closed', 'It does not listen.');
    await hindered('service', 'There is no Redis.');
    assert.deepEqual(
      shown.map(({ text, buttons }) => [text, buttons]),
      [
        ['It does not listen.', ['Show Output']],
        ['There is no Redis.', ['Open .env']],
      ],
    );
  });
});
