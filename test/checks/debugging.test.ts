import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { check, defineStage } from '../../src/checks/kit';
import type { Trial } from '../../src/checks/kit/stage';
import type { DebugNews, DebugRequest } from '../../src/checks/model/debugging';
import type { EventOf, RunEvent } from '../../src/checks/model/events';
import { startInDebugger } from '../../src/checks/runner/debugger';
import { markedProcesses } from '../../src/checks/runner/processes';
import { repoWith } from './support/misbehaving';
import { eventsHere, type RunHere } from './support/runner';

/** A stand-in for the editor and its debugger: it starts programs, and lets them stand still by a signal. */
class EditorStandIn {
  readonly asked: string[] = [];
  marks: (string | undefined)[] = [];
  private tell: (news: DebugNews) => void = () => undefined;
  private readonly children = new Map<number, ChildProcess>();

  constructor(
    private readonly begins: (program: number) => DebugNews | Promise<DebugNews> = (program) => ({ type: 'begun', program }),
    /** Of the debugger's own configuration, beside those of the run. */
    private readonly variables: Readonly<Record<string, string>> = {},
  ) {}

  onNews(listener: (news: DebugNews) => void): void {
    this.tell = listener;
  }

  send(request: DebugRequest): void {
    const { program } = request;
    this.asked.push(`${request.type} ${program}`);
    if (request.type === 'end') return;
    if (request.type === 'launch') this.launch(request);
    void Promise.resolve(this.begins(program)).then((news) => this.tell(news));
  }

  pause(program: number): void {
    this.children.get(program)?.kill('SIGSTOP');
    this.tell({ type: 'paused', program });
  }

  goOn(program: number): void {
    this.children.get(program)?.kill('SIGCONT');
    this.tell({ type: 'resumed', program });
  }

  private launch({ program, command, folder, environment }: Extract<DebugRequest, { type: 'launch' }>): void {
    const variables = { ...environment, ...this.variables };
    queueMicrotask(() => this.tell({ type: 'variables', program, variables }));
    const child = spawn('/bin/sh', ['-c', `exec ${command}`], { cwd: folder, env: variables });
    this.children.set(program, child);
    this.marks.push(environment['BACKEND_ROADMAP_RUN']);
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (text: string) => this.tell({ type: 'printed', program, text, stream }));
    child.once('close', (code) => this.tell({ type: 'ended', program, ...(code !== null && { exitCode: code }) }));
  }
}

