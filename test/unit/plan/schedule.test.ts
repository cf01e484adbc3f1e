import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDay, formatDay } from '../../../src/plan/model/days';
import { worksLeft } from '../../../src/plan/model/journey';
import { capacityOf, layOut, sequence, type Work } from '../../../src/plan/model/schedule';
import { hoursNeeded } from '../../../src/plan/model/storedPlan';
import { smallIndex } from '../smallRoadmap';
import { paces, progressOf, roadmaps, statuses } from './arbitraries';

const day = (text: string) => parseDay(text)!;
const topic = (id: string, hours: number): Work => ({ kind: 'topic', id, hours });
const everything = {
  topic: ({ hours }: { hours: number }) => hours,
  project: ({ hours }: { hours: number }) => hours,
  isBegun: () => false,
};
const idsOf = (works: readonly Work[]) => works.map(({ id }) => id);

describe('the order of what is left', () => {
  it('is that of the roadmap, a project right after the last topic it practises', () => {
    assert.deepEqual(idsOf(sequence(smallIndex().outline, everything)), ['how-web', 'http', 'sql', 'rest-api', 'nosql', 'cache', 'deploy']);
  });

  it('begins with what is being learned, unless that needs something first', () => {
    const isBegun = (id: string) => ['cache', 'nosql'].includes(id);
    assert.deepEqual(idsOf(sequence(smallIndex().outline, { ...everything, isBegun })).slice(0, 3), ['nosql', 'cache', 'how-web']);
    const { outline } = smallIndex();
    const waiting = outline.sections.map((section) => ({
      ...section,
      topics: section.topics.map((one) => (one.id === 'cache' ? { ...one, after: ['http'] } : one)),
    }));
    const order = idsOf(sequence({ ...outline, sections: waiting }, { ...everything, isBegun: (id) => id === 'cache' }));
    assert.deepEqual(order.slice(0, 3), ['how-web', 'http', 'cache']);
  });

  it('never has a topic before what it needs, nor a project before what it practises; nothing is lost', () => {
    fc.assert(
      fc.property(roadmaps, statuses, (index, done) => {
        const progress = progressOf(index, done);
        const works = worksLeft({ index, progress, builtShare: () => 0 }, true);
        const order = idsOf(works);
        const place = (id: string) => order.indexOf(id);
        for (const { id, after = [] } of index.topics) {
          for (const needed of after)
            if (place(needed) >= 0 && place(id) >= 0) assert.ok(place(needed) < place(id), `${needed} before ${id}`);
        }
        for (const { id, topics } of index.outline.projects) {
          for (const needed of topics) assert.ok(place(needed) < place(id), `${needed} before ${id}`);
        }
        const left = index.topics.filter(({ id }) => !['done', 'skipped'].includes(progress.topics.get(id)?.status ?? 'todo'));
        assert.deepEqual([...order].sort(), [...left, ...index.outline.projects].map(({ id }) => id).sort());
        assert.equal(sumOf(works), sumOf([...left, ...index.outline.projects]));
      }),
    );
  });
});

const sumOf = (works: readonly { hours: number }[]) => works.reduce((sum, { hours }) => sum + hours, 0);

describe('the schedule', () => {
  const week = { hoursAWeek: 10, start: day('2026-11-23'), from: day('2026-11-23'), spent: 0 };
  const shown = (works: readonly Work[], pace = week) =>
    layOut(works, pace).weeks.map(({ monday, slots }) => [formatDay(monday), ...slots.map(({ work, hours }) => `${work.id} ${hours}`)]);

  it('fills the weeks one after the other; a long topic goes on in the next one', () => {
    assert.deepEqual(shown([topic('a', 4), topic('b', 18), topic('c', 2)]), [
      ['2026-11-23', 'a 4', 'b 6'],
      ['2026-11-30', 'b 10'],
      ['2026-12-07', 'b 2', 'c 2'],
    ]);
  });

  it('ends on the day on which the hours are over, at an even pace', () => {
    const finish = (hours: number) => formatDay(layOut([topic('a', hours)], week).finish!);
    assert.equal(finish(10), '2026-11-29');
    assert.equal(finish(12), '2026-12-01');
    assert.equal(finish(1), '2026-11-23');
  });

  it('counts of its first week the days that are left', () => {
    // Thursday to Sunday are four days: 10 hours a week make 6 of them.
    const start = day('2026-11-26');
    assert.deepEqual(shown([topic('a', 12)], { ...week, start, from: start }), [
      ['2026-11-23', 'a 6'],
      ['2026-11-30', 'a 6'],
    ]);
  });

  it('leaves out of this week what was spent already, and nothing of the next ones', () => {
    assert.deepEqual(shown([topic('a', 12)], { ...week, spent: 7 }), [
      ['2026-11-23', 'a 3'],
      ['2026-11-30', 'a 9'],
    ]);
    assert.deepEqual(shown([topic('a', 3)], { ...week, spent: 70 }), [['2026-11-23'], ['2026-11-30', 'a 3']]);
  });

  it('is one empty week when nothing is left', () => {
    assert.deepEqual(shown([]), [['2026-11-23']]);
    assert.equal(layOut([], week).finish, undefined);
  });

  it('puts no week over its hours, loses no hour, keeps the order and goes forwards only', () => {
    fc.assert(
      fc.property(roadmaps, paces, fc.integer({ min: -50, max: 500 }), fc.integer({ min: 0, max: 100 }), (index, pace, from, spent) => {
        const works = sequence(index.outline, everything);
        const { weeks, finish, hours } = layOut(works, { ...pace, from, spent });
        const slots = weeks.flatMap((one) => one.slots);
        weeks.forEach((one, place) => {
          const room = capacityOf(one.monday, pace);
          assert.ok(one.hours <= (place === 0 ? Math.max(0, room - spent) : room), `week ${place}`);
          assert.equal(one.hours, sumOf(one.slots));
          if (place > 0) assert.equal(one.monday, weeks[place - 1]!.monday + 7);
        });
        assert.equal(sumOf(slots), sumOf(works));
        assert.equal(hours, sumOf(works));
        assert.deepEqual(idsOf(slots.map(({ work }) => work)).filter((id, place, all) => id !== all[place - 1]), idsOf(works)); // prettier-ignore
        for (const one of weeks) {
          for (const { first, last } of one.slots) {
            assert.ok(first <= last && first >= from && first >= pace.start && last <= one.monday + 6 && first >= one.monday);
          }
        }
        assert.equal(finish, slots.at(-1)?.last);
      }),
    );
  });

  it('needs as many hours a week as it takes to be finished in time, and not one more', () => {
    assert.equal(hoursNeeded([topic('a', 40)], day('2026-11-23'), day('2026-12-20')), 10);
    assert.equal(hoursNeeded([topic('a', 40)], day('2026-11-23'), day('2026-11-29')), 40);
    assert.equal(hoursNeeded([topic('a', 400)], day('2026-11-23'), day('2026-12-20')), undefined);
    assert.equal(hoursNeeded([], day('2026-11-23'), day('2026-11-24')), 1);
    fc.assert(
      fc.property(roadmaps, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 400 }), (index, start, days) => {
        const works = sequence(index.outline, everything);
        const found = hoursNeeded(works, start, start + days);
        const end = (hoursAWeek: number) => layOut(works, { hoursAWeek, start, from: start, spent: 0 }).finish!;
        assert.ok(
          found === undefined ? end(80) > start + days : end(found) <= start + days && (found === 1 || end(found - 1) > start + days),
        );
      }),
    );
  });
});
