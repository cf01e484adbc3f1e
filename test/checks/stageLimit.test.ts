import assert from 'node:assert/strict';
import { check, defineStage } from '../../src/checks/kit';
import type { EventOf } from '../../src/checks/model/events';
import type { Trial } from '../../src/checks/kit/stage';
import { summarize } from '../../src/checks/runner/reporters/summary';
import { repoWith } from './support/misbehaving';
import { eventsHere } from './support/runner';

describe('the time that a stage may take', function () {
  this.timeout(60_000);

  /** Runs a stage with one check, of a program that listens a second after its start; returns what that failed with. */
  async function failureOf(run: (trial: Trial<unknown>) => Promise<unknown>, limit: number): Promise<string | undefined> {
    const checks = [{ id: 'only', title: 'It is checked' }];
    const events = await eventsHere(await repoWith('listens-late'), {
      stage: 'slow',
      limits: { stage: limit },
      suites: {
        suiteOf: (project) =>
          Promise.resolve({ project, title: project, environment: {}, stages: [{ id: 'slow', title: 'Slow', topics: [], checks }] }),
        stageOf: () =>
          Promise.resolve(
            defineStage<unknown>({
              checks: [
                check<unknown>('only', 'It is checked', async (trial) => {
                  await run(trial);
                }),
              ],
            }),
          ),
      },
    });
    const { problem, stages } = summarize(events, events.at(-1) as EventOf<'run-finished'>);
    assert.equal(problem, undefined);
    assert.equal(stages.length, 1);
    return stages[0]?.checks[0]?.failure?.message;
  }

  it('leaves out what its programs take to start', async () => {
    const startThree = async ({ startAnother, api }: Trial<unknown>) => {
      for (let started = 0; started < 3; started++) await startAnother();
      (await api.get('/health')).hasStatus(200);
    };
    assert.equal(await failureOf(startThree, 3_000), undefined);
  });

  it('is over when a check goes on for longer', async () => {
    assert.equal(await failureOf(({ pause }) => pause(50_000), 500), 'The stage took longer than 0.5 seconds.');
  });

  it('leaves no program behind that a check which was given up wants to start when the run is over', async () => {
    let goOn: () => void = () => undefined;
    const isOver = new Promise<void>((resolve) => (goOn = resolve));
    let started: Promise<unknown> | undefined;
    const startLate = async ({ program }: Trial<unknown>) => {
      await (started = isOver.then(() => program.restart()));
    };
    assert.equal(await failureOf(startLate, 500), 'The stage took longer than 0.5 seconds.');
    goOn();
    await assert.rejects(started ?? Promise.resolve(), { message: 'The run is over.' });
  });
});
