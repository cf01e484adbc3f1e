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
  checkTitles: new Map([
    ['hello/creates', 'It creates'],
    ['read-one/reads', 'What reads says'],
  ]),
  ...{ run: undefined, setup: undefined, toComplete: [], isStale: false, isRunning: false, problem: undefined, part: undefined },
  result: { passed, ...(passed && { firstPassedAt: 5 }), at: passed || checks.length > 0 ? 5 : 0, failures: 0, hints: 0, checks },
});

const failed = (id: string): CheckRun => ({ id, failure: { message: 'It answered 500.' } });

describe('how a stage stands, in words', () => {
  it('counts what passed, and never says in one sentence that it has and has not', () => {
    const one = outcomeOf(workAfter(false, [{ id: 'reads' }, failed('unknown'), failed('problem')]));
    assert.equal(one?.count, 'Not passed yet: 1 of 3 checks so far');
    assert.equal(one.text, 'Not passed yet: 1 of 3 checks so far. It answered 500.');
    const all = outcomeOf(workAfter(true, [{ id: 'reads' }, { id: 'unknown' }, { id: 'problem' }]));
    assert.equal(all?.text, 'Passed: 3 of 3 checks');
    const fewer = outcomeOf(workAfter(true, [{ id: 'reads' }, { id: 'unknown' }]));
    assert.equal(fewer?.text, 'Passed with 2 of the 3 checks that there are by now: check it again');
  });

  it('says so when only some checks were run, and nothing when none was', () => {
    assert.equal(outcomeOf(workAfter(false, [{ id: 'reads' }, { id: 'unknown' }]))?.text, 'Not passed yet: 2 of 3 checks were run');
    assert.equal(outcomeOf(workAfter(false, [])), undefined);
  });
});

describe('a stage that was tried in part, at a server that runs already', () => {
  const part = {
    ...{ stage: 'read-one', at: 7, address: 'http://localhost:3000', checks: [{ id: 'reads' }] },
    leftOut: { unknown: 'Left out: it restarts the program.', problem: 'Left out: it counts on TTL.' },
  };
  const words = (html: string) => html.replace(/<[^>]*>/g, '|');

  it('says how far it was tried, what is missing, and what was found before', () => {
    const view = { ...workAfter(true, [{ id: 'reads' }, { id: 'unknown' }, { id: 'problem' }]), part };
    const { count, first, state } = outcomeOf(view) ?? {};
    assert.equal(count, '1 of 1 checks passed that could be tried at this server, 2 were left out');
    assert.equal(first, 'The stage passes when all of them do: press Check, which starts the program itself.');
    assert.equal(state, 'open');
    const html = words(htmlOf(actionsPart(view)).source);
    assert.match(html, /Checked on [^|]+ at http:\/\/localhost:3000/);
    assert.match(html, /Before that: Passed: 3 of 3 checks/);
  });

  it('says of each check that was left out why it was', () => {
    const html = words(htmlOf(checksPart({ ...workAfter(false, []), part })).source);
    assert.match(html, /What reads says\|+Passed/);
    assert.match(html, /What unknown says\|+Left out\|+Left out: it restarts the program\./);
    assert.match(html, /What problem says\|+Left out\|+Left out: it counts on TTL\./);
  });

  it('has failed when a check has that was tried', () => {
    const outcome = outcomeOf({ ...workAfter(false, []), part: { ...part, checks: [failed('reads')] } });
    assert.deepEqual([outcome?.state, outcome?.first], ['failed', 'It answered 500.']);
  });
});

describe('a check that has failed', () => {
  it('quotes what the text says, as a button that leads there, where that is known', () => {
    const work = workAfter(false, [failed('reads'), failed('unknown')]);
    const [reads, ...others] = work.text.checks;
    assert.ok(reads);
    const checks = [{ ...reads, passage: { quote: 'GET answers <200>.', line: 2 } }, ...others];
    const html = htmlOf(checksPart({ ...work, text: { ...work.text, checks } })).source;
    assert.match(
      html,
      /The text says: <button type="button" data-passage="reads" title="Go to This Sentence">“GET answers &lt;200&gt;\.”<\/button>/,
    );
    assert.equal(html.match(/The text says/g)?.length, 1);
  });
});

