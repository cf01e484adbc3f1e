import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDay, formatDay } from '../../../src/plan/model/days';
import { journeyOf, worksLeft, type Now } from '../../../src/plan/model/journey';
import { outlookOf, timeNeeded, weeksUntil, type Outlook } from '../../../src/plan/model/outlook';
import { promiseOf, type StoredPlan } from '../../../src/plan/model/storedPlan';
import { smallIndex } from '../smallRoadmap';
import { dayAt, paces, progressOf, roadmaps, statuses, type Statused } from './arbitraries';

const day = (text: string) => parseDay(text)!;
const index = smallIndex();
const state = (today: number, done: Partial<Record<string, Statused>> = {}, builtShare = 0): Now => ({
  index,
  progress: progressOf(
    index,
    index.topics.map(({ id }) => done[id] ?? { status: 'todo', at: 0 }),
  ),
  today,
  dayAt,
  builtShare: () => builtShare,
});

/** 400 hours from a day on, without a plan. */
const from = (text: string): Outlook => ({ hours: 400, start: day(text), today: day(text), spent: 0, planned: undefined });
const needed = (outlook: Outlook, hoursAWeek: number) => {
  const { weeks, finish } = timeNeeded(outlook, hoursAWeek)!;
  return [weeks, formatDay(finish)];
};

describe('the time that is needed at a pace', () => {
  it('ends on the day of the last hour, not at the end of its week', () => {
    // 33 weeks of 12 hours are 396. The last four are a third of a week, which is over on its third day.
    assert.deepEqual(needed(from('2026-01-05'), 12), [34, '2026-08-26']);
    // A week of one day, with its share of two hours; 33 weeks; and the last two hours, on a Tuesday.
    assert.deepEqual(needed(from('2026-11-29'), 12), [34, '2027-07-20']);
    // Ten weeks of 40 hours.
    assert.deepEqual(needed(from('2026-01-05'), 40), [10, '2026-03-15']);
    assert.deepEqual(needed({ ...from('2026-01-05'), hours: 3 }, 40), [1, '2026-01-05']);
  });

  it('is none when nothing is left', () => {
    assert.equal(timeNeeded({ ...from('2026-01-05'), hours: 0 }, 12), undefined);
  });

  it('counts hours that were spent this week, and begins no earlier than the plan', () => {
    assert.deepEqual(needed({ ...from('2026-01-05'), hours: 12, spent: 6 }, 12), [2, '2026-01-15']);
    assert.deepEqual(needed({ ...from('2026-01-05'), hours: 12, start: day('2026-02-02') }, 12), [1, '2026-02-08']);
  });

  it('says weeks that are begun', () => {
    assert.deepEqual([weeksUntil(10, 10), weeksUntil(10, 16), weeksUntil(10, 17)], [1, 1, 2]);
  });
});

describe('what is left', () => {
  const MONDAY = 4;
  const plan = (projects: boolean): StoredPlan => ({
    hoursAWeek: 5,
    start: MONDAY,
    made: MONDAY,
    target: undefined,
    projects,
    works: worksLeft(state(MONDAY), projects),
  });

  it('is all that is neither completed, skipped nor built, without a plan', () => {
    const done = {
      http: { status: 'done', at: 1 },
      cache: { status: 'skipped', at: 1 },
      sql: { status: 'doing', at: 1 },
    } as const;
    // Topics of 1, 3, 4 and 6 hours, and three quarters of a project of 8.
    assert.deepEqual(outlookOf(undefined, state(MONDAY, done, 0.25)), { hours: 20, start: 4, today: 4, spent: 0, planned: undefined });
  });

  it('is that of the plan while there is one, and everything when that is finished', () => {
    const today = state(MONDAY);
    assert.deepEqual(outlookOf(journeyOf(plan(false), today), today), { hours: 21, start: 4, today: 4, spent: 0, planned: 5 });
    const all = state(MONDAY, Object.fromEntries(index.topics.map(({ id }) => [id, { status: 'done', at: 1 }])));
    assert.deepEqual(outlookOf(journeyOf(plan(false), all), all), { hours: 8, start: 4, today: 4, spent: 0, planned: undefined });
  });

  it('takes as long at the pace of the plan as the plan says, whatever was done and whatever day it is', () => {
    fc.assert(
      fc.property(roadmaps, statuses, statuses, paces, fc.integer({ min: 0, max: 400 }), (any, before, after, pace, today) => {
        const now = (done: readonly Statused[]): Now => ({
          index: any,
          progress: progressOf(any, done),
          today,
          dayAt,
          builtShare: () => 0,
        });
        const works = worksLeft(now(before), true);
        const made: StoredPlan = { ...pace, made: pace.start, target: undefined, projects: true, works };
        const journey = journeyOf(made, now(after));
        const outlook = outlookOf(journey, now(after));
        if (!journey.isFinished) assert.equal(timeNeeded(outlook, made.hoursAWeek)?.finish, journey.schedule.finish);
        // A plan that is made today promises what the page has said before.
        const fresh: StoredPlan = { ...made, start: today };
        assert.equal(timeNeeded(outlookOf(undefined, now(before)), made.hoursAWeek)?.finish, promiseOf(fresh).finish);
      }),
    );
  });
});
