import fc from 'fast-check';
import { STATUSES, type Status } from '../../../src/progress/model/progress';
import { readProgress, type RoadmapProgress } from '../../../src/progress/model/progress';
import { keyOf, type Register } from '../../../src/progress/model/registers';
import { RoadmapIndex } from '../../../src/content/outline';

export interface Statused {
  readonly status: Status;
  /** Milliseconds; days in these tests are of 1,000 of them. */
  readonly at: number;
}

/** A day of a thousand milliseconds: time of which nothing hangs on a zone. */
export const dayAt = (milliseconds: number): number => Math.floor(milliseconds / 1_000);

/** Roadmaps whose topics wait for others anywhere in them, but never in a circle. */
export const roadmaps = fc
  .array(fc.record({ hours: fc.integer({ min: 1, max: 40 }), rank: fc.integer(), needs: fc.array(fc.nat(), { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 14,
  })
  .chain((seeds) =>
    fc
      .array(fc.record({ hours: fc.integer({ min: 1, max: 40 }), topics: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }) }), {
        maxLength: 4,
      })
      .map((projects) => {
        const ranked = seeds.map((seed, place) => ({ ...seed, id: `t${place}` })).sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
        const after = new Map(
          ranked.map(({ id, needs }, place) => [id, place === 0 ? [] : needs.map((need) => ranked[need % place]!.id)] as const),
        );
        const topics = seeds.map(({ hours }, place) => {
          const id = `t${place}`;
          return { id, title: id, hours, formerly: [], after: after.get(id) };
        });
        return new RoadmapIndex({
          id: 'any',
          title: 'Any',
          sections: [{ id: 's', title: 'S', topics }],
          projects: projects.map(({ hours, topics: places }, place) => ({
            id: `p${place}`,
            title: 'P',
            level: 'Beginner',
            hours,
            topics: places.map((one) => `t${one % seeds.length}`),
          })),
        });
      }),
  );

export const progressOf = (index: RoadmapIndex, statuses: readonly Statused[]): RoadmapProgress => {
  const registers = new Map<string, Register>();
  index.topics.forEach(({ id }, place) => {
    const { status, at } = statuses[place] ?? {};
    if (status !== undefined && at !== undefined) registers.set(keyOf(index.outline.id, id, 'status'), { v: status, t: at, w: 'a' });
  });
  return readProgress(index, registers);
};

/** What a learner did until a day. */
export const statuses = fc.array(fc.record({ status: fc.constantFrom(...STATUSES), at: fc.integer({ min: 0, max: 400_000 }) }), {
  maxLength: 14,
});

export const paces = fc.record({ hoursAWeek: fc.integer({ min: 1, max: 80 }), start: fc.integer({ min: 0, max: 300 }) });
