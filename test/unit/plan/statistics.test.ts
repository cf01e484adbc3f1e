import assert from 'node:assert/strict';
import fc from 'fast-check';
import { statisticsOf } from '../../../src/plan/model/statistics';
import { readProgress, type RoadmapProgress } from '../../../src/progress/model/progress';
import { keyOf, type Register } from '../../../src/progress/model/registers';
import { smallIndex } from '../smallRoadmap';
import { dayAt, progressOf, roadmaps, statuses } from './arbitraries';

/** A Monday; a day is a thousand milliseconds here. */
const MONDAY = 704;
const index = smallIndex();

/** Topics of the small roadmap in order, with the day on which each was completed, begun or proven. */
function progress(entries: readonly [topic: string, field: string, value: Register['v'], day: number][]): RoadmapProgress {
  return readProgress(
    index,
    new Map(entries.map(([topic, field, v, day]) => [keyOf('small', topic, field), { v, t: day * 1_000 + 500, w: 'a' }])),
  );
}

const statistics = (of: RoadmapProgress, today = MONDAY + 2, weeks = 3) => statisticsOf(of, { today, dayAt, weeks });

describe('statistics', () => {
  it('count what was done by week and by day', () => {
    const { weeks, isEmpty } = statistics(
      progress([
        ['http', 'status', 'done', MONDAY],
        ['http', 'proof:quiz:http', true, MONDAY],
        ['sql', 'status', 'doing', MONDAY + 2],
        ['cache', 'status', 'skipped', MONDAY + 1],
        ['how-web', 'status', 'done', MONDAY - 1],
        ['deploy', 'status', 'done', MONDAY - 20],
      ]),
    );
    assert.equal(isEmpty, false);
    assert.deepEqual(weeks, [
      { monday: MONDAY - 14, completed: 0, begun: 0, proofs: 0, days: [0, 0, 0, 0, 0, 0, 0] },
      { monday: MONDAY - 7, completed: 1, begun: 0, proofs: 0, days: [0, 0, 0, 0, 0, 0, 1] },
      { monday: MONDAY, completed: 1, begun: 1, proofs: 1, days: [2, 0, 1, 0, 0, 0, 0] },
    ]);
  });

  const done = (...weeksAgo: number[]) =>
    statistics(progress(weeksAgo.map((ago, place) => [index.topics[place]!.id, 'status', 'done', MONDAY - ago * 7])));
  const streaks = (...weeksAgo: number[]) => {
    const { currentStreak, longestStreak } = done(...weeksAgo);
    return [currentStreak, longestStreak];
  };

  it('count weeks in a row; a week that is not over does not break them', () => {
    assert.deepEqual(streaks(0), [1, 1]);
    assert.deepEqual(streaks(0, 1, 2), [3, 3]);
    assert.deepEqual(streaks(1, 2), [2, 2]);
    assert.deepEqual(streaks(2, 3, 4), [0, 3]);
    assert.deepEqual(streaks(0, 2, 3, 4, 6), [1, 3]);
  });

  it('are empty for those who begin', () => {
    const { isEmpty, currentStreak, longestStreak } = statistics(progress([]));
    assert.deepEqual([isEmpty, currentStreak, longestStreak], [true, 0, 0]);
  });

  it('leave out what a clock dated after today', () => {
    const { isEmpty } = statistics(progress([['http', 'status', 'done', MONDAY + 3]]));
    assert.equal(isEmpty, true);
  });

  it('lose nothing: the days of all weeks are the steps of all topics', () => {
    fc.assert(
      fc.property(roadmaps, statuses, (any, done) => {
        const of = progressOf(any, done);
        const { weeks, currentStreak, longestStreak } = statistics(of, 401, 60);
        const steps = [...of.topics.values()].filter(({ status }) => status === 'done' || status === 'doing').length;
        assert.equal(weeks.reduce((sum, { days }) => sum + days.reduce((a, b) => a + b, 0), 0), steps); // prettier-ignore
        assert.equal(weeks.reduce((sum, week) => sum + week.completed + week.begun + week.proofs, 0), steps); // prettier-ignore
        assert.ok(currentStreak <= longestStreak);
      }),
    );
  });
});