describe('a check that was not tried', () => {
  const untried = (id: string, stage: string, check: string): CheckRun => ({
    id,
    untried: { reason: 'Not tried, because creating a todo does not work yet.', stage, check },
  });

  it('is counted beside those that failed', () => {
    const some = outcomeOf(workAfter(false, [{ id: 'reads' }, failed('unknown'), untried('problem', 'read-one', 'unknown')]));
    assert.equal(some?.count, 'Not passed yet: 1 of 3 checks so far, 1 failed, 1 not tried');
    const none = outcomeOf(
      workAfter(
        false,
        ['reads', 'unknown', 'problem'].map((id) => untried(id, 'hello', 'creates')),
      ),
    );
    assert.equal(
      none?.text,
      'Not passed yet: 0 of 3 checks so far, 0 failed, 3 not tried. Not tried, because creating a todo does not work yet.',
    );
  });

  it('says why, and leads to the check that has told what is wrong, on this page or in another stage', () => {
    const html = htmlOf(checksPart(workAfter(false, [failed('reads'), untried('unknown', 'read-one', 'reads'), untried('problem', 'hello', 'creates')]))).source; // prettier-ignore
    assert.match(html, /data-check="unknown" data-state="untried"/);
    assert.match(html, /<span class="state">Not tried<\/span>/);
    assert.match(
      html,
      /Not tried, because creating a todo does not work yet\. <button type="button" data-go-to="reads">See: What reads says</,
    );
    assert.match(html, /<button type="button" data-open-stage="hello">See: It creates</);
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

describe('the debugger', () => {
  const isOffered = (change: Partial<WorkView>) =>
    htmlOf(actionsPart({ ...workAfter(false, []), ...change })).source.includes('data-act="debug">Debug This Stage<');

  it('is offered beside the check, as long as nothing keeps the project from being checked', () => {
    assert.equal(isOffered({}), true);
    for (const setup of ['missing', 'installing', 'restricted', 'elsewhere'] as const) assert.equal(isOffered({ setup }), false, setup);
    assert.equal(isOffered({ run: { stages: [], done: 0, total: 0, checks: {}, isWaiting: false, isEnding: false } }), false);
    assert.equal(isOffered({ folder: undefined }), false);
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
    assert.match(said, /\|Before that: Passed with 1 of the 3 checks that there are by now: check it again\|/);
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

describe('the page of a stage in a narrow column', () => {
  /** The words of the part in their order, those of buttons in brackets. */
  const order = (view: Partial<WorkView>, checks: readonly CheckRun[] = [], passed = false) =>
    htmlOf(actionsPart({ ...workAfter(passed, checks), ...view }))
      .source.replace(/<button[^>]*>([^<]*)<\/button>/g, '|[$1]|')
      .replace(/<[^>]*>/g, '|')
      .split('|')
      .map((word) => word.trim())
      .filter((word) => word !== '' && !word.startsWith('Checked on'));

  it('has the verdict first, then the button to press next, and below it what else can be done', () => {
    assert.deepEqual(order({}, [{ id: 'reads' }, failed('unknown')]), [
      'Not passed yet: 1 of 3 checks so far',
      'It answered 500.',
      '[Check Stage 2]',
      '[Debug This Stage]',
      '[Compare with Solution of Stage 2]',
      '[Start REST API]',
      'The solution opens when this stage passes, or after 3 checks that fail.',
    ]);
    const upNext = { id: 'update', title: 'Change a todo' };
    const toComplete = [{ id: 'http', title: 'HTTP' }];
    assert.deepEqual(order({ upNext, toComplete }, [{ id: 'reads' }, { id: 'unknown' }, { id: 'problem' }], true), [
      'Passed: 3 of 3 checks',
      '[Next: Change a todo]',
      '[Mark 1 Topic as Completed]',
      'Proven and not yet completed: HTTP',
      '[Check Stage 2]',
      '[Debug This Stage]',
      '[Compare with Solution of Stage 2]',
      '[Start REST API]',
    ]);
  });

  it('has what was printed below the button, which it would push out of sight', () => {
    const problem = { message: 'The program ended (exit code 1).', output: 'SyntaxError', at: 9 };
    assert.deepEqual(order({ problem }).slice(0, 5), [
      'The check could not run.',
      'The program ended (exit code 1).',
      '[Check Stage 2]',
      'What your program printed last',
      'SyntaxError',
    ]);
  });
});

describe('how the solution comes to be shown', () => {
  it('is said of checks that fail, and of more of them only once some have', () => {
    const said = (failures: number) => {
      const view = workAfter(false, []);
      const words = htmlOf(actionsPart({ ...view, result: { ...view.result, failures } })).source;
      return /The solution opens[^<]*/.exec(words)?.[0];
    };
    assert.equal(said(0), 'The solution opens when this stage passes, or after 3 checks that fail.');
    assert.equal(said(1), 'The solution opens when this stage passes, or after 2 more checks that fail.');
    assert.equal(said(2), 'The solution opens when this stage passes, or after 1 more check that fails.');
    assert.equal(said(3), undefined);
  });
});
