/** The learner's work in a stage, as the host tells its page of it: for situations that a bare browser does not come to by itself. */
import Module from 'node:module';
import type { WorkView } from '../../src/stages/stageView';
import type { ShownPage } from '../support/bare/pages';

/** The parts of the page as the host draws them: its words need an editor's, which the built extension has for itself alone. */
async function wordsOfParts() {
  const loader = Module as unknown as { _load: unknown };
  const before = loader._load;
  await import('../unit/vscode');
  const parts = { ...(await import('../../src/stages/html/actionsPart')), ...(await import('../../src/stages/html/checksPart')) };
  loader._load = before;
  return parts;
}

/** What the learner's project is about now. */
export type Situation = Partial<WorkView>;

/** The learner's work in "Read one todo", with a check that has got so far, or with what keeps it from being checked. */
const workOf = (folder: string, { upNext, ...situation }: Situation): WorkView => ({
  project: { id: 'rest-api', title: 'REST API' },
  text: {
    ...{ id: 'read-one', title: 'Read one todo', markdown: '', html: '', code: [], hints: [] },
    checks: ['reads', 'unknown', 'problem'].map((id) => ({ id, title: `What ${id} says`, line: 0 })),
  },
  position: 2,
  repos: [],
  folder,
  // The next stage comes up when this one has passed.
  result: { passed: upNext !== undefined, at: 0, failures: 0, hints: 0, checks: [] },
  states: ['passed', 'open'],
  upNext,
  isFinished: false,
  nextProject: undefined,
  checkTitles: new Map([
    ['hello/creates', 'It creates'],
    ['read-one/reads', 'What reads says'],
  ]),
  run: undefined,
  setup: undefined,
  toComplete: [],
  isStale: false,
  isRunning: false,
  problem: undefined,
  part: undefined,
  ...situation,
});

/** Sends the page what the host sends in this situation: of its parts, those that are named. */
export async function showWork(stage: ShownPage, situation: Situation, names: readonly ('actions' | 'checks')[]): Promise<void> {
  const { actionsPart, checksPart } = await wordsOfParts();
  const { folder } = stage.panel.state as { folder: string };
  const view = workOf(folder, situation);
  const draw = { actions: actionsPart, checks: checksPart };
  await stage.panel.webview.postMessage({
    ...{ type: 'snapshot', page: 'rest-api:read-one', folder, hints: 0, isFinished: false, outcome: null },
    parts: names.map((name) => draw[name](view)),
    checking: situation.run ? 'Checking REST API: Stage 2, Read one todo' : null,
  });
}