describe('a run whose program is in a debugger', function () {
  this.timeout(60_000);

  /** Runs a stage with one check of a program that does one thing wrong, or none. */
  async function run(
    startProcess: ReturnType<typeof startInDebugger>,
    attempt: (trial: Trial<unknown>) => Promise<unknown>,
    { fault = 'none', ...more }: RunHere & { readonly fault?: string } = {},
  ): Promise<RunEvent[]> {
    const checks = [{ id: 'only', title: 'It is checked' }];
    const stage = defineStage<unknown>({
      checks: [
        check<unknown>('only', 'It is checked', async (trial) => {
          await attempt(trial);
        }),
      ],
    });
    return eventsHere(await repoWith(fault), {
      stage: 'one',
      startProcess,
      suites: {
        suiteOf: (project) =>
          Promise.resolve({ project, title: project, environment: {}, stages: [{ id: 'one', title: 'One', topics: [], checks }] }),
        stageOf: () => Promise.resolve(stage),
      },
      ...more,
    });
  }

  const messagesOf = (events: readonly RunEvent[]): (string | undefined)[] =>
    events.flatMap((event) =>
      event.type === 'check-finished' ? [event.failure?.message] : event.type === 'problem' ? [`${event.code}: ${event.message}`] : [],
    );
  const outcomeOf = (events: readonly RunEvent[]) => (events.at(-1) as EventOf<'run-finished'>).outcome;
  const isHealthy = async ({ api }: Trial<unknown>) => (await api.get('/health')).hasStatus(200);
  const leftOf = async ({ marks }: EditorStandIn) => (await Promise.all(marks.map((mark) => markedProcesses(mark ?? 'none')))).flat();

  /** Short ones: a pause is longer than each. */
  const limits = { request: 400, stage: 800, start: 10_000 };
  const PAUSE = 1_500;

  it('waits while it is paused, for longer than a request, a stage, and what a check waits for', async () => {
    const editor = new EditorStandIn();
    const events = await run(
      startInDebugger('launch', editor),
      async (trial) => {
        editor.pause(1);
        setTimeout(() => editor.goOn(1), PAUSE);
        const began = performance.now();
        await trial.eventually(() => isHealthy(trial), 100);
        assert.ok(performance.now() - began >= PAUSE - 100);
      },
      { limits },
    );
    assert.deepEqual([messagesOf(events), outcomeOf(events)], [[undefined], 'passed']);
    assert.deepEqual(editor.asked, ['launch 1']);
    assert.deepEqual(await leftOf(editor), []);
  });

  it('is held to its limits when it goes on, and told that a pause may be behind what has expired', async () => {
    const editor = new EditorStandIn();
    const events = await run(
      startInDebugger('launch', editor),
      async ({ api }) => {
        editor.pause(1);
        setTimeout(() => editor.goOn(1), PAUSE);
        await api.get('/health');
      },
      { limits, fault: 'slow-body' },
    );
    assert.deepEqual(messagesOf(events), [
      'GET /health was not answered within 0.4 seconds. (The program was paused in the debugger meanwhile, and the clock went on: what expires may have expired by that.)',
    ]);
  });

  it('is ended and launched anew in the debugger by a check that restarts and crashes it, and starts another', async () => {
    const editor = new EditorStandIn();
    const events = await run(startInDebugger('launch', editor), async (trial) => {
      await trial.program.restart();
      await isHealthy(trial);
      await trial.program.crash();
      await trial.program.start();
      await isHealthy(trial);
      const another = await trial.startAnother();
      (await another.api.get('/health')).hasStatus(200);
    });
    assert.deepEqual([messagesOf(events), outcomeOf(events)], [[undefined], 'passed']);
    const launched = editor.asked.filter((one) => one.startsWith('launch'));
    assert.deepEqual(launched, ['launch 1', 'launch 2', 'launch 3', 'launch 4']);
    assert.deepEqual(await leftOf(editor), []);
  });

  it('has what it printed and its exit code from the debugger', async () => {
    const events = await run(startInDebugger('launch', new EditorStandIn()), isHealthy, { fault: 'crashes-at-start' });
    const problem = events.find((event) => event.type === 'problem');
    assert.match(problem?.message ?? '', /^The program ended \(exit code 1\) before it listened on port \d+:/);
    assert.match(problem?.detail ?? '', /Error: no configuration/);
  });

  it('tells no secret that the configuration of the debugger has given it', async () => {
    const editor = new EditorStandIn(undefined, { DB_PASSWORD: 'correct-horse-battery', GITHUB_TOKEN: 'ghp_0123456789abcdef' });
    const events = await run(startInDebugger('launch', editor), async ({ api }) => (await api.get('/health')).hasStatus(204), {
      fault: 'tells-secrets',
    });
    const told = JSON.stringify(events);
    assert.match(told, /\*\*\*/);
    assert.doesNotMatch(told, /correct-horse|ghp_0123/);
  });

  it('cannot be checked when the debugger does not begin, and waits for one that takes its time', async () => {
    const refuse = new EditorStandIn((program) => ({ type: 'refused', program, message: 'There is no debugger.' }));
    for (const mode of ['launch', 'attach'] as const)
      assert.deepEqual(messagesOf(await run(startInDebugger(mode, refuse), isHealthy)), ['debugger: There is no debugger.']);
    assert.deepEqual(await leftOf(refuse), []);
    const slow = new EditorStandIn((program) => wait(4_000, { type: 'begun', program } as const));
    const patient = { limits: { ...limits, start: 3_000 } };
    for (const mode of ['launch', 'attach'] as const)
      assert.deepEqual(messagesOf(await run(startInDebugger(mode, slow), isHealthy, patient)), [undefined]);
    assert.deepEqual(await leftOf(slow), []);
  });

  it('is attached to when it answers, and not before', async () => {
    const editor = new EditorStandIn();
    const events = await run(startInDebugger('attach', editor), isHealthy, { fault: 'listens-late' });
    assert.deepEqual([messagesOf(events), editor.asked], [[undefined], ['attach 1', 'end 1']]);
  });

  it('is ended at once when the run is canceled while it is paused', async () => {
    const editor = new EditorStandIn();
    const cancel = new AbortController();
    const events = await run(
      startInDebugger('launch', editor),
      async ({ api }) => {
        editor.pause(1);
        setTimeout(() => cancel.abort(), 100);
        await api.get('/health');
      },
      { signal: cancel.signal },
    );
    assert.equal(outcomeOf(events), 'cancelled');
    assert.ok((events.at(-1) as EventOf<'run-finished'>).ms < 5_000);
    assert.deepEqual(await leftOf(editor), []);
  });
});
