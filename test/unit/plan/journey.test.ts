import assert from 'node:assert/strict';
import fc from 'fast-check';
import { journeyOf, worksLeft, type Now } from '../../../src/plan/model/journey';
import type { StoredPlan } from '../../../src/plan/model/storedPlan';
import { smallIndex } from '../smallRoadmap';
import { dayAt, paces, progressOf, roadmaps, statuses, type Statused } from './arbitraries';

/** A Monday; a day is a thousand milliseconds here. */
const MONDAY = 4;
const at = (week: number, day = 0) => (MONDAY + week * 7 + day) * 1_000;
const index = smallIndex();

/** The six topics of the small roadmap take 21 hours, its project 8. */
const now = (today: number, done: Partial<Record<string, Statused>> = {}): Now => ({
  index,
  progress: progressOf(
    index,
    index.topics.map(({ id }) => done[id] ?? { status: 'todo', at: 0 }),
  ),
  today,
  dayAt,
  builtShare: () => 0,
});

const planOf = (more: Partial<StoredPlan> = {}): StoredPlan => ({
  hoursAWeek: 5,
  start: MONDAY,
  made: MONDAY,
  target: undefined,
  projects: false,
  works: worksLeft(now(MONDAY), false),
  ...more,
});

describe('a journey', () => {
  it('is on plan on the day the plan is made', () => {
    const { weeksAhead, schedule, promise, topicsThisWeek, isFinished } = journeyOf(planOf(), now(MONDAY));
    assert.deepEqual([weeksAhead, schedule.weeks.length, promise.weeks.length, isFinished], [0, 5, 5, false]);
    assert.deepEqual([...topicsThisWeek], ['how-web', 'http', 'sql']);
  });

  it('is ahead when more is done than the weeks so far have hours', () => {
    // 1 + 2 + 3 + 4 hours in the first week, which has 5.
    const done = { status: 'done', at: at(0, 1) } as const;
    const journey = journeyOf(planOf(), now(MONDAY + 1, { 'how-web': done, http: done, sql: done, nosql: done }));
    assert.equal(journey.weeksAhead, 1);
    assert.deepEqual(journey.doneThisWeek, ['how-web', 'http', 'sql', 'nosql']);
    assert.deepEqual([journey.topicsThisWeek.size, journey.schedule.weeks[0]?.hours], [0, 0]);
  });

  it('is behind by the weeks in which nothing was done', () => {
    assert.equal(journeyOf(planOf(), now(MONDAY + 7)).weeksAhead, -1);
    assert.equal(journeyOf(planOf(), now(MONDAY + 6)).weeksAhead, 0);
    assert.equal(journeyOf(planOf(), now(MONDAY + 23)).weeksAhead, -3);
  });

  it('is ahead of nothing by what was done before the plan was made', () => {
    const early = { status: 'done', at: at(0, 0) } as const;
    const plan = planOf({ works: worksLeft(now(MONDAY, { 'how-web': early, http: early }), false) });
    const { weeksAhead, doneThisWeek, schedule } = journeyOf(plan, now(MONDAY, { 'how-web': early, http: early }));
    assert.deepEqual([weeksAhead, doneThisWeek, schedule.weeks[0]?.hours], [0, [], 5]);
  });

  it('takes nothing off this week for what another machine had done before the plan was made', () => {
    const synced = { status: 'done', at: at(0, 1) } as const;
    const plan = planOf({ start: MONDAY, made: MONDAY + 2 });
    const { doneThisWeek, schedule } = journeyOf(plan, now(MONDAY + 2, { 'how-web': synced, http: synced }));
    assert.deepEqual([doneThisWeek, schedule.weeks[0]?.hours], [[], 5]);
  });

  it('does not fall behind while a long topic is being learned at the pace of the plan, until its hours are over', () => {
    // 6 hours at 2 a week: three weeks of one topic.
    const plan = planOf({ hoursAWeek: 2, works: [{ kind: 'topic', id: 'deploy', hours: 6 }] });
    const rest = Object.fromEntries(index.topics.map(({ id }) => [id, { status: 'skipped', at: 0 } as const]));
    const learning = (week: number) =>
      journeyOf(plan, now(MONDAY + week * 7, { ...rest, deploy: { status: 'doing', at: at(0) } })).weeksAhead;
    assert.deepEqual([0, 1, 2, 3, 4].map(learning), [0, 0, 0, 0, -1]);
    const untouched = (week: number) => journeyOf(plan, now(MONDAY + week * 7, { ...rest, deploy: { status: 'todo', at: 0 } })).weeksAhead;
    assert.deepEqual([0, 1, 2].map(untouched), [0, -1, -2]);
  });

  it('counts topics that are skipped as gone, and those that are reset as back', () => {
    const skipped = { status: 'skipped', at: at(0, 1) } as const;
    assert.equal(journeyOf(planOf(), now(MONDAY + 1, { deploy: skipped })).weeksAhead, 1);
    assert.equal(journeyOf(planOf(), now(MONDAY + 1, { deploy: { status: 'todo', at: at(0, 1) } })).weeksAhead, 0);
  });

  it('is finished when nothing is left', () => {
    const done = Object.fromEntries(index.topics.map(({ id }) => [id, { status: 'done', at: at(1) } as const]));
    const { isFinished, weeksAhead, schedule } = journeyOf(planOf(), now(MONDAY + 8, done));
    assert.deepEqual([isFinished, weeksAhead, schedule.finish], [true, 0, undefined]);
  });

  it('waits for a start that is ahead', () => {
    const plan = planOf({ start: MONDAY + 14 });
    const { schedule, topicsThisWeek, weeksAhead } = journeyOf(plan, now(MONDAY));
    assert.deepEqual([schedule.weeks[0]?.monday, topicsThisWeek.size, weeksAhead], [MONDAY + 14, 0, 0]);
  });

  it('knows a clock that was set back, and a flight to the west from it', () => {
    assert.equal(journeyOf(planOf(), now(MONDAY - 2)).isClockBehind, true);
    assert.equal(journeyOf(planOf(), now(MONDAY - 1)).isClockBehind, false);
  });

  it('leaves out what is built of a project', () => {
    const built = { ...now(MONDAY), builtShare: () => 0.5 };
    assert.equal(worksLeft(built, true).find(({ kind }) => kind === 'project')?.hours, 4);
    assert.equal(
      worksLeft({ ...built, builtShare: () => 1 }, true).some(({ kind }) => kind === 'project'),
      false,
    );
  });

  it('never throws and keeps its promises, whatever the clock says and whatever was done', () => {
    fc.assert(
      fc.property(roadmaps, statuses, statuses, paces, fc.integer({ min: -1_000, max: 3_000 }), (any, before, after, pace, today) => {
        const state = (done: readonly Statused[]): Now => ({
          index: any,
          progress: progressOf(any, done),
          today,
          dayAt,
          builtShare: () => 0,
        });
        const works = worksLeft(state(before), true);
        const plan: StoredPlan = { ...pace, made: pace.start, target: undefined, projects: true, works };
        const journey = journeyOf(plan, state(after));
        const left = worksLeft(state(after), true);
        assert.equal(journey.isFinished, left.length === 0);
        // Whoever is learning has at most the hours that are left, and an hour of each to tick.
        assert.ok(journey.schedule.hours >= left.length && journey.schedule.hours <= left.reduce((sum, { hours }) => sum + hours, 0));
        assert.deepEqual(
          new Set(journey.schedule.weeks.flatMap(({ slots }) => slots.map(({ work }) => work.id))),
          new Set(left.map(({ id }) => id)),
        );
        if (journey.schedule.finish !== undefined) assert.ok(journey.schedule.finish >= Math.max(today, plan.start));
      }),
    );
  });
});
