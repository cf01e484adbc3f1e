import assert from 'node:assert/strict';
import type { StageResult } from '../../../src/checks/model/results';
import { htmlOf } from '../../../src/base/elements';
import { actionsPart, outcomeOf } from '../../../src/stages/html/actionsPart';
import { checksPart } from '../../../src/stages/html/checksPart';
import { celebrationPart } from '../../../src/stages/html/workParts';
import type { WorkView } from '../../../src/stages/stageView';

type CheckRun = StageResult['checks'][number];

/** A stage with three checks, after a run that found this. */
const workAfter = (passed: boolean, checks: readonly CheckRun[]): WorkView => ({
  project: { id: 'rest-api', title: 'REST API' },
  text: {
    ...{ id: 'read-one', title: 'Read one todo', markdown: '', html: '', code: [], hints: [] },
    checks: ['reads', 'unknown', 'problem'].map((id) => ({ id, title: `What ${id} says`, line: 0 })),
  },
  ...{ position: 2, repos: [], folder: 'file:///my-api', states: [], upNext: undefined, isFinished: false, nextProject: undefined },
  ...{ run: undefined, setup: undefined, toComplete: [], isStale: false, isRunning: false, problem: undefined },
  result: { passed, at: passed || checks.length > 0 ? 5 : 0, failures: 0, hints: 0, checks },
});

const failed = (id: string): CheckRun => ({ id, failure: { message: 'It answered 500.' } });

describe('how a stage stands, in words', () => {
  it('counts what passed, and never says in one sentence that it has and has not', () => {
    const one = outcomeOf(workAfter(false, [{ id: 'reads' }, failed('unknown'), failed('problem')]));
    assert.equal(one?.count, 'Not passed yet: 1 of 3 checks so far');
    assert.equal(one.text, 'Not passed yet: 1 of 3 checks so far. It answered 500.');
    const all = outcomeOf(workAfter(true, [{ id: 'reads' }, { id: 'unknown' }, { id: 'problem' }]));
    assert.equal(all?.text, 'Passed: 3 of 3 checks');
  });

  it('says so when only some checks were run, and nothing when none was', () => {
    assert.equal(outcomeOf(workAfter(false, [{ id: 'reads' }, { id: 'unknown' }]))?.text, 'Not passed yet: 2 of 3 checks were run');
    assert.equal(outcomeOf(workAfter(false, [])), undefined);
  });
});

describe('a check that the learner thinks is wrong', () => {
  it('can be reported where it has failed, and nowhere else', () => {
    const { source } = htmlOf(checksPart(workAfter(false, [{ id: 'reads' }, failed('unknown')])));
    const buttons = [...source.matchAll(/<button[^>]*>[^<]*/g)].map(([button]) => button);
    assert.deepEqual(buttons, [
      '<button type="button" class="report" data-report="unknown" aria-label="This Check Is Wrong? What unknown says">This Check Is Wrong?',
    ]);
  });
});

describe('after a finished project', () => {
  it('comes the next one that was not begun, if there is one', () => {
    const draw = (nextProject: WorkView['nextProject']) =>
      htmlOf(celebrationPart({ ...workAfter(true, []), isFinished: true, states: ['passed'], nextProject })).source;
    assert.match(draw({ id: 'blog-api', title: 'Blog API' }), /data-act="openNextProject">Next Project: Blog API</);
    assert.doesNotMatch(draw(undefined), /Next Project/);
  });
});

describe('the program of a project', () => {
  const words = (isRunning: boolean) => htmlOf(actionsPart({ ...workAfter(true, []), isRunning })).source.replace(/<[^>]*>/g, '|');

  it('is started, and stopped where it was started', () => {
    assert.match(words(false), /\|Start REST API\|/);
    assert.doesNotMatch(words(false), /Stop REST API/);
    assert.match(words(true), /\|Stop REST API\|/);
    assert.doesNotMatch(words(true), /Start REST API/);
  });
});

describe('a project that cannot run here', () => {
  it('cannot be checked or started: both buttons say why, and neither is the one to press next', () => {
    const buttonsOf = (setup: WorkView['setup']) => {
      const { source } = htmlOf(actionsPart({ ...workAfter(false, []), setup }));
      return [...source.matchAll(/<button[^>]*>/g)].map(([tag]) => tag).filter((tag) => /data-act="(?:check|startProject)"/.test(tag));
    };
    for (const tag of buttonsOf('elsewhere')) assert.match(tag, /class="secondary" aria-disabled="true" aria-describedby="page-setup"/);
    const [check, start] = buttonsOf(undefined);
    assert.match(check ?? '', /class="primary" data-act="check"/);
    assert.match(start ?? '', /class="secondary" data-act="startProject"/);
  });
});

describe('topics that a passed stage has proven', () => {
  it('are named where they can be completed', () => {
    const toComplete = ['HTTP', 'REST <API>'].map((title) => ({ id: title, title }));
    const { source } = htmlOf(actionsPart({ ...workAfter(true, []), toComplete }));
    assert.match(source, /aria-describedby="page-topics" data-act="completeTopics">Mark 2 Topics as Completed</);
    assert.match(source, /<p class="hint-line" id="page-topics">Proven and not yet completed: HTTP, REST &lt;API&gt;<\/p>/);
    assert.doesNotMatch(htmlOf(actionsPart({ ...workAfter(false, []), toComplete })).source, /page-topics/);
  });
});

describe('a check that could not run', () => {
  const problem = { message: 'The program ended (exit code 1).', output: "SyntaxError: Unexpected token '}'", at: 9 };
  const words = (view: Partial<WorkView>) =>
    htmlOf(actionsPart({ ...workAfter(true, [{ id: 'reads' }]), problem, ...view })).source.replace(/<[^>]*>/g, '|');

  it('is what the page says, with what was printed, and what was found before is called that', () => {
    const said = words({});
    assert.match(said, /\|The check could not run\.\|\|The program ended \(exit code 1\)\.\|/);
    assert.match(said, /\|What your program printed last\|+\s*SyntaxError: Unexpected token/);
    assert.match(said, /\|Before that: Passed: 1 of 3 checks\|/);
    assert.doesNotMatch(said, /Not checked yet/);
  });

  it('is not said twice where the page says that dependencies are missing', () => {
    assert.doesNotMatch(words({ setup: 'missing' }), /could not run/);
  });
});

describe('a finished project', () => {
  it('is celebrated in a sentence that is right for every name', () => {
    for (const title of ['REST API', 'Real-time Chat', 'E-Commerce Backend']) {
      const view = { ...workAfter(true, []), project: { id: 'a', title }, isFinished: true, states: ['passed', 'passed'] as const };
      const words = htmlOf(celebrationPart(view)).source.replace(/<[^>]*>/g, '|');
      assert.ok(words.includes(`|${title} is finished.|`), words);
      assert.ok(
        words.includes('|You have built it, and all 2 stages pass. The certificate says what was checked: put it beside your code.|'),
      );
    }
  });
});

describe('a stage before there is a project', () => {
  it('says in plain words what its button does', () => {
    const words = htmlOf(actionsPart({ ...workAfter(false, []), folder: undefined })).source.replace(/<[^>]*>/g, '|');
    assert.ok(words.includes('|Scaffold REST API|'), words);
    const meaning = 'Scaffold REST API creates its starter, a small program that runs, in a folder you choose.';
    assert.ok(words.includes(`|You have not created this project yet. ${meaning} Build this stage in it, and check it here.|`), words);
  });
});
